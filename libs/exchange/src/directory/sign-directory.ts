import { canonicalJson, es256, privateKeyOf, toBase64url, type PrivateJwk } from '../signature';
import { recordKey, type DirectoryRecord } from './directory-record';
import type { SignedRecord } from './signed-record';
import { recordBytes } from './verify-record';

/**
 * Signs records with the root key, which is otherwise kept offline. Pure but for the randomness of ECDSA.
 * @param published what was signed before: an unchanged record keeps its version and proof, a changed one gets the next version
 */
export function signDirectory(records: readonly DirectoryRecord[], root: PrivateJwk, published: readonly SignedRecord[] = []): SignedRecord[] {
  const key = privateKeyOf(root);
  const before = new Map(published.map((signed) => [signed.key, signed]));
  return records.map((record) => {
    const known = before.get(recordKey(record));
    if (known && canonicalJson(known.record) === canonicalJson(record)) return known;
    const unsigned = { key: recordKey(record), version: (known?.version ?? 0) + 1, record };
    const sig = toBase64url(es256.sign(recordBytes(unsigned), key));
    const proof = Buffer.from(JSON.stringify({ kid: root.kid, alg: es256.alg, sig })).toString('base64url');
    return { ...unsigned, proof };
  });
}
