import type { Pool } from 'pg';
import { isEnded, requestFlags, requestStates, toShanghaiIso, type Catalogue, type RequestFlag, type RequestState, urgencies } from '@lianzhi/contracts';
import { enumParameter, textParameter, type Query } from '@lianzhi/platform';
import { regionPrefix } from '../escalation/region';
import { latenesses, type Lateness } from '../tracking/request-view';
import { Conditions } from './conditions';
import { regionParameter } from './region-parameter';
import type { Scope } from './scope';

const uuid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** A request in lists; metadata only. Instants are RFC 3339 in +08:00. */
export interface RequestItem {
  id: string; type: string; urgency: string; state: RequestState; flags: RequestFlag[]; lateness: Lateness;
  from: string; to: string; thread: string; follows: string | null;
  /** Whose turn it is (organisation code) and what it owes first; null once ended. */
  turn: string | null; dueAt: string | null; dueObligation: string | null;
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

export const requestItem = (row: RequestRow): RequestItem => ({
  id: row.id, type: row.type, urgency: row.urgency, state: row.state, flags: row.flags, lateness: row.lateness,
  from: row.from_org, to: row.to_org, thread: row.thread, follows: row.follows,
  turn: row.ended_at ? null : row.turn, dueAt: iso(row.due_at), dueObligation: row.due_obligation, outcome: row.outcome,
  submittedAt: iso(row.submitted_at), deliveredAt: iso(row.delivered_at), answeredAt: iso(row.answered_at), endedAt: iso(row.ended_at), updatedAt: toShanghaiIso(row.updated_at),
});

/** Which requests: what the scope lets the caller see, and the filters of the query. @throws Problem 422 */
export function requestConditions(query: Query, scope: Scope, catalogue: Catalogue): Conditions {
  const where = new Conditions();
  // Until its submission has come nothing about a request can be shown.
  where.add(`state <> 'none'`);
  if (!scope.all) where.add((n) => `(from_org = ANY(${n}::text[]) OR to_org = ANY(${n}::text[]))`, [...scope.organisations]);
  where.equals('state', enumParameter(query, 'state', requestStates));
  where.equals('type', enumParameter(query, 'type', catalogue.types()));
  where.equals('urgency', enumParameter(query, 'urgency', Object.keys(urgencies)));
  where.equals('lateness', enumParameter(query, 'lateness', latenesses));
  where.equals('from_org', textParameter(query, 'from'));
  where.equals('to_org', textParameter(query, 'to'));
  const owing = textParameter(query, 'owedBy');
  where.equals('turn', owing);
  // The row of an ended request names somebody still, but nobody owes.
  if (owing !== undefined) where.add(`state <> ALL('{${requestStates.filter(isEnded).join(',')}}')`);
  where.optional((n) => `${n} = ANY(flags)`, enumParameter(query, 'flag', requestFlags));
  where.optional((n) => `(from_agency = ${n} OR to_agency = ${n})`, enumParameter(query, 'agency', catalogue.agencies.map(({ code }) => code)));
  const region = regionParameter(query);
  where.optional((n) => `(starts_with(from_region, ${n}) OR starts_with(to_region, ${n}))`, region && regionPrefix(region));
  const wanted = textParameter(query, 'q');
  where.optional((n) => (uuid.test(wanted!) ? `(id = ${n}::uuid OR thread = ${n}::text)` : `thread = ${n}`), wanted);
  return where;
}

/** One page, the newest first. @param before id of the last one of the page before */
export async function listRequests(pool: Pool, where: Conditions, { before, limit }: { before?: string; limit: number }): Promise<RequestItem[]> {
  where.optional((n) => `id < ${n}::uuid`, before);
  const { rows } = await pool.query<RequestRow>(`SELECT ${requestColumns} FROM tracked_request WHERE ${where.text} ORDER BY id DESC LIMIT ${limit}`, where.values);
  return rows.map(requestItem);
}
