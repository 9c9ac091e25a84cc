import type { KeyObject } from 'node:crypto';

/** A signing key as the directory knows it. */
export interface SigningKey {
  kid: string;
  operator: string;
  alg: string;
  key: KeyObject;
}

/** `revoked` covers a key past its validity too; `unknown` one that is not valid yet. */
export type KeyLookup = { kind: 'ok'; key: SigningKey } | { kind: 'unknown-key' | 'revoked-key' };

/** Answers for the append time of the message at hand: see `Directory.signingKey`. */
export type ResolveKey = (kid: string) => KeyLookup;

export type RefusalKind =
  | 'malformed-proof' // no proof, or not of the form described in `Proof`, or attributes without a canonical form
  | 'unknown-algorithm'
  | 'wrong-path' // index, size and length of the path do not fit together
  | 'unknown-key'
  | 'revoked-key'
  | 'wrong-signature'; // attributes, topic, path or signature are not what was signed

/** Whether the operator of `key` signed the message. Whether it may speak for the message's organisation is another question. */
export type Verdict = { kind: 'ok'; key: SigningKey; /** What was signed. */ leaf: Buffer } | { kind: RefusalKind; kid?: string };
