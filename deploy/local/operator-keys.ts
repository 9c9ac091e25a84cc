import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { homePaths, operatorKeysFile } from './home-paths';
import { writeJson } from './write-atomically';

export type PrivateJwk = JsonWebKey & { kid: string };

/** What a service reads as `LIANZHI_KEYS_FILE`; the first key of each list is the one in use. */
export interface OperatorKeys { signing: PrivateJwk[]; encryption: PrivateJwk[] }

export interface LocalKeys { root: PrivateJwk; operators: Record<string, OperatorKeys> }

/** Reads the keys of the operators and of the directory's root, and makes those that are missing. */
export function loadKeys(home: string, operators: readonly string[]): LocalKeys {
  const paths = homePaths(home);
  mkdirSync(paths.keys, { recursive: true, mode: 0o700 });
  const root = kept(`${paths.keys}/root.json`, () => makeKey('root', 'ES256', 'sig'));
  writeJson(paths.rootPublicKey, publicJwk(root));
  return {
    root,
    operators: Object.fromEntries(operators.map((operator) => [operator, kept(operatorKeysFile(paths, operator), () => ({
      signing: [makeKey(`${operator}-s`, 'ES256', 'sig')], encryption: [makeKey(`${operator}-e`, 'ECDH-ES', 'enc')],
    }))])),
  };
}

export function publicJwk(key: PrivateJwk): PrivateJwk {
  const { d: _private, ...rest } = key;
  return rest as PrivateJwk;
}

/** A P-256 key whose id says whose it is; ids are in every message's proof, so they are short. */
function makeKey(label: string, alg: string, use: 'sig' | 'enc'): PrivateJwk {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { ...privateKey.export({ format: 'jwk' }), kid: `${label}-${randomBytes(4).toString('hex')}`, alg, use } as PrivateJwk;
}

function kept<T>(file: string, make: () => T): T {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as T;
  const made = make();
  writeJson(file, made);
  return made;
}
