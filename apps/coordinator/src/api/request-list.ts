import type { Pool } from 'pg';
import { type Bilingual, isEnded, requestFlags, requestStates, toShanghaiIso, type Catalogue, type RequestFlag, type RequestState, urgencies } from '@lianzhi/contracts';
import { regionPrefix } from '@lianzhi/exchange';
import { enumParameter, isCanonicalUuid, textParameter, type Query } from '@lianzhi/platform';
import { latenesses, type Lateness } from '../tracking/request-view';
import { Conditions } from './conditions';
import { regionParameter } from './region-parameter';
import type { Scope } from './scope';

/** A request in lists; metadata only. Instants are RFC 3339 in +08:00. */
export interface RequestItem {
  id: string; type: string; title?: Bilingual; urgency: string; state: RequestState; flags: RequestFlag[]; lateness: Lateness;
  from: string; to: string; thread: string; follows: string | null;
  /** Whose turn it is (organisation code) and what it owes first; null once ended. */
  turn: string | null; dueAt: string | null; dueObligation: string | null; dueTitle?: Bilingual;
  outcome: string | null;
  submittedAt: string | null; deliveredAt: string | null; answeredAt: string | null; endedAt: string | null; updatedAt: string;
}

export interface RequestRow {
  id: string; type: string; urgency: string; state: RequestState; flags: RequestFlag[]; lateness: Lateness; from_org: string; to_org: string;
  thread: string; follows: string | null; turn: string; due_at: Date | null; due_obligation: string | null; outcome: string | null;
  submitted_at: Date | null; delivered_at: Date | null; answered_at: Date | null; ended_at: Date | null; updated_at: Date;
}

export const requestColumns = `id, type, urgency, state, flags, lateness, from_org, to_org, thread, follows, turn, due_at, due_obligation, outcome,
  submitted_at, delivered_at, answered_at, ended_at, updated_at`;

export const iso = (instant: Date | number | null | undefined): string | null => (instant == null ? null : toShanghaiIso(instant));

export const requestItem = (row: RequestRow, catalogue: Catalogue): RequestItem => ({
  id: row.id, type: row.type, ...titles(row, catalogue), urgency: row.urgency, state: row.state, flags: row.flags, lateness: row.lateness,
  from: row.from_org, to: row.to_org, thread: row.thread, follows: row.follows,
  turn: row.ended_at ? null : row.turn, dueAt: iso(row.due_at), dueObligation: row.due_obligation, outcome: row.outcome,
  submittedAt: iso(row.submitted_at), deliveredAt: iso(row.delivered_at), answeredAt: iso(row.answered_at), endedAt: iso(row.ended_at), updatedAt: toShanghaiIso(row.updated_at),
});

function titles({ type, due_obligation: due }: RequestRow, catalogue: Catalogue): Pick<RequestItem, 'title' | 'dueTitle'> {
  const contract = catalogue.find(type);
  const owed = contract?.obligations.find(({ name }) => name === due);
  return { ...(contract && { title: contract.title }), ...(owed && { dueTitle: owed.title }) };
}

/** Whose requests: what the scope lets the caller see, and the filters by who asked and who was asked. @throws Problem 422 */
export function endConditions(query: Query, scope: Scope, catalogue: Catalogue): Conditions {
  const where = new Conditions();
  const agencies = catalogue.agencies.map(({ code }) => code);
  if (!scope.all) where.add((n) => `(from_org = ANY(${n}::text[]) OR to_org = ANY(${n}::text[]))`, [...scope.organisations]);
  where.equals('from_org', textParameter(query, 'from'));
  where.equals('to_org', textParameter(query, 'to'));
  where.equals('to_agency', enumParameter(query, 'toAgency', agencies));
  where.optional((n) => `(from_agency = ${n} OR to_agency = ${n})`, enumParameter(query, 'agency', agencies));
  const region = regionParameter(query);
  where.optional((n) => `(starts_with(from_region, ${n}) OR starts_with(to_region, ${n}))`, region && regionPrefix(region));
  return where;
}

