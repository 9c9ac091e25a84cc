import { generateKeyPairSync } from 'node:crypto';
import { es256, thumbprint, type Jwk, type OperatorKeys, type PrivateJwk } from '../signature';
import type { KeyRecord } from './directory-record';

/** WARNING: in directory records. */
export const encryptionAlg = 'ECDH-HKDF-SHA256';

export interface GeneratedOperatorKeys {
  /** For the operator's key file; never leaves it. */
  privateKeys: OperatorKeys;
  /** For the directory. */
  records: KeyRecord[];
}

/** One signing and one encryption key on P-256. @param validFrom RFC 3339; take it early enough for clocks that differ */
export function generateOperatorKeys(operator: string, validFrom: string): GeneratedOperatorKeys {
  const signing = generate(`${operator}.sig`, 'sig', es256.alg);
  const encryption = generate(`${operator}.enc`, 'enc', encryptionAlg);
  return { privateKeys: { signing: [signing], encryption: [encryption] }, records: [signing, encryption].map((jwk) => keyRecord(operator, jwk, validFrom)) };
}

/** The root of a directory. The private half is kept offline; the public half is in the configuration of every service. */
export function generateRootKey(): { privateJwk: PrivateJwk; publicJwk: Jwk } {
  const privateJwk = generate('root', 'sig', es256.alg);
  return { privateJwk, publicJwk: publicHalf(privateJwk) };
}

/** The directory's record of a key of one's own. */
export function keyRecord(operator: string, jwk: PrivateJwk, validFrom: string): KeyRecord {
  const use = jwk.use ?? 'sig';
  return { kind: 'key', operator, kid: jwk.kid, use, alg: jwk.alg ?? es256.alg, jwk: publicHalf(jwk), validFrom };
}

function publicHalf({ kty, crv, x, y, kid, use, alg }: PrivateJwk): Jwk {
  return { kty, crv, x, y, kid, ...(use && { use }), ...(alg && { alg }) };
}

/** The kid ends in the key's thumbprint, so that it is unique over all operators. */
function generate(name: string, use: 'sig' | 'enc', alg: string): PrivateJwk {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x, y, d } = privateKey.export({ format: 'jwk' }) as { x: string; y: string; d: string };
  const point: Jwk = { kty: 'EC', crv: 'P-256', x, y };
  return { ...point, d, kid: `${name}.${thumbprint(point).slice(0, 16)}`, use, alg };
}
