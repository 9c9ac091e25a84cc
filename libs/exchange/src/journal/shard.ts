/** How many shards the keys are hashed into; each has one relay at a time. WARNING: stored in the journal. */
export const shardCount = 8;

/** The shard of a request: the last hex digit of its UUIDv7, which is random. */
export const shardOf = (requestId: string): number => parseInt(requestId.slice(-1), 16) % shardCount;
