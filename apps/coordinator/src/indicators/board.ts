import type { Pool } from 'pg';
import type { Bilingual, Catalogue } from '@lianzhi/contracts';
import type { Conditions } from '../api/conditions';
import type { Lateness } from '../tracking/request-view';

/** How many requests, by lateness. */
export interface Counts { total: number; inTime: number; atRisk: number; overdue: number }
export type Labelled<K extends string> = Counts & Record<K, string | null> & { title?: Bilingual };

/** The board 看板: what is under way now, by whose turn it is. */
export interface Board {
  total: Counts;
  /** Whose turn it is 轮到谁: who asked, or who was asked. */
  byTurn: Labelled<'turn'>[];
  /** Agency that was asked, and of its requests those that wait for it. */
  byRecipient: (Labelled<'agency'> & { waitingForIt: Counts })[];
  byAgency: Labelled<'agency'>[];
  /** Region of the organisation whose turn it is, GB/T 2260. */
  byRegion: Labelled<'region'>[];
  byType: Labelled<'type'>[];
  byState: Labelled<'state'>[];
  /** Every combination that occurs, for tables of one's own. `recipient`: the agency that was asked. */
  cells: { agency: string | null; recipient: string | null; turn: 'requester' | 'recipient'; region: string | null; type: string; state: string; lateness: Lateness; count: number }[];
}

type Cell = Board['cells'][number];

const columns = `turn_agency AS agency, turn_region AS region, type, state, lateness, to_agency AS recipient, CASE WHEN turn = to_org THEN 'recipient' ELSE 'requester' END AS turn`;

/** Requests that have not ended, of those that the conditions let through. @param counted whether the conditions ask for nothing but what is counted */
export async function readBoard(pool: Pool, where: Conditions, catalogue: Catalogue, counted: boolean): Promise<Board> {
  const { rows: cells } = await pool.query<Cell>(counted
    ? `SELECT ${columns}, sum(n)::int AS count FROM open_count
       WHERE ${where.text} GROUP BY 1, 2, 3, 4, 5, 6, 7 HAVING sum(n) <> 0 ORDER BY 1, 2, 3, 4, 5, 6, 7`
    : `SELECT ${columns}, count(*)::int AS count FROM tracked_request
       WHERE ended_at IS NULL AND ${where.text} GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY 1, 2, 3, 4, 5, 6, 7`, where.values);
  return {
    total: count(cells),
    byTurn: by('turn', cells),
    byRecipient: by('recipient', cells).map(({ recipient, ...counts }) => ({
      agency: recipient, ...counts, ...titled(catalogue.agency(recipient ?? '')), waitingForIt: count(cells.filter((cell) => cell.recipient === recipient && cell.turn === 'recipient')),
    })),
    byAgency: by('agency', cells).map((row) => ({ ...row, ...titled(catalogue.agency(row.agency ?? '')) })),
    byRegion: by('region', cells),
    byType: by('type', cells).map((row) => ({ ...row, ...titled(catalogue.find(row.type ?? '')) })),
    byState: by('state', cells),
    cells,
  };
}

const titled = (named: { title: Bilingual } | undefined): { title?: Bilingual } => (named ? { title: named.title } : {});

function by<K extends 'agency' | 'region' | 'type' | 'state' | 'recipient' | 'turn'>(key: K, cells: readonly Cell[]): Labelled<K>[] {
  const values = [...new Set(cells.map((cell) => cell[key]))].sort();
  return values.map((value) => ({ [key]: value, ...count(cells.filter((cell) => cell[key] === value)) }) as Labelled<K>);
}

function count(cells: readonly Cell[]): Counts {
  const sum = (lateness?: Lateness): number => cells.reduce((total, cell) => total + (lateness === undefined || cell.lateness === lateness ? cell.count : 0), 0);
  return { total: sum(), inTime: sum('in_time'), atRisk: sum('at_risk'), overdue: sum('overdue') };
}
