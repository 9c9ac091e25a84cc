import type { Pool, PoolClient } from 'pg';
import { cutoffColumns, nothingUnderWay, type Cutoff, type Erasable } from '@lianzhi/exchange';

const due = `FROM unnest($1::text[], $2::timestamptz[]) c(type, before) JOIN tracked_request r ON r.type = c.type AND r.erased_at IS NULL AND r.ended_at < c.before WHERE ${nothingUnderWay('r.id')}`;

/** The coordinator never could read what requests say; what it holds of it, encrypted, goes too. Its own attributes stay: they are its statistics. */
export const coordinatorErasable: Erasable = {
  async count(pool: Pool, cutoffs: readonly Cutoff[]) {
    const { rows } = await pool.query<{ type: string; requests: number }>(`SELECT r.type, count(*)::int AS requests ${due} GROUP BY r.type ORDER BY r.type`, cutoffColumns(cutoffs));
    return rows;
  },

  async find(client: PoolClient, cutoffs: readonly Cutoff[], limit: number, among?: readonly string[]) {
    const { rows } = await client.query<{ id: string }>(`SELECT r.id ${due} AND ($4::uuid[] IS NULL OR r.id = ANY($4)) ORDER BY r.id LIMIT $3`, [...cutoffColumns(cutoffs), limit, among ?? null]);
    return rows.map(({ id }) => id);
  },

  async erase(client: PoolClient, requestIds: readonly string[]) {
    await client.query('UPDATE tracked_request SET erased_at = clock_timestamp() WHERE id = ANY($1::uuid[])', [requestIds]);
  },
};
