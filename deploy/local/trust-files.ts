import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { buildDirectory, generateOperatorKeys, generateRootKey, keyRecord, signDirectory, type OperatorKeys, type PrivateJwk } from '@lianzhi/exchange';
import { readSigned, writeSigned } from './add-law-records';
import { homePaths, operatorKeysFile, rootPrivateKeyFile } from './home-paths';
import { writeJson } from './write-atomically';

export interface TrustFilesOptions {
  /** Data folder. */
  home: string;
  operators: readonly { code: string; agency: string }[];
  organisationsFile: string;
}

/** Everything local is valid from here on: the stories play in the past, and demo data may be older still. */
const VALID_FROM = '2020-01-01T00:00:00+08:00';

/**
 * Makes the root key and the operators' keys that are missing, and the signed directory (directory.jsonl, one record a line).
 * Unchanged records keep their version, imported years and rules stay. @throws Error: one sentence that names the line or the operator
 */
export function writeTrustFiles({ home, operators, organisationsFile }: TrustFilesOptions): void {
  const paths = homePaths(home);
  mkdirSync(paths.keys, { recursive: true, mode: 0o700 });
  const root = keptRoot(rootPrivateKeyFile(paths), paths.rootPublicKey);
  const published = readSigned(paths.directory);
  const known = new Map(published.flatMap(({ record }) => (record.kind === 'key' ? [[record.kid, record] as const] : [])));
  const keys = operators.flatMap(({ code }) => {
    const { signing, encryption } = kept(operatorKeysFile(paths, code), () => generateOperatorKeys(code, VALID_FROM).privateKeys) as OperatorKeys;
    // Of a key that is published already the directory says how long it is good.
    return [...signing, ...encryption].map((key) => known.get(key.kid) ?? keyRecord(code, key, VALID_FROM));
  });
  const listed = buildDirectory({ operators, organisationsCsv: readFileSync(organisationsFile, 'utf8'), keys, validFrom: VALID_FROM });
  // An organisation that was closed since stays closed: the list says nothing about it.
  const closed = new Map(published.flatMap(({ record }) => (record.kind === 'organisation' && record.status === 'closed' ? [[record.code, record] as const] : [])));
  const records = listed.map((record) => (record.kind === 'organisation' && closed.has(record.code) ? { ...record, status: 'closed' as const, successor: closed.get(record.code)!.successor } : record));
  // Years and rules were imported since: organisations and operators say nothing about them.
  const law = published.filter(({ record: { kind } }) => kind === 'calendar' || kind === 'rules');
  writeSigned(paths.directory, [...signDirectory(records, root, published), ...law]);
}

function keptRoot(privateFile: string, publicFile: string): PrivateJwk {
  if (existsSync(privateFile) && existsSync(publicFile)) return JSON.parse(readFileSync(privateFile, 'utf8')) as PrivateJwk;
  const { privateJwk, publicJwk } = generateRootKey();
  writeJson(publicFile, publicJwk);
  writeJson(privateFile, privateJwk);
  return privateJwk;
}

function kept<T>(file: string, make: () => T): T {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as T;
  const made = make();
  writeJson(file, made);
  return made;
}
