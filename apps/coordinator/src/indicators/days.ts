import type { Pool } from 'pg';
import { addDays, type Bilingual, type Calendar, type Catalogue, type LegalDate } from '@lianzhi/contracts';
import type { Conditions } from '../api/conditions';
import type { Lateness } from '../tracking/request-view';

/** The requests under way at the end of a day (of today: now), and what was answered on it. */
export interface Day {
  day: LegalDate;
  /** False on rest days 休. */
  workday: boolean;
  open: number; atRisk: number; overdue: number;
  answered: number; answeredInTime: number;
}

export interface Days {
  days: Day[];
  /** By the agency that was asked, one number for each of these days, in their order: overdue at its end, and what was answered on it. */
  byAgency: { agency: string | null; title?: Bilingual; overdue: number[]; answered: number[]; answeredInTime: number[] }[];
}

/** What is open now, by agency and lateness; with a day, what that day has added. */
export interface Change { day: LegalDate | null; agency: string | null; lateness: Lateness; n: number; answered: number; inTime: number }

/** Backwards from now: the end of a day is the end of the next one, less what that one added. Pure. @param days ascending, the last one being today */
export function foldDays(days: readonly LegalDate[], changes: readonly Change[], calendar: Pick<Calendar, 'isWorkday'>, catalogue: Pick<Catalogue, 'agency'>): Days {
  const agencies = [...new Set(changes.map(({ agency }) => agency))].sort((a, b) => (a ?? '').localeCompare(b ?? ''));
  const sum = (of: readonly Change[], figure: 'n' | 'answered' | 'inTime'): number => of.reduce((total, change) => total + change[figure], 0);
  const at = (day: LegalDate, of: readonly Change[]): number => sum(of.filter((change) => change.day === null), 'n') - sum(of.filter((change) => change.day !== null && change.day > day), 'n');
  const standing = (lateness: Lateness): Change[] => changes.filter((change) => change.lateness === lateness);
  const [atRisk, overdue] = [standing('at_risk'), standing('overdue')];
  return {
    days: days.map((day) => {
      const own = changes.filter((change) => change.day === day);
      return { day, workday: calendar.isWorkday(day), open: at(day, changes), atRisk: at(day, atRisk), overdue: at(day, overdue), answered: sum(own, 'answered'), answeredInTime: sum(own, 'inTime') };
    }),
    byAgency: agencies.map((agency) => {
      const { title } = catalogue.agency(agency ?? '') ?? {};
      const own = changes.filter((change) => change.agency === agency);
      const late = own.filter(({ lateness }) => lateness === 'overdue');
      const on = (day: LegalDate, figure: 'answered' | 'inTime'): number => sum(own.filter((change) => change.day === day), figure);
      return { agency, ...(title && { title }), overdue: days.map((day) => at(day, late)), answered: days.map((day) => on(day, 'answered')), answeredInTime: days.map((day) => on(day, 'inTime')) };
    }),
  };
}

/** The last `count` days up to `today`; fewer where the changes of the first ones are not known. */
export async function readDays(pool: Pool, where: Conditions, { today, count, calendar, catalogue }: { today: LegalDate; count: number; calendar: Calendar; catalogue: Catalogue }): Promise<Days> {
  const first = addDays(today, 1 - count);
  const from = `$${where.values.length + 1}::date`;
  const [{ rows: [known] }, { rows }] = await Promise.all([
    pool.query<{ day: LegalDate | null }>('SELECT max(day)::text AS day FROM day_count_from'),
    // One statement: what is added up while it runs is counted before or after, never both.
    pool.query<Change>(
      `SELECT NULL AS day, to_agency AS agency, lateness, sum(n)::int AS n, 0 AS answered, 0 AS "inTime" FROM open_count WHERE state <> 'none' AND ${where.text} GROUP BY 2, 3
       UNION ALL
       SELECT day::text, to_agency, lateness, sum(n)::int, sum(answered)::int, sum(in_time)::int FROM (
         SELECT day, to_agency, lateness, n, answered, in_time FROM day_count WHERE day >= ${from} AND ${where.text}
         UNION ALL
         SELECT day, to_agency, lateness, CASE WHEN state = 'none' THEN 0 ELSE n END, answered, in_time FROM open_count WHERE NOT added_up AND day >= ${from} AND ${where.text}) changed
       GROUP BY 1, 2, 3`, [...where.values, first]),
  ]);
  const start = known?.day != null && known.day > first ? known.day : first;
  const days: LegalDate[] = [];
  for (let day = start; day <= today; day = addDays(day, 1)) days.push(day);
  // A clock that was set back: what is said to have happened later stays with today.
  return foldDays(days, rows.map((row) => (row.day !== null && row.day > today ? { ...row, day: today } : row)), calendar, catalogue);
}
