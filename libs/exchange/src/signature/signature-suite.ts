import type { KeyObject } from 'node:crypto';

/**
 * A pair of hash and signature that proofs can be made with. ES256 with SHA-256 is one; SM2 with SM3 (国密, GB/T 32918 and
 * 32905) can be added as another without touching what calls it: `proof.alg` names the suite.
 */
export interface SignatureSuite {
  /** As in `proof.alg` and in the directory's key records. WARNING: on the wire. */
  readonly alg: string;
  readonly hashBytes: number;
  hash(bytes: Buffer): Buffer;
  sign(message: Buffer, privateKey: KeyObject): Buffer;
  /** False for anything that is not a good signature; never throws. */
  verify(message: Buffer, signature: Buffer, publicKey: KeyObject): boolean;
}
