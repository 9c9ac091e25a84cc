/** By what the indicators are counted. `day`: of submission, Asia/Shanghai. `pace`: class of the time from delivery to the final reply; null until then. WARNING: stored, see the migration. */
export const indicatorKey = 'day, type, urgency, from_org, from_agency, from_region, to_org, to_agency, to_region, pace';

/** What is counted, and the sum of the seconds from delivery to the final reply. WARNING: stored. */
export const indicatorFigures = [
  'submitted', 'delivered', 'answered', 'answered_in_time', 'returned', 'withdrawn', 'undeliverable', 'closed', 'open', 'overdue', 'breached', 'escalated', 'seconds',
] as const;
export type IndicatorFigure = (typeof indicatorFigures)[number];

/** Each class of answer times is this much longer than the one before: a median is right to that. WARNING: stored. */
export const paceRatio = 1.05;

const seconds = 'extract(epoch FROM answered_at - delivered_at)';

/** One row for each submitted request of a table, or transition table, of tracked requests. WARNING: part of a migration. */
export const perRequest = (table: string): string => `SELECT (submitted_at AT TIME ZONE 'Asia/Shanghai')::date AS day, type, urgency, from_org, from_agency, from_region, to_org, to_agency, to_region,
  floor(ln(greatest(${seconds}, 1)) / ln(${paceRatio}))::smallint AS pace, 1 AS submitted, (delivered_at IS NOT NULL)::int AS delivered, (answered_at IS NOT NULL)::int AS answered,
  (answered_in_time IS TRUE)::int AS answered_in_time, (state = 'returned')::int AS returned, (state = 'withdrawn')::int AS withdrawn, (state = 'undeliverable')::int AS undeliverable,
  (state = 'closed')::int AS closed, (state IN ('submitted', 'delivered', 'accepted', 'information_requested'))::int AS open, (lateness = 'overdue' AND ended_at IS NULL)::int AS overdue,
  ('overdue' = ANY(flags))::int AS breached, ('escalated' = ANY(flags))::int AS escalated, coalesce(round(${seconds}), 0)::bigint AS seconds
  FROM ${table} WHERE submitted_at IS NOT NULL`;

/** Sums under their own names. */
export const sumsOf = (figures: readonly string[]): string => figures.map((name) => `sum(${name}) AS ${name}`).join(', ');
