import type { Pool } from 'pg';
import type { Bilingual, Catalogue } from '@lianzhi/contracts';
import type { Conditions } from '../api/conditions';
import { indicatorFigures, indicatorKey, perRequest, type IndicatorFigure } from './indicator-columns';

/** Figures about requests 指标. Rates are between 0 and 1, null where nothing can be divided. */
export interface Figures {
  submitted: number; delivered: number; answered: number; answeredInTime: number;
  returned: number; withdrawn: number; undeliverable: number; closed: number; open: number;
  /** Overdue now, and ever called overdue or escalated. */
  overdue: number; breached: number; escalated: number;
  answeredRate: number | null; answeredInTimeRate: number | null;
  /** From delivery to the final reply, elapsed seconds. The median is right to 5 %: times are counted in classes. */
  averageAnswerSeconds: number | null; medianAnswerSeconds: number | null;
}

export interface Indicators extends Figures {
  /** By the agency, organisation and request type that was asked. */
  byAgency: (Figures & { agency: string | null })[];
  byOrganisation: (Figures & { organisation: string })[];
  byType: (Figures & { type: string })[];
}

/** Sums of the requests of one group whose answers took about the same time. */
export type PaceRow = Record<IndicatorFigure, number> & { level: number; agency: string | null; organisation: string | null; type: string | null; pace: number | null };

/** When the requests were submitted: instants, either of which may be open. */
export interface Period { from: Date | undefined; to: Date | undefined }

const names = [indicatorKey, ...indicatorFigures].join(', ');
/** 00:00 in Shanghai at or after, and at or before, an instant. */
const midnight = (n: string): string => `(date_trunc('day', ${n}::timestamptz AT TIME ZONE 'Asia/Shanghai') AT TIME ZONE 'Asia/Shanghai')`;
const dayOf = (n: string): string => `(${n}::timestamptz AT TIME ZONE 'Asia/Shanghai')::date`;
const isWhole = (n: string): string => `${n}::timestamptz = ${midnight(n)}`;

/**
 * The figures of the requests that the conditions let through.
 * @param counted whether the conditions ask for nothing but what is counted: then only the requests of a day that the period cuts are read, else all of it
 */
export async function readIndicators(pool: Pool, where: Conditions, { from, to }: Period, counted: boolean): Promise<Indicators> {
  const [n, m] = [`$${where.values.length + 1}`, `$${where.values.length + 2}`];
  const inPeriod = `(${n}::timestamptz IS NULL OR submitted_at >= ${n}) AND (${m}::timestamptz IS NULL OR submitted_at < ${m})`;
  // Days that lie in the period from their beginning to their end; of the others the requests are read.
  const wholeDay = `(${n}::timestamptz IS NULL OR day > ${dayOf(n)} OR (day = ${dayOf(n)} AND ${isWhole(n)})) AND (${m}::timestamptz IS NULL OR day < ${dayOf(m)})`;
  const cutDay = `(submitted_at < ${midnight(n)} + interval '1 day' AND NOT (${isWhole(n)}) OR submitted_at >= ${midnight(m)} AND NOT (${isWhole(m)}))`;
  const read = (more: string): string => perRequest(`(SELECT * FROM tracked_request WHERE ${inPeriod} AND ${more} AND ${where.text}) r`);
  const rows = counted
    ? `SELECT ${names} FROM indicator_count WHERE ${wholeDay} AND ${where.text} UNION ALL SELECT ${names} FROM indicator_change WHERE ${wholeDay} AND ${where.text} UNION ALL ${read(cutDay)}`
    : read('true');
  // One statement: what is added up while it runs is counted before or after, never both.
  const { rows: found } = await pool.query<PaceRow>(
    `SELECT grouping(to_agency, to_org, type) AS level, to_agency AS agency, to_org AS organisation, type, pace, ${indicatorFigures.map((name) => `sum(${name})::float8 AS ${name}`).join(', ')}
     FROM (${rows}) r GROUP BY GROUPING SETS ((pace), (to_agency, pace), (to_org, pace), (type, pace)) ORDER BY 2, 3, 4`, [...where.values, from ?? null, to ?? null]);
  return foldIndicators(found);
}

/** With the names that people know agencies and types by. */
export interface TitledIndicators extends Indicators {
  byAgency: (Indicators['byAgency'][number] & { title?: Bilingual })[];
  byType: (Indicators['byType'][number] & { title?: Bilingual })[];
}

/** Pure. */
export function withTitles(indicators: Indicators, catalogue: Pick<Catalogue, 'agency' | 'find'>): TitledIndicators {
  const titled = (named: { title: Bilingual } | undefined): { title?: Bilingual } => (named ? { title: named.title } : {});
  return {
    ...indicators,
    byAgency: indicators.byAgency.map((row) => ({ ...row, ...titled(catalogue.agency(row.agency ?? '')) })),
    byType: indicators.byType.map((row) => ({ ...row, ...titled(catalogue.find(row.type)) })),
  };
}

/** Bits of `grouping`, from the left: 1 = that column is summed over. */
const levels = { all: 0b111, agency: 0b011, organisation: 0b101, type: 0b110 };

/** Pure. @param rows ascending by agency, organisation and type */
export function foldIndicators(rows: readonly PaceRow[]): Indicators {
  const groups = <K extends 'agency' | 'organisation' | 'type'>(key: K): (Figures & Record<K, PaceRow[K]>)[] => {
    const own = new Map<PaceRow[K], PaceRow[]>();
    for (const row of rows) if (row.level === levels[key]) own.set(row[key], [...(own.get(row[key]) ?? []), row]);
    return [...own].map(([value, paces]) => ({ [key]: value, ...figuresOf(paces) }) as Figures & Record<K, PaceRow[K]>).filter(({ submitted }) => submitted > 0);
  };
  return {
    ...figuresOf(rows.filter(({ level }) => level === levels.all)),
    byAgency: groups('agency'), byOrganisation: groups('organisation') as Indicators['byOrganisation'], byType: groups('type') as Indicators['byType'],
  };
}

function figuresOf(paces: readonly PaceRow[]): Figures {
  const sum = (figure: IndicatorFigure, of = paces): number => of.reduce((total, row) => total + row[figure], 0);
  // Those that nobody has answered yet stand in the class of the fastest answers, with no seconds: they are no measurement.
  const timed = paces.filter(({ pace, answered: measured }) => pace !== null && measured > 0);
  const [submitted, answered, answeredInTime, measured] = [sum('submitted'), sum('answered'), sum('answered_in_time'), sum('answered', timed)];
  const rate = (part: number, whole: number): number | null => (whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000);
  return {
    submitted, delivered: sum('delivered'), answered, answeredInTime, returned: sum('returned'), withdrawn: sum('withdrawn'), undeliverable: sum('undeliverable'), closed: sum('closed'),
    open: sum('open'), overdue: sum('overdue'), breached: sum('breached'), escalated: sum('escalated'),
    answeredRate: rate(answered, submitted), answeredInTimeRate: rate(answeredInTime, answered),
    averageAnswerSeconds: measured === 0 ? null : Math.round(sum('seconds', timed) / measured), medianAnswerSeconds: median(timed, measured),
  };
}

/** The middle one's class, and there the average, which lies in it. */
function median(timed: readonly PaceRow[], measured: number): number | null {
  let passed = 0;
  for (const { answered, seconds } of [...timed].sort((a, b) => a.pace! - b.pace!)) {
    passed += answered;
    if (passed * 2 >= measured) return Math.round(seconds / answered);
  }
  return null;
}
