import type { Pool } from 'pg';
import type { Conditions } from '../api/conditions';

/** Figures about requests 指标. Rates are between 0 and 1, null where nothing can be divided. */
export interface Figures {
  submitted: number; delivered: number; answered: number; answeredInTime: number;
  returned: number; withdrawn: number; undeliverable: number; closed: number; open: number;
  /** Overdue now, and ever called overdue or escalated. */
  overdue: number; breached: number; escalated: number;
  answeredRate: number | null; answeredInTimeRate: number | null;
  /** From delivery to the final reply, elapsed seconds. */
  averageAnswerSeconds: number | null; medianAnswerSeconds: number | null;
}

export interface Indicators extends Figures {
  /** By the agency, organisation and request type that was asked. */
  byAgency: (Figures & { agency: string | null })[];
  byOrganisation: (Figures & { organisation: string })[];
  byType: (Figures & { type: string })[];
}

interface Row extends Figures { level: number; agency: string | null; organisation: string; type: string }

const seconds = 'extract(epoch FROM answered_at - delivered_at)';
const figures = `
  count(*)::int AS submitted,
  count(delivered_at)::int AS delivered,
  count(answered_at)::int AS answered,
  count(*) FILTER (WHERE answered_in_time)::int AS "answeredInTime",
  count(*) FILTER (WHERE state = 'returned')::int AS returned,
  count(*) FILTER (WHERE state = 'withdrawn')::int AS withdrawn,
  count(*) FILTER (WHERE state = 'undeliverable')::int AS undeliverable,
  count(*) FILTER (WHERE state = 'closed')::int AS closed,
  count(*) FILTER (WHERE state IN ('submitted', 'delivered', 'accepted', 'information_requested'))::int AS open,
  count(*) FILTER (WHERE lateness = 'overdue' AND ended_at IS NULL)::int AS overdue,
  count(*) FILTER (WHERE 'overdue' = ANY(flags))::int AS breached,
  count(*) FILTER (WHERE 'escalated' = ANY(flags))::int AS escalated,
  round(count(answered_at)::numeric / nullif(count(*), 0), 4)::float8 AS "answeredRate",
  round(count(*) FILTER (WHERE answered_in_time)::numeric / nullif(count(answered_at), 0), 4)::float8 AS "answeredInTimeRate",
  round(avg(${seconds}))::float8 AS "averageAnswerSeconds",
  round(percentile_cont(0.5) WITHIN GROUP (ORDER BY ${seconds})::numeric)::float8 AS "medianAnswerSeconds"`;

/** The figures of the requests that the conditions let through. */
export async function readIndicators(pool: Pool, where: Conditions): Promise<Indicators> {
  const { rows } = await pool.query<Row>(
    `SELECT grouping(to_agency, to_org, type) AS level, to_agency AS agency, to_org AS organisation, type, ${figures}
     FROM tracked_request WHERE ${where.text} GROUP BY GROUPING SETS ((), (to_agency), (to_org), (type)) ORDER BY 2, 3, 4`, where.values);
  // Bits of `grouping`, from the left: 1 = that column is summed over.
  const levels = { all: 0b111, agency: 0b011, organisation: 0b101, type: 0b110 };
  const of = (level: number): Row[] => rows.filter((row) => row.level === level);
  const bare = ({ level: _level, agency: _agency, organisation: _organisation, type: _type, ...row }: Row): Figures => row;
  return {
    ...bare(of(levels.all)[0]!),
    byAgency: of(levels.agency).map((row) => ({ agency: row.agency, ...bare(row) })),
    byOrganisation: of(levels.organisation).map((row) => ({ organisation: row.organisation, ...bare(row) })),
    byType: of(levels.type).map((row) => ({ type: row.type, ...bare(row) })),
  };
}
