import type { Pool } from 'pg';
import { BackgroundLoop } from '@lianzhi/exchange';
import { inTransaction } from '@lianzhi/platform';

/** System time. Between two rounds readers read some rows more. */
const everyMs = 5_000;

export interface Counts {
  /** Of the lock and of the statements. WARNING: replicas of two versions know each other by it. */
  name: string;
  /** One statement: takes away the rows that changes have left and adds their sum to the counts. */
  addUp: string;
  /** What is then no longer needed. */
  clear?: string;
}

/**
 * Adds up what the database's triggers have only appended (decision 021): whoever writes requests waits for nobody. One replica at a time; a reader sees the
 * rows before or their sum after, never both.
 */
export class AddingUp {
  private readonly loop: BackgroundLoop;

  constructor(private readonly pool: Pool, private readonly counts: Counts, onError: (error: unknown) => void) {
    this.loop = new BackgroundLoop(async () => { await this.addUp(); return false; }, () => everyMs, onError);
  }

  start(): void { this.loop.start(); }
  stop(): Promise<void> { return this.loop.stop(); }

  async addUp(): Promise<void> {
    const { name, addUp, clear } = this.counts;
    await inTransaction(this.pool, async (client) => {
      // Before the statement that adds up, not within it: what the one before has added must be visible, or two rows of one key would each be raised.
      const { rows: [alone] } = await client.query<{ mine: boolean }>({ name: `${name}-alone`, text: 'SELECT pg_try_advisory_xact_lock(hashtextextended($1, 19)) AS mine', values: [name] });
      if (alone!.mine) await client.query({ name: `${name}-add-up`, text: addUp });
    });
    if (clear !== undefined) await this.pool.query({ name: `${name}-clear`, text: clear });
  }
}
