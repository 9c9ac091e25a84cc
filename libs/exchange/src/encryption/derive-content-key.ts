import { createSecretKey, diffieHellman, hkdfSync, type KeyObject } from 'node:crypto';
import type { LaneOperators } from './sealed-data';

/**
 * The A256GCM key of one direction between two operators on one UTC day: HKDF-SHA-256 (RFC 5869, empty salt) of the x
 * coordinate that ECDH on their P-256 keys gives, with info `lianzhi-v1|<from>|<to>|<day>`. Either private key will do, so
 * the sender can open again what it sealed. WARNING: stored data is under such keys; the derivation never changes within v1.
 */
export function deriveContentKey(privateKey: KeyObject, publicKey: KeyObject, { from, to }: LaneOperators, day: string): KeyObject {
  const secret = diffieHellman({ privateKey, publicKey });
  return createSecretKey(Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), `lianzhi-v1|${from}|${to}|${day}`, 32)));
}
