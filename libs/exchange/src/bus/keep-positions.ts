import { positionKey, type ConsumeOptions, type FollowOptions } from './message-bus';

/** The positions of a follower, kept in memory: a reader that lost its connection goes on where its last batch ended. */
export function keepPositions({ topics, from, onBatch, onCrash }: FollowOptions): Omit<ConsumeOptions, 'group'> {
  const positions = new Map(from);
  return {
    topics,
    ...(onCrash ? { onCrash } : {}),
    positions: async () => new Map(positions),
    onBatch: async (records) => {
      await onBatch(records);
      for (const record of records) positions.set(positionKey(record), record.offset + 1n);
    },
  };
}
