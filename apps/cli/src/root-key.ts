import { readFile } from 'node:fs/promises';
import type { Jwk } from '@lianzhi/exchange';
import { UsageError } from './usage-error';

/** The directory's public root key of a file. @throws UsageError */
export async function readRootKey(file: string): Promise<Jwk> {
  try {
    const { kty, crv, x, y, kid } = JSON.parse(await readFile(file, 'utf8')) as Jwk;
    if (kty === 'EC' && crv && x && y) return { kty, crv, x, y, ...(kid && { kid }) };
  } catch { /* told below */ }
  throw new UsageError(`${file} 不是根公钥（JWK）`, `${file} is no public root key (JWK)`);
}
