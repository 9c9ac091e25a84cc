import type { Pool } from 'pg';
import { inTransaction } from '@lianzhi/platform';
import { parseAnchor } from './anchor';
import { insertBatch, lastBatch } from './sealed-batches';

/**
 * Before sealing goes on, once what is on `anchors` has been kept: a database restored from an older backup does not seal another past
 * under numbers that were published. What it has published since stands as a lost batch, and what the journal holds beyond the
 * last batch of its own gets positions behind that. Nothing to do at any other start.
 */
export async function resumeSealing(pool: Pool, operator: string): Promise<void> {
  await inTransaction(pool, async (client) => {
    await client.query('SELECT 1 FROM seal_progress FOR UPDATE');
    const { rows: [stated] } = await client.query<{ value: Buffer }>('SELECT value FROM anchor WHERE operator = $1 AND number IS NOT NULL ORDER BY number DESC LIMIT 1', [operator]);
    const published = stated && parseAnchor(stated.value)?.statement.batch;
    const own = await lastBatch(client);
    if (!published || published.number <= (own?.number ?? 0)) return;
    await insertBatch(client, published, true);
    await client.query('DELETE FROM seal WHERE position > $1', [own?.last ?? 0]);
    await client.query(
      `UPDATE seal_progress SET position = $1, xid = coalesce(j.xid, '0'), seq = coalesce(j.seq, 0)
       FROM (SELECT 1) one LEFT JOIN (SELECT j.xid, j.seq FROM seal s JOIN journal j ON j.seq = s.journal_seq ORDER BY s.position DESC LIMIT 1) j ON true`, [published.last]);
  });
}
