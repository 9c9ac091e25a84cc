import type { Pool, PoolClient } from 'pg';
import { positionKey, type Positions, type Published } from '../bus/message-bus';

/** Up to where the documents of this operator are known to stand on its own lanes: what lies beyond was sent after a backup was made. */
export async function ownPositions(db: Pool, topics: readonly string[]): Promise<Positions> {
  const { rows } = await db.query<{ topic: string; partition: number; next_offset: string }>('SELECT topic, partition, next_offset FROM own_position WHERE topic = ANY($1::text[])', [topics]);
  return new Map(rows.map((row) => [positionKey(row), BigInt(row.next_offset)]));
}

/** Never back. In one order, so that replicas cannot deadlock. */
export async function advanceOwnPositions(db: Pool | PoolClient, published: readonly Pick<Published, 'topic' | 'partition' | 'offset'>[]): Promise<void> {
  const next = new Map<string, Pick<Published, 'topic' | 'partition' | 'offset'>>();
  for (const one of published) if (one.offset >= (next.get(positionKey(one))?.offset ?? 0n)) next.set(positionKey(one), one);
  const sorted = [...next.values()].sort((a, b) => (positionKey(a) < positionKey(b) ? -1 : 1));
  if (sorted.length === 0) return;
  await db.query({
    name: 'own-position-advance',
    text: `INSERT INTO own_position AS p (topic, partition, next_offset) SELECT * FROM unnest($1::text[], $2::int[], $3::bigint[])
           ON CONFLICT (topic, partition) DO UPDATE SET next_offset = greatest(p.next_offset, excluded.next_offset)`,
    values: [sorted.map(({ topic }) => topic), sorted.map(({ partition }) => partition), sorted.map(({ offset }) => (offset + 1n).toString())],
  });
}
