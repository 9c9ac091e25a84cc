import type { Pool } from 'pg';
import { atRiskFrom, bookedTime, dueOf, shownRule, type Bilingual, type DerivationStep, type Limit, type ShownRule } from '@lianzhi/contracts';
import { loadTracked } from '../tracking/tracked-requests';
import { viewRequest, type ObligationState, type ObligationView, type ViewContext } from '../tracking/request-view';
import { organisationAt, type TrackedRequest } from '../tracking/tracked-request';
import type { ViewContexts } from '../tracking/view-contexts';
import { iso, requestColumns, requestItem, type RequestItem, type RequestRow } from './request-list';

export interface ObligationDetail {
  name: string; title?: Bilingual; owedBy: string; state: ObligationState; startedAt: string | null; dueAt: string | null;
  /** From when on it is at risk. */
  atRiskFrom: string | null; limit: Limit | null; pausedAt?: string;
  source: string; rule?: ShownRule; derivation: DerivationStep[]; round: number;
  provisional?: true; extendedUntil?: string; dischargedAt?: string; late?: true;
}

export interface Escalation { step: number; to: string; at: string; calledAt: string; obligation: string }

export interface RequestDetail extends RequestItem {
  /** Business time: countdowns of pages go by it. */
  serverNow: string;
  obligations: ObligationDetail[];
  /** Seconds of the request booked to each organisation, up to now. */
  bookedTime: Record<string, number>;
  answeredInTime: boolean | null;
  /** Everything called: warnings, breaches, escalations. */
  calls: { obligation: string; round: number; step: string; at: string; calledAt: string; owedBy: string }[];
  escalations: Escalation[];
  urges: { by: string; to: string; at: string; reason: string | null }[];
  /** Handed up by hand, before the rules would. */
  handedUp: { by: string; to: string[]; at: string; step: number; obligation: string; reason: string }[];
  /** Who opened what both sides did, and why. */
  openings: { by: string; user: string | null; at: string; reason: string }[];
}

interface CallRow { obligation: string; round: number; step: string; at: Date; called_at: Date; owed_by: string; targets: string[] }

/** Undefined for a request that is not tracked, or whose submission has not come yet. @param now business time, ms */
export async function readRequest(pool: Pool, id: string, contexts: ViewContexts, now: number): Promise<RequestDetail | undefined> {
  const [{ rows: [row] }, tracked, calls, urges, handedUp, openings] = await Promise.all([
    pool.query<RequestRow>(`SELECT ${requestColumns} FROM tracked_request WHERE id = $1 AND state <> 'none'`, [id]),
    loadTracked(pool, [id]),
    pool.query<CallRow>('SELECT obligation, round, step, at, called_at, owed_by, targets FROM call WHERE request_id = $1 ORDER BY at, recorded_at, step', [id]),
    pool.query<{ by_org: string; to_org: string; at: Date; reason: string | null }>('SELECT by_org, to_org, at, reason FROM urge WHERE request_id = $1 ORDER BY recorded_at', [id]),
    pool.query<{ by_org: string; to_orgs: string[]; at: Date; rung: number; obligation: string; reason: string }>('SELECT by_org, to_orgs, at, rung, obligation, reason FROM handed_up WHERE request_id = $1 ORDER BY recorded_at', [id]),
    pool.query<{ by_org: string; by_user: string | null; at: Date; reason: string }>('SELECT by_org, by_user, at, reason FROM opening WHERE request_id = $1 ORDER BY id DESC LIMIT 50', [id]),
  ]);
  const request = tracked.get(id);
  if (!row || !request) return undefined;
  const context = contexts.get(request);
  const view = viewRequest(request, context);
  return {
    ...requestItem(row, contexts.catalogue),
    serverNow: iso(now)!,
    answeredInTime: view.answeredInTime,
    obligations: view.obligations.map((obligation) => obligationDetail(obligation, request, context)),
    bookedTime: bookedSeconds(request, bookedTime(view.core, now)),
    calls: calls.rows.map((call) => ({ obligation: call.obligation, round: call.round, step: call.step, at: iso(call.at)!, calledAt: iso(call.called_at)!, owedBy: call.owed_by })),
    escalations: calls.rows.flatMap(escalationsOf),
    urges: urges.rows.map((urge) => ({ by: urge.by_org, to: urge.to_org, at: iso(urge.at)!, reason: urge.reason })),
    handedUp: handedUp.rows.map((one) => ({ by: one.by_org, to: one.to_orgs, at: iso(one.at)!, step: one.rung, obligation: one.obligation, reason: one.reason })),
    openings: openings.rows.map((one) => ({ by: one.by_org, user: one.by_user, at: iso(one.at)!, reason: one.reason })),
  };
}

function escalationsOf({ step, at, called_at: calledAt, obligation, targets }: CallRow): Escalation[] {
  const rung = /^escalation-(\d+)$/.exec(step);
  return rung ? targets.map((to) => ({ step: Number(rung[1]), to, at: iso(at)!, calledAt: iso(calledAt)!, obligation })) : [];
}

function obligationDetail({ record, state }: ObligationView, request: TrackedRequest, context: ViewContext): ObligationDetail {
  const title = context.contract.obligations.find(({ name }) => name === record.name)?.title;
  const rule = shownRule(record, context.contract);
  const { dischargedAt, dueAt, extendedUntil, limit, pausedAt, provisional, round, startedAt } = record;
  return {
    name: record.name, ...(title && { title }), owedBy: organisationAt(request, record.owedBy), state, startedAt: iso(startedAt), dueAt: iso(dueAt),
    atRiskFrom: iso(atRiskFrom(record, context.calendar)), limit: limit !== null && 'unit' in limit ? limit : null, ...(record.state === 'paused' && pausedAt !== undefined && { pausedAt: iso(pausedAt)! }),
    source: rule?.document ?? rule?.level ?? 'policy', ...(rule && { rule }), derivation: dueOf(record, context)?.derivation ?? [], round,
    ...(provisional && { provisional: true as const }), ...(extendedUntil !== undefined && { extendedUntil }), ...(dischargedAt !== undefined && { dischargedAt: iso(dischargedAt)! }),
    ...(dischargedAt !== undefined && dueAt !== null && dischargedAt > dueAt && { late: true as const }),
  };
}

/** Whole seconds that sum to the whole seconds of the request's age. */
function bookedSeconds(request: TrackedRequest, booked: { requester: number; recipient: number }): Record<string, number> {
  const requester = Math.floor(booked.requester / 1000);
  const recipient = Math.floor((booked.requester + booked.recipient) / 1000) - requester;
  return { [organisationAt(request, 'requester')]: requester, [organisationAt(request, 'recipient')]: recipient };
}
