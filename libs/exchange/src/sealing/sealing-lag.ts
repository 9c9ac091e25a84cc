import type { Pool } from 'pg';

export interface SealingLag {
  /** Journal entries that no published head covers yet. */
  entries: number;
  /** Age of the oldest of them, s. */
  seconds: number;
  /** Heads of other operators that contradict what was kept of them. */
  conflicts: number;
}

/** How far proof is behind the journal. Looks at what is behind only, not at the whole journal. */
export async function sealingLag(pool: Pool, operator: string): Promise<SealingLag> {
  const { rows } = await pool.query<{ entries: number; seconds: number; conflicts: number }>({
    name: 'sealing-lag', values: [operator],
    text: `WITH stated AS (SELECT coalesce(max(number), 0) AS number FROM anchor WHERE operator = $1),
                covered AS (SELECT coalesce(max(last), 0) AS position FROM sealed_batch WHERE number <= (SELECT number FROM stated)),
                behind AS (SELECT j.recorded_at FROM seal s JOIN journal j ON j.seq = s.journal_seq WHERE s.position > (SELECT position FROM covered)
                           UNION ALL SELECT j.recorded_at FROM seal_progress p JOIN journal j ON (j.xid, j.seq) > (p.xid, p.seq))
           SELECT count(*)::int AS entries, coalesce(extract(epoch FROM clock_timestamp() - min(recorded_at)), 0)::float AS seconds, (SELECT count(*)::int FROM anchor_conflict) AS conflicts FROM behind`,
  });
  return rows[0]!;
}
