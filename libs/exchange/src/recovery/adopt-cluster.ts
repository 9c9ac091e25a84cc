import type { Pool } from 'pg';
import { inTransaction } from '@lianzhi/platform';

/** Below every transaction that a server ever begins. */
const beforeAll = '3';

/**
 * Sealing goes by the order of transactions, which each PostgreSQL server counts for itself. A logical dump (`pg_dump`) restored into another
 * server brings entries of transactions that this one has not reached: nothing new would come behind them and sealing would stand still without
 * a word. Such entries get a transaction of this server, before the service writes anything: sealed ones one before all others (their
 * positions and chain stay), the others the one that adopts them. A base backup keeps the count, so nothing is found then.
 * @returns how many entries were adopted
 */
export async function adoptCluster(pool: Pool): Promise<number> {
  if (!(await isForeign(pool))) return 0;
  return inTransaction(pool, async (client) => {
    await client.query('SET LOCAL statement_timeout = 0');
    await client.query('SET LOCAL lock_timeout = 0');
    // One replica adopts; the others wait here and find nothing left.
    await client.query('SELECT 1 FROM seal_progress FOR UPDATE');
    // This transaction has written nothing to the journal: what stands there under its own number is foreign too.
    const foreign = 'xid >= pg_snapshot_xmax(pg_current_snapshot()) OR xid = pg_current_xact_id()';
    const { rowCount } = await client.query(
      `UPDATE journal j SET xid = CASE WHEN EXISTS (SELECT 1 FROM seal s WHERE s.journal_seq = j.seq) THEN '${beforeAll}'::xid8 ELSE pg_current_xact_id() END WHERE ${foreign}`);
    await client.query(`UPDATE seal_progress SET xid = pg_current_xact_id(), seq = 0 WHERE ${foreign}`);
    return rowCount ?? 0;
  });
}

/** What a snapshot sees was written by a transaction below its end, unless another server wrote it. */
async function isForeign(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ foreign: boolean }>(
    `SELECT coalesce((SELECT xid FROM journal ORDER BY xid DESC, seq DESC LIMIT 1) >= pg_snapshot_xmax(pg_current_snapshot()), false)
         OR (SELECT xid >= pg_snapshot_xmax(pg_current_snapshot()) FROM seal_progress) AS foreign`);
  return rows[0]!.foreign;
}