/** What the indicators are counted by. @throws Problem 422 */
export function indicatorConditions(query: Query, scope: Scope, catalogue: Catalogue): Conditions {
  const where = endConditions(query, scope, catalogue);
  where.equals('type', enumParameter(query, 'type', catalogue.types()));
  where.equals('urgency', enumParameter(query, 'urgency', Object.keys(urgencies)));
  return where;
}

/** Which requests: what the scope lets the caller see, and the filters of the query. @throws Problem 422 */
export function requestConditions(query: Query, scope: Scope, catalogue: Catalogue): Conditions {
  const where = indicatorConditions(query, scope, catalogue);
  // Until its submission has come nothing about a request can be shown.
  where.add(`state <> 'none'`);
  where.equals('state', enumParameter(query, 'state', requestStates));
  where.equals('lateness', enumParameter(query, 'lateness', latenesses));
  const turn = enumParameter(query, 'turn', ['requester', 'recipient']);
  if (turn !== undefined) where.add(turn === 'recipient' ? 'turn = to_org' : 'turn <> to_org');
  const turnRegion = regionParameter(query, 'turnRegion');
  if (enumParameter(query, 'turnRegionOnly', ['true']) !== undefined) where.equals('turn_region', turnRegion);
  else where.optional((n) => `starts_with(turn_region, ${n})`, turnRegion && regionPrefix(turnRegion));
  const owing = textParameter(query, 'owedBy');
  where.equals('turn', owing);
  // The row of an ended request names somebody still, but nobody owes.
  if (owing !== undefined) where.add(`state <> ALL('{${requestStates.filter(isEnded).join(',')}}')`);
  where.optional((n) => `${n} = ANY(flags)`, enumParameter(query, 'flag', requestFlags));
  const wanted = textParameter(query, 'q');
  where.optional((n) => (isCanonicalUuid(wanted!) ? `(id = ${n}::uuid OR thread = ${n}::text)` : `thread = ${n}`), wanted);
  return where;
}

/** One page, the newest first. @param before id of the last one of the page before */
export async function listRequests(pool: Pool, where: Conditions, catalogue: Catalogue, { before, limit }: { before?: string; limit: number }): Promise<RequestItem[]> {
  where.optional((n) => `id < ${n}::uuid`, before);
  return find(pool, where, catalogue, `ORDER BY id DESC LIMIT ${limit}`);
}

/** Where a page by due time ended: due time as PostgreSQL writes it, id. */
export type DuePosition = [due: string, id: string];

/** One page of those under way, what is due first at the top: what the board counts. */
export async function listByDue(pool: Pool, where: Conditions, catalogue: Catalogue, { after, limit }: { after?: DuePosition; limit: number }): Promise<RequestItem[]> {
  where.add('ended_at IS NULL');
  where.optional((n) => `(coalesce(due_at, 'infinity'), id) > ((${n}::jsonb->>0)::timestamptz, (${n}::jsonb->>1)::uuid)`, after && JSON.stringify(after));
  return find(pool, where, catalogue, `ORDER BY coalesce(due_at, 'infinity'), id LIMIT ${limit}`);
}

export const duePosition = ({ dueAt, id }: Pick<RequestItem, 'dueAt' | 'id'>): DuePosition => [dueAt ?? 'infinity', id];

export const isDuePosition = (value: unknown): value is DuePosition => Array.isArray(value) && value.length === 2 && typeof value[0] === 'string' && typeof value[1] === 'string'
  && isCanonicalUuid(value[1]) && (value[0] === 'infinity' || (/^\d{4}-\d\d-\d\dT[\d:.]+\+08:00$/.test(value[0]) && !Number.isNaN(Date.parse(value[0]))));

async function find(pool: Pool, where: Conditions, catalogue: Catalogue, order: string): Promise<RequestItem[]> {
  const { rows } = await pool.query<RequestRow>(`SELECT ${requestColumns} FROM tracked_request WHERE ${where.text} ${order}`, where.values);
  return rows.map((row) => requestItem(row, catalogue));
}
