import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';

/** A public EC key as JSON (RFC 7517, 7518 §6.2). */
export interface Jwk {
  kty: 'EC';
  crv: string;
  x: string;
  y: string;
  kid?: string;
  use?: 'sig' | 'enc';
  alg?: string;
}

export interface PrivateJwk extends Jwk {
  kid: string;
  d: string;
}

/** The secret half of one operator's keys, as in LIANZHI_KEYS_FILE. Which one signs the directory says. */
export interface OperatorKeys {
  signing: PrivateJwk[];
  encryption: PrivateJwk[];
}

/** Keys are turned into KeyObjects once and kept: doing it per message costs as much as the cryptography itself. */
export const publicKeyOf = ({ kty, crv, x, y }: Jwk): KeyObject => createPublicKey({ key: { kty, crv, x, y }, format: 'jwk' });
export const privateKeyOf = ({ kty, crv, x, y, d }: PrivateJwk): KeyObject => createPrivateKey({ key: { kty, crv, x, y, d }, format: 'jwk' });

/** RFC 7638 thumbprint (SHA-256, base64url): names a key by its content. */
export function thumbprint({ crv, kty, x, y }: Jwk): string {
  return createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
}
