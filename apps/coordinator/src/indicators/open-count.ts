import type { Pool } from 'pg';
import { AddingUp } from './adding-up';

/** Adds the rows of `open_count` up, and keeps by day what has changed. */
export class OpenCount extends AddingUp {
  constructor(pool: Pool, onError: (error: unknown) => void) {
    super(pool, { name: 'open_count', addUp, clear: 'DELETE FROM open_count WHERE added_up AND n = 0' }, onError);
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
