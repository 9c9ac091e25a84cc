import type { KeyObject } from 'node:crypto';
import { es256 } from './es256';
import { privateKeyOf, type OperatorKeys, type PrivateJwk } from './jwk';
import { leafHash, MerkleTree } from './merkle';
import { batchMessage, encodeProof } from './proof';
import type { SignatureSuite } from './signature-suite';
import type { Leaf, Signer } from './signer';

/** Signs the root of a batch with a key held in memory: one signature for up to `maxTreeSize` messages. */
export class EcdsaSigner implements Signer {
  readonly kid: string;
  private readonly key: KeyObject;
  private readonly suite: SignatureSuite = es256;

  constructor(jwk: PrivateJwk) {
    this.kid = jwk.kid;
    this.key = privateKeyOf(jwk);
  }

  static of(keys: Pick<OperatorKeys, 'signing'>): EcdsaSigner {
    const [first] = keys.signing;
    if (!first) throw new Error('The key file holds no signing key.');
    return new EcdsaSigner(first);
  }

  signBatch(leaves: readonly Leaf[]): string[] {
    if (leaves.length === 0) return [];
    const { kid, suite } = this;
    const tree = MerkleTree.ofHashes(suite, leaves.map((leaf) => (Buffer.isBuffer(leaf) ? leafHash(suite, leaf) : leaf.sha256)));
    const sig = suite.sign(batchMessage(tree.size, tree.root), this.key);
    return leaves.map((_, index) => encodeProof({ kid, alg: suite.alg, size: tree.size, index, path: tree.path(index), sig }));
  }
}
