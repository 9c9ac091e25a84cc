/** Signs batches for one operator. Batch-shaped so that a worker, a hardware module or SM2 can stand behind it. */
export interface Signer {
  readonly kid: string;
  /** The `proof` of each leaf (see `leafBytes`), in order. Each proves its message alone, without the others. */
  signBatch(leaves: readonly Buffer[]): string[];
}
