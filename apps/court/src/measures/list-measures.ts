import type { Pool } from 'pg';
import { measureKindNames, measureKinds, type MeasureKind, type MeasureState } from '@lianzhi/contracts';
import type { MeasureRow } from './measure-store';

/** Where the next page begins: last day (or null) and id of the last item. */
export type MeasurePosition = [until: string | null, id: string];

export interface MeasureFilter {
  /** The court, and those whose matters came to it. */
  organisations: readonly string[];
  caseNumber?: string;
  state?: MeasureState;
  kind?: MeasureKind;
  /** Ends on that day or before. */
  until?: string;
  after?: MeasurePosition;
  limit: number;
  /** Day in Shanghai. */
  today: string;
}

export interface MeasureCounts { states: Record<string, number>; lapsedWithoutRenewal: number; endsWithin: { days: number; count: number }[] }

/** As it stands on that day: a measure in effect lapses when its last day is over. */
const stateOn = (today: string): string => `CASE WHEN state = 'in_effect' AND until_day < ${today}::date THEN 'lapsed' ELSE state END`;
const renewable = measureKindNames.filter((kind) => measureKinds[kind].renewable);
/** Asked for and come to nothing are shown only when asked for by name: no reply has made a measure of them. */
const shown = "state NOT IN ('asked', 'none')";

/** What ends first at the top, what has no end last; one more than `limit` when there is a next page. */
export async function listMeasures(pool: Pool, { organisations, caseNumber, state, kind, until, after, limit, today }: MeasureFilter): Promise<(MeasureRow & { until_day: string | null })[]> {
  const values: unknown[] = [...organisations];
  const param = (value: unknown): string => `$${values.push(value)}`;
  const conditions = [
    // One after the other: of a single one, which nearly all are, the index gives the order.
    `organisation IN (${organisations.map((_, i) => `$${i + 1}`).join()})`,
    state ? `${stateOn(param(today))} = ${param(state)}` : shown,
    ...(caseNumber ? [`case_number = ${param(caseNumber)}`] : []),
    ...(kind ? [`kind = ${param(kind)}`] : []),
    ...(until ? [`until_day <= ${param(until)}::date`] : []),
    ...(after ? [after[0] === null ? `until_day IS NULL AND id > ${param(after[1])}::uuid` : `((until_day, id) > (${param(after[0])}::date, ${param(after[1])}::uuid) OR until_day IS NULL)`] : []),
  ];
  const { rows } = await pool.query<MeasureRow & { until_day: string | null }>(
    `SELECT id, content, until_day::text FROM measure WHERE ${conditions.join(' AND ')} ORDER BY until_day NULLS LAST, id LIMIT ${param(limit + 1)}`, values);
  return rows;
}

/** Figures of one court, with those whose matters came to it, or of one of its cases. */
export async function countMeasures(pool: Pool, organisations: readonly string[], caseNumber: string | undefined, today: string, within: readonly number[]): Promise<MeasureCounts> {
  const { rows: [row] } = await pool.query<{ states: Record<string, number> | null; lapsed: number; ends: number[] }>({
    name: 'measure-count', values: [organisations, caseNumber ?? null, today, renewable, within],
    text: `WITH own AS (
             SELECT kind, ${stateOn('$3')} AS standing, until_day FROM measure WHERE organisation = ANY($1::text[]) AND ($2::text IS NULL OR case_number = $2))
           SELECT (SELECT jsonb_object_agg(standing, n) FROM (SELECT standing, count(*)::int AS n FROM own GROUP BY standing) counted) AS states,
                  (SELECT count(*)::int FROM own WHERE standing = 'lapsed' AND kind = ANY($4::text[])) AS lapsed,
                  ARRAY(SELECT (SELECT count(*)::int FROM own WHERE standing = 'in_effect' AND until_day <= $3::date + days) FROM unnest($5::int[]) days) AS ends`,
  });
  const states = { asked: 0, waiting: 0, in_effect: 0, lapsed: 0, lifted: 0, replaced: 0, ...row!.states };
  delete (states as Record<string, number>)['none'];
  return { states, lapsedWithoutRenewal: row!.lapsed, endsWithin: within.map((days, i) => ({ days, count: row!.ends[i]! })) };
}
