import type { Pool } from 'pg';
import { readAttributes } from './event-bytes';
import { commitmentOf } from './commitment';

/**
 * Entries of an older version have no commitment yet; they get it from their attributes. Ended by the first empty look.
 * @returns how many were filled
 */
export async function fillLeaves(pool: Pool): Promise<number> {
  for (let filled = 0; ; ) {
    const { rows } = await pool.query<{ seq: string; topic: string; event: Buffer }>('SELECT seq, topic, event FROM journal WHERE leaf IS NULL ORDER BY seq LIMIT 500');
    if (rows.length === 0) return filled;
    await pool.query('UPDATE journal j SET leaf = u.leaf FROM unnest($1::bigint[], $2::bytea[]) u(seq, leaf) WHERE j.seq = u.seq AND j.leaf IS NULL', [
      rows.map(({ seq }) => seq), rows.map(({ topic, event }) => commitmentOf(readAttributes(event), topic)),
    ]);
    filled += rows.length;
  }
}
