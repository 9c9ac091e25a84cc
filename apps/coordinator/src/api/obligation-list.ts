import type { Pool } from 'pg';
import type { Bilingual } from '@lianzhi/contracts';
import { enumParameter, textParameter, type Query } from '@lianzhi/platform';
import { obligationStates, type ObligationState } from '../tracking/request-view';
import type { ViewContexts } from '../tracking/view-contexts';
import { Conditions } from './conditions';
import { iso } from './request-list';
import type { Scope } from './scope';

export interface ObligationItem {
  request: string; type: string; typeTitle?: Bilingual; name: string; title?: { zh: string; en: string }; round: number; owedBy: string; state: ObligationState;
  startedAt: string | null; dueAt: string | null; provisional: boolean; dischargedAt: string | null; source: string;
  /** The next warning, breach or escalation, and its instant. */
  nextStep: string | null; nextAt: string | null;
}

interface Row {
  request_id: string; type: string; name: string; round: number; owed_by: string; state: ObligationState; started_at: Date | null; due_at: Date | null;
  provisional: boolean; discharged_at: Date | null; next_step: string | null; next_at: Date | null; sort: string;
}

/** Where the next page begins: due time (text, `infinity` without one), request, name, round. */
export type ObligationPosition = [string, string, string, number];
const positionParts = [/^(infinity|\d{4}-\d\d-\d\d[ T][\d:.]+(Z|[+-][\d:]+))$/, /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/, /^[a-z0-9-]{1,100}$/, /^\d{1,6}$/];
export const isObligationPosition = (value: unknown): value is ObligationPosition => {
  if (!Array.isArray(value) || value.length !== 4) return false;
  const [due, request, name, round] = value as unknown[];
  return [due, request, name].every((part) => typeof part === 'string') && typeof round === 'number'
    && positionParts.every((pattern, i) => pattern.test(String((value as unknown[])[i]))) && (due === 'infinity' || isRealInstant(due as string));
};

/** As PostgreSQL writes it, where the offset may be hours alone: `2026-03-02 01:30:00+00`. */
const isRealInstant = (text: string): boolean => !Number.isNaN(Date.parse(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')));

export function obligationConditions(query: Query, scope: Scope, contexts: ViewContexts): Conditions {
  const where = new Conditions();
  where.add(`t.state <> 'none'`);
  if (!scope.all) where.add((n) => `(t.from_org = ANY(${n}::text[]) OR t.to_org = ANY(${n}::text[]))`, [...scope.organisations]);
  where.equals('o.state', enumParameter(query, 'state', obligationStates));
  if (enumParameter(query, 'owed', ['true']) !== undefined) where.add(`o.state = ANY('{running,at_risk,breached,paused}')`);
  where.equals('o.type', enumParameter(query, 'type', contexts.catalogue.types()));
  where.equals('o.owed_by', textParameter(query, 'owedBy'));
  where.equals('o.name', textParameter(query, 'name'));
  return where;
}

/** One page, what is due first at the top. */
export async function listObligations(pool: Pool, where: Conditions, contexts: ViewContexts, { after, limit }: { after?: ObligationPosition; limit: number }): Promise<{ items: ObligationItem[]; last: ObligationPosition | undefined }> {
  where.optional((n) => `(coalesce(o.due_at, 'infinity'), o.request_id, o.name, o.round) > ((${n}::jsonb->>0)::timestamptz, (${n}::jsonb->>1)::uuid, ${n}::jsonb->>2, (${n}::jsonb->>3)::int)`, after && JSON.stringify(after));
  const { rows } = await pool.query<Row>(
    `SELECT o.request_id, o.type, o.name, o.round, o.owed_by, o.state, o.started_at, o.due_at, o.provisional, o.discharged_at, o.next_step, o.next_at, coalesce(o.due_at, 'infinity')::text AS sort
     FROM obligation o JOIN tracked_request t ON t.id = o.request_id WHERE ${where.text}
     ORDER BY coalesce(o.due_at, 'infinity'), o.request_id, o.name, o.round LIMIT ${limit}`, where.values);
  const last = rows.at(-1);
  return { items: rows.map((row) => itemOf(row, contexts)), last: last && [last.sort, last.request_id, last.name, last.round] };
}

function itemOf(row: Row, { catalogue }: ViewContexts): ObligationItem {
  const contract = catalogue.find(row.type);
  const rule = contract?.obligations.find(({ name }) => name === row.name);
  return {
    request: row.request_id, type: row.type, ...(contract && { typeTitle: contract.title }), name: row.name, ...(rule && { title: rule.title }), round: row.round, owedBy: row.owed_by, state: row.state,
    startedAt: iso(row.started_at), dueAt: iso(row.due_at), provisional: row.provisional, dischargedAt: iso(row.discharged_at), source: rule?.source.document ?? rule?.source.level ?? 'policy',
    nextStep: row.next_step, nextAt: iso(row.next_at),
  };
}
