import type { KeyObject } from 'node:crypto';
import { canonicalJson, es256, fromBase64url, publicKeyOf, type Jwk } from '../signature';
import type { SignedRecord } from './signed-record';

/** What a root key signs. */
export function recordBytes({ key, version, record }: Omit<SignedRecord, 'proof'>): Buffer {
  return Buffer.from(canonicalJson({ key, version, record }), 'utf8');
}

/** Public root keys by kid: usually one, two while it is being replaced. */
export class RootKeys {
  private readonly keys: ReadonlyMap<string, KeyObject>;

  constructor(jwks: readonly Jwk[]) {
    this.keys = new Map(jwks.map((jwk) => [jwk.kid ?? '', publicKeyOf(jwk)]));
  }

  /** Whether one of the root keys signed the record. Never throws. */
  verify(signed: SignedRecord): boolean {
    const proof = recordProof(signed.proof);
    const key = proof && this.keys.get(proof.kid);
    if (!key) return false;
    try {
      return es256.verify(recordBytes(signed), proof.sig, key);
    } catch {
      return false; // no canonical form
    }
  }
}

export function verifyRecord(signed: SignedRecord, root: Jwk): boolean {
  return new RootKeys([root]).verify(signed);
}

/** The parts of a record's `proof`, or undefined when it is none. */
export function recordProof(text: string): { kid: string; sig: Buffer } | undefined {
  try {
    const proof = JSON.parse(fromBase64url(text)?.toString('utf8') ?? 'null') as { kid?: unknown; alg?: unknown; sig?: unknown } | null;
    const sig = fromBase64url(proof?.sig);
    return proof && sig && typeof proof.kid === 'string' && proof.alg === es256.alg ? { kid: proof.kid, sig } : undefined;
  } catch {
    return undefined;
  }
}
