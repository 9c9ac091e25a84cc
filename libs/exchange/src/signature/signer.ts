/** What is signed of a message (see `leafBytes`); or, where its SHA-256 leaf hash is at hand, that, and the bytes for a suite with another hash. */
export type Leaf = Buffer | { sha256: Buffer; bytes: () => Buffer };

/** Signs batches for one operator. Batch-shaped so that a worker, a hardware module or SM2 can stand behind it. */
export interface Signer {
  readonly kid: string;
  /** The `proof` of each leaf (see `leafBytes`), in order. Each proves its message alone, without the others. */
  signBatch(leaves: readonly Leaf[]): string[];
}
