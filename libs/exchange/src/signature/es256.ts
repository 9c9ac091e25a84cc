import { hash, sign, verify } from 'node:crypto';
import type { SignatureSuite } from './signature-suite';

/** ECDSA on P-256 with SHA-256; signatures are r || s, 64 bytes (IEEE P1363, as in RFC 7518 §3.4), not DER. */
export const es256: SignatureSuite = {
  alg: 'ES256',
  hashBytes: 32,
  hash: (bytes) => hash('sha256', bytes, 'buffer'),
  sign: (message, key) => sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' }),
  verify(message, signature, key) {
    try {
      return verify('sha256', message, { key, dsaEncoding: 'ieee-p1363' }, signature);
    } catch {
      return false; // a key of another kind
    }
  },
};
