import type { Pool } from 'pg';
import { BackgroundLoop } from '@lianzhi/exchange';
import { indicatorFigures, indicatorKey, sumsOf } from './indicator-columns';

/** System time. Between two rounds the indicators read some rows more. */
const everyMs = 5_000;

/** Adds what has changed to the counts behind the indicators. One replica at a time; a reader sees the changes before or their sum after, never both. */
export class IndicatorCount {
  private readonly loop: BackgroundLoop;

  constructor(private readonly pool: Pool, onError: (error: unknown) => void) {
    this.loop = new BackgroundLoop(async () => { await this.addUp(); return false; }, () => everyMs, onError);
  }

  start(): void { this.loop.start(); }
  stop(): Promise<void> { return this.loop.stop(); }

  async addUp(): Promise<void> {
    await this.pool.query({ name: 'indicators-add-up', text: addUp });
  }
}

const addUp = `
  WITH alone AS MATERIALIZED (SELECT pg_try_advisory_xact_lock(hashtextextended('indicator_count', 19)) AS mine),
       gone AS (DELETE FROM indicator_change WHERE (SELECT mine FROM alone) RETURNING *)
  INSERT INTO indicator_count AS c (${indicatorKey}, ${indicatorFigures.join(', ')})
  SELECT ${indicatorKey}, ${sumsOf(indicatorFigures)} FROM gone GROUP BY ${indicatorKey}
  ON CONFLICT (${indicatorKey}) DO UPDATE SET ${indicatorFigures.map((name) => `${name} = c.${name} + excluded.${name}`).join(', ')}`;
