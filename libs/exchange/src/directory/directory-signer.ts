import { EcdsaSigner, type Leaf, type OperatorKeys, type Signer } from '../signature';
import type { Directory } from './directory';

/** The directory lists none of the keys that this service holds as good now: what is to be signed waits in the journal. */
export class NoSigningKey extends Error {
  constructor(operator: string) { super(`The directory lists no valid signing key of operator ${operator} that this service holds.`); }
}

/**
 * Signs with the newest key that the directory says is good now, of those held: a new key is used from its `validFrom` on, a revoked
 * or expired one no more, in every replica, without anybody choosing.
 */
export class DirectorySigner implements Signer {
  private readonly signers: ReadonlyMap<string, EcdsaSigner>;

  constructor(private readonly operator: string, keys: Pick<OperatorKeys, 'signing'>, private readonly directory: Pick<Directory, 'signingKeysOf'>) {
    this.signers = new Map(keys.signing.map((jwk) => [jwk.kid, new EcdsaSigner(jwk)]));
  }

  get kid(): string { return this.current().kid; }

  /** @throws NoSigningKey */
  signBatch(leaves: readonly Leaf[]): string[] { return this.current().signBatch(leaves); }

  /** System time: validity never follows the business clock. */
  private current(): EcdsaSigner {
    for (const { kid } of this.directory.signingKeysOf(this.operator, Date.now())) {
      const signer = this.signers.get(kid);
      if (signer) return signer;
    }
    throw new NoSigningKey(this.operator);
  }
}
