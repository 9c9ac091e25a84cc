import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { exportJWK, generateKeyPair } from 'jose';
import type { JWK } from 'jose';

/** Keys of the local identity provider. */
export interface IdentityKeys {
  jwks: { keys: JWK[] };
  /** Sign the session cookies. */
  cookieKeys: string[];
}

/** Loads the provider's keys, or makes them once; kept, so that tokens stay valid over a restart. */
export async function loadIdentityKeys(path: string): Promise<IdentityKeys> {
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as IdentityKeys;
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const kid = `identity-${randomBytes(6).toString('hex')}`;
  const keys: IdentityKeys = {
    jwks: { keys: [{ ...(await exportJWK(privateKey)), kid, alg: 'ES256', use: 'sig' }] },
    cookieKeys: [randomBytes(32).toString('base64url')],
  };
  const incoming = `${path}.${process.pid}.incoming`;
  writeFileSync(incoming, JSON.stringify(keys), { mode: 0o600 });
  renameSync(incoming, path);
  return keys;
}
