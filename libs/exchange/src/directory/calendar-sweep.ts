import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { BackgroundLoop } from '../relay/background-loop';
import type { LawInForce } from './law-in-force';

export interface CalendarSweepOptions {
  pool: Pool;
  law: Pick<LawInForce, 'calendar' | 'onChange'>;
  /** Ids, in order, of the requests behind `after` whose due times another calendar may move. */
  find: (after: string, limit: number) => Promise<string[]>;
  /** Computes their due times again, in one transaction. */
  recompute: (ids: readonly string[]) => Promise<void>;
  onError: (error: unknown) => void;
}

const batchSize = 100;
const first = '00000000-0000-0000-0000-000000000000';

/**
 * Has due times computed again when a year is imported or corrected, batch by batch beside the daily work, and at the start
 * if that happened while this service was down. Every replica does it for the change that it sees itself, since until then
 * it folds by the old calendar; what has been computed again already stays as it is.
 */
export class CalendarSweep {
  private readonly loop: BackgroundLoop;
  private readonly unlisten: () => void;
  private after: string | undefined;
  private begun = false;

  constructor(private readonly options: CalendarSweepOptions) {
    this.loop = new BackgroundLoop(() => this.step(), () => 60_000, options.onError);
    this.unlisten = options.law.onChange((kind) => {
      if (kind !== 'calendar') return;
      this.begun = true;
      this.after = first;
      this.loop.nudge();
    });
  }

  start(): void { this.loop.start(); }

  async stop(): Promise<void> {
    this.unlisten();
    await this.loop.stop();
  }

  private async step(): Promise<boolean> {
    if (!this.begun) {
      this.begun = true;
      if (!(await this.isSwept())) this.after ??= first;
    }
    if (this.after === undefined) return false;
    const { find, recompute, law } = this.options;
    const [from, calendar] = [this.after, law.calendar];
    const ids = await find(from, batchSize);
    await recompute(ids);
    // A change that came meanwhile has begun the sweep anew.
    if (this.after !== from || law.calendar !== calendar) return true;
    this.after = ids.length === batchSize ? ids.at(-1) : undefined;
    if (this.after === undefined) await this.noteSwept();
    return this.after !== undefined;
  }

  private async isSwept(): Promise<boolean> {
    const { rows } = await this.options.pool.query<{ digest: string }>('SELECT digest FROM calendar_swept');
    return rows[0]?.digest === this.digest();
  }

  private async noteSwept(): Promise<void> {
    await this.options.pool.query('INSERT INTO calendar_swept (digest) VALUES ($1) ON CONFLICT (one) DO UPDATE SET digest = excluded.digest', [this.digest()]);
  }

  private digest(): string {
    return createHash('sha256').update(JSON.stringify(this.options.law.calendar.notices)).digest('hex');
  }
}
