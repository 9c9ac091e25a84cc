import type { Batch } from 'kafkajs';
import type { ReceivedRecord, TopicPartition } from '../bus/message-bus';

/**
 * The records of one fetched batch. `fetchedOffset` (not in kafkajs's types) is what the broker was asked for: it answers
 * with what is there from then on, so nothing lies between it and the first record.
 */
export function toReceivedRecords(batch: Batch, topic: string, continuation: (at: TopicPartition, fetched: bigint) => bigint): ReceivedRecord[] {
  const { partition, fetchedOffset } = batch as Batch & { fetchedOffset: string };
  let from = continuation({ topic, partition }, BigInt(fetchedOffset));
  return batch.messages.map(({ offset: text, timestamp, key, value }) => {
    const offset = BigInt(text);
    const record = { topic, partition, from: from < offset ? from : offset, offset, appendedAt: Number(timestamp), key: key === null ? null : key.toString(), value };
    from = offset + 1n;
    return record;
  });
}
