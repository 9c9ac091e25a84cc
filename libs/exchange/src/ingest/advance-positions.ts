import type { Pool, PoolClient } from 'pg';
import { PositionGap, positionKey, type Positions, type ReceivedRecord } from '../bus/message-bus';

/** Moves the stored positions to behind the batch. Never back; a batch that starts beyond them is refused with `PositionGap`. */
export async function advancePositions(client: PoolClient, records: readonly ReceivedRecord[]): Promise<void> {
  const spans = new Map<string, { topic: string; partition: number; first: bigint; next: bigint }>();
  for (const { topic, partition, offset, from } of records) {
    const span = spans.get(positionKey({ topic, partition }));
    if (span) span.next = offset + 1n;
    else spans.set(positionKey({ topic, partition }), { topic, partition, first: from, next: offset + 1n });
  }
  const sorted = [...spans.values()].sort((a, b) => (positionKey(a) < positionKey(b) ? -1 : 1));
  const { rows } = await client.query<{ topic: string; partition: number; before: string | null }>({
    name: 'lane-position-advance',
    text: `WITH now AS (SELECT * FROM unnest($1::text[], $2::int[], $3::bigint[]) u(topic, partition, next_offset)),
                before AS (SELECT p.* FROM lane_position p JOIN now USING (topic, partition) ORDER BY topic, partition FOR UPDATE OF p),
                moved AS (INSERT INTO lane_position AS p (topic, partition, next_offset) SELECT * FROM now
                          ON CONFLICT (topic, partition) DO UPDATE SET next_offset = greatest(p.next_offset, excluded.next_offset))
           SELECT now.topic, now.partition, before.next_offset AS before FROM now LEFT JOIN before USING (topic, partition)`,
    values: [sorted.map(({ topic }) => topic), sorted.map(({ partition }) => partition), sorted.map(({ next }) => next.toString())],
  });
  for (const row of rows) {
    const span = spans.get(positionKey(row))!;
    if (row.before !== null && span.first > BigInt(row.before)) throw new PositionGap(row, BigInt(row.before));
  }
}

/** The stored positions of these topics; a partition that was never read has none. */
export async function positionsOf(db: Pool | PoolClient, topics: readonly string[]): Promise<Positions> {
  const { rows } = await db.query<{ topic: string; partition: number; next_offset: string }>('SELECT topic, partition, next_offset FROM lane_position WHERE topic = ANY($1::text[])', [topics]);
  return new Map(rows.map((row) => [positionKey(row), BigInt(row.next_offset)]));
}
