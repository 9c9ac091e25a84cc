import type { Pool } from 'pg';
import { positionKey, type MessageBus } from '../bus/message-bus';

/** Records on each of these lanes that have not been taken in yet. Lanes without any are there with 0. */
export async function laneLag(bus: Pick<MessageBus, 'endOffsets'>, pool: Pool, topics: readonly string[]): Promise<Map<string, number>> {
  const ends = await bus.endOffsets(topics);
  const { rows } = await pool.query<{ topic: string; partition: number; next_offset: string }>({
    name: 'lane-positions', text: 'SELECT topic, partition, next_offset FROM lane_position WHERE topic = ANY($1::text[])', values: [topics],
  });
  const read = new Map(rows.map((row) => [positionKey(row), BigInt(row.next_offset)]));
  const lag = new Map(topics.map((topic) => [topic, 0]));
  for (const [key, end] of ends) {
    const topic = key.slice(0, key.lastIndexOf('/'));
    const left = Number(end - (read.get(key) ?? 0n));
    if (left > 0) lag.set(topic, (lag.get(topic) ?? 0) + left);
  }
  return lag;
}
