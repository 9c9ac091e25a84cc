import type { Pool } from 'pg';
import { AddingUp } from './adding-up';
import { indicatorFigures, indicatorKey, sumsOf } from './indicator-columns';

/** Adds what has changed to the counts behind the indicators. */
export class IndicatorCount extends AddingUp {
  constructor(pool: Pool, onError: (error: unknown) => void) {
    super(pool, { name: 'indicator_count', addUp }, onError);
  }
}

const addUp = `
  WITH gone AS (DELETE FROM indicator_change RETURNING *)
  INSERT INTO indicator_count AS c (${indicatorKey}, ${indicatorFigures.join(', ')})
  SELECT ${indicatorKey}, ${sumsOf(indicatorFigures)} FROM gone GROUP BY ${indicatorKey}
  ON CONFLICT (${indicatorKey}) DO UPDATE SET ${indicatorFigures.map((name) => `${name} = c.${name} + excluded.${name}`).join(', ')}`;
