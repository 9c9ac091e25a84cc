import type { Pool } from 'pg';
import { BackgroundLoop } from '@lianzhi/exchange';
import { inTransaction } from '@lianzhi/platform';

/** System time. Between two rounds the board reads some rows more. */
const everyMs = 5_000;

/**
 * Adds the rows of `open_count` up, and keeps by day what has changed. The database's triggers only append (decision 021): whoever writes requests waits for nobody. One replica at a
 * time; a reader sees the rows before or their sum after, never both.
 */
export class OpenCount {
  private readonly loop: BackgroundLoop;

  constructor(private readonly pool: Pool, onError: (error: unknown) => void) {
    this.loop = new BackgroundLoop(async () => { await this.addUp(); return false; }, () => everyMs, onError);
  }

  start(): void { this.loop.start(); }
  stop(): Promise<void> { return this.loop.stop(); }

  async addUp(): Promise<void> {
    await inTransaction(this.pool, async (client) => {
      // Before the statement that adds up, not within it: what the one before has added must be visible, or two rows of one key would each be raised.
      const { rows: [alone] } = await client.query<{ mine: boolean }>({ name: 'open-count-alone', text: "SELECT pg_try_advisory_xact_lock(hashtextextended('open_count', 19)) AS mine" });
      if (alone!.mine) await client.query({ name: 'open-count-add-up', text: addUp });
    });
    await this.pool.query({ name: 'open-count-clear', text: 'DELETE FROM open_count WHERE added_up AND n = 0' });
  }
}

const always = ['type', 'urgency', 'state', 'lateness', 'from_org', 'to_org', 'turn'];
const perhaps = ['from_agency', 'from_region', 'to_agency', 'to_region', 'turn_agency', 'turn_region'];
const key = [...always, ...perhaps].join(', ');
const row = (table: string, columns: readonly string[]): string => `(${columns.map((column) => `${table}.${column}`).join(', ')})`;
const same = (a: string, b: string): string => `${row(a, always)} = ${row(b, always)} AND ${row(a, perhaps)} IS NOT DISTINCT FROM ${row(b, perhaps)}`;

const ends = 'from_org, from_agency, from_region, to_org, to_agency, to_region';

const addUp = `
  WITH gone AS (DELETE FROM open_count WHERE NOT added_up RETURNING *),
       days AS (INSERT INTO day_count AS d (day, lateness, ${ends}, n, answered, in_time)
                SELECT day, lateness, ${ends}, coalesce(sum(n) FILTER (WHERE state <> 'none'), 0), sum(answered), sum(in_time) FROM gone WHERE day IS NOT NULL GROUP BY day, lateness, ${ends}
                HAVING coalesce(sum(n) FILTER (WHERE state <> 'none'), 0) <> 0 OR sum(answered) <> 0 OR sum(in_time) <> 0
                ON CONFLICT (day, from_org, to_org, lateness, from_agency, from_region, to_agency, to_region)
                DO UPDATE SET n = d.n + excluded.n, answered = d.answered + excluded.answered, in_time = d.in_time + excluded.in_time),
       sums AS (SELECT ${key}, sum(n) AS n FROM gone GROUP BY ${key} HAVING sum(n) <> 0),
       known AS (UPDATE open_count c SET n = c.n + s.n FROM sums s WHERE c.added_up AND ${same('c', 's')} RETURNING c.*)
  INSERT INTO open_count (${key}, n, added_up)
  SELECT ${key}, n, true FROM sums s WHERE NOT EXISTS (SELECT FROM known c WHERE ${same('c', 's')})`;
