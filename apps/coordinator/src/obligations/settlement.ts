import type { Pool } from 'pg';
import type { BusinessClock } from '@lianzhi/platform';
import { isAnyDue } from './call-store';
import type { ClockWatch } from './clock-watch';
import type { LaneReadiness } from './lane-readiness';
import { callGraceMs } from './steps';

export interface SettlementOptions {
  pool: Pool;
  clock: BusinessClock;
  watch: Pick<ClockWatch, 'isSteady'>;
  readiness: Pick<LaneReadiness, 'lag'>;
  lanes: () => readonly string[];
}

/** Tells whether everything that the clock's present instant asks for has been called and told: tests wait for it. */
export class Settlement {
  private asking: Promise<boolean> | undefined;

  constructor(private readonly options: SettlementOptions) {}

  /** Callers that come together share one look. */
  isSettled(): Promise<boolean> {
    this.asking ??= this.look().finally(() => (this.asking = undefined));
    return this.asking;
  }

  private async look(): Promise<boolean> {
    const { pool, clock, watch, readiness, lanes } = this.options;
    if (!watch.isSteady() || (await readiness.lag(lanes())) > 0) return false;
    const { rows: [left] } = await pool.query<{ unhandled: boolean; unpublished: boolean }>(
      `SELECT EXISTS (SELECT FROM journal WHERE handling = 'n') AS unhandled, EXISTS (SELECT FROM journal WHERE pending) AS unpublished`);
    return !left?.unhandled && !left?.unpublished && !(await isAnyDue(pool, clock.now().getTime() - callGraceMs));
  }
}
