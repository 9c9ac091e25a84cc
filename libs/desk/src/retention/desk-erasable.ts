import type { Pool, PoolClient } from 'pg';
import { cutoffColumns, nothingUnderWay, type Cutoff, type Erasable } from '@lianzhi/exchange';
import type { Migration } from '@lianzhi/platform';

/** WARNING: as in the index of the migration, else the statements would not use it. */
const ended = `'returned', 'withdrawn', 'undeliverable', 'closed'`;

/** `erased_at`: what the request says is gone; null again once something new has come to it. */
export const retentionMigrations: readonly Migration[] = [{
  name: 'desk-retention-001-erased',
  sql: `
ALTER TABLE request ADD COLUMN erased_at timestamptz;
CREATE INDEX request_erasable ON request (type, ((record->'core'->>'endedAt')::bigint)) WHERE erased_at IS NULL AND state IN ('returned', 'withdrawn', 'undeliverable', 'closed');`,
}];

/** Of these cutoffs; a request that stands here twice (a court that writes to a court) is due once both halves have ended. */
const due = `FROM unnest($1::text[], $2::timestamptz[]) c(type, before) JOIN request r ON r.type = c.type AND r.erased_at IS NULL AND r.state IN (${ended})
    AND (r.record->'core'->>'endedAt')::bigint < extract(epoch FROM c.before) * 1000
  WHERE NOT EXISTS (SELECT 1 FROM request o WHERE o.id = r.id AND o.box <> r.box AND o.state NOT IN (${ended})) AND ${nothingUnderWay('r.id')}`;

/** What a desk keeps of a request besides its messages: who it is about, and recorded answers of calls. The case register is the court's own and has its own period. */
export const deskErasable: Erasable = {
  async count(pool: Pool, cutoffs: readonly Cutoff[]) {
    const { rows } = await pool.query<{ type: string; requests: number }>(`SELECT r.type, count(DISTINCT r.id)::int AS requests ${due} GROUP BY r.type ORDER BY r.type`, cutoffColumns(cutoffs));
    return rows;
  },

  async find(client: PoolClient, cutoffs: readonly Cutoff[], limit: number, among?: readonly string[]) {
    const { rows } = await client.query<{ id: string }>(`SELECT DISTINCT r.id ${due} AND ($4::uuid[] IS NULL OR r.id = ANY($4)) ORDER BY r.id LIMIT $3`, [...cutoffColumns(cutoffs), limit, among ?? null]);
    return rows.map(({ id }) => id);
  },

  async erase(client: PoolClient, requestIds: readonly string[]) {
    await client.query('UPDATE request SET subject = NULL, subject_hash = NULL, erased_at = clock_timestamp() WHERE id = ANY($1::uuid[])', [requestIds]);
    await client.query('DELETE FROM idempotent_call WHERE effect_id = ANY($1::uuid[]) OR effect_id IN (SELECT message_id FROM journal WHERE request_id = ANY($1::uuid[]))', [requestIds]);
    await client.query(`UPDATE request_batch_line SET content = '' WHERE request_id = ANY($1::uuid[])`, [requestIds]);
  },
};
