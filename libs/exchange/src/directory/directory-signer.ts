import { EcdsaSigner, type Leaf, type OperatorKeys, type Signer } from '../signature';
import type { Directory } from './directory';

/** The directory lists none of the keys that this service holds as good now: what is to be signed waits in the journal. */
export class NoSigningKey extends Error {
  constructor(operator: string) { super(`The directory lists no valid signing key of operator ${operator} that this service holds.`); }
}

/**
 * Signs with the newest key that the directory says is good now, of those held: a new key is used from its `validFrom` on, a revoked
 * or expired one no more, in every replica, without anybody choosing. Keys that come to be held later (`KeysFile`) are found when they are wanted.
 */
export class DirectorySigner implements Signer {
  private readonly signers: Map<string, EcdsaSigner>;

  constructor(private readonly operator: string, private readonly keys: Pick<OperatorKeys, 'signing'>, private readonly directory: Pick<Directory, 'signingKeysOf'>) {
    this.signers = new Map(keys.signing.map((jwk) => [jwk.kid, new EcdsaSigner(jwk)]));
  }

  get kid(): string { return this.current().kid; }

  /** @throws NoSigningKey */
  signBatch(leaves: readonly Leaf[]): string[] { return this.current().signBatch(leaves); }

  /** System time: validity never follows the business clock. */
  private current(): EcdsaSigner {
    for (const { kid } of this.directory.signingKeysOf(this.operator, Date.now())) {
      const signer = this.signers.get(kid) ?? this.foundLater(kid);
      if (signer) return signer;
    }
    throw new NoSigningKey(this.operator);
  }

  private foundLater(kid: string): EcdsaSigner | undefined {
    const jwk = this.keys.signing.find((key) => key.kid === kid);
    if (!jwk) return undefined;
    const signer = new EcdsaSigner(jwk);
    this.signers.set(kid, signer);
    return signer;
  }
}
