import { breachStep, dueFirst, isEnded, lastWarning, provisionalCore, requestFlags, turn, unconfirmed, type FoldContext, type ObligationRecord, type RequestContract, type RequestCore, type RequestFlag, type RequestState, type Side, type Ladder } from '@lianzhi/contracts';
import { calledOf } from '../obligations/call-key';
import { remainingSteps, stepsOf, type Step } from '../obligations/steps';
import { missingMessages } from './missing-messages';
import type { TrackedRequest } from './tracked-request';

export const latenesses = ['in_time', 'at_risk', 'overdue'] as const;
/** How late a request is now: by what is still owed, not by what was late once. */
export type Lateness = (typeof latenesses)[number];

export const obligationStates = ['pending', 'running', 'paused', 'at_risk', 'breached', 'discharged'] as const;
/** `at_risk` and `breached` are running obligations of which that was called. */
export type ObligationState = (typeof obligationStates)[number];

export interface ObligationView {
  record: ObligationRecord;
  state: ObligationState;
  called: Set<string>;
  /** What is still to be called, in order of time. */
  remaining: Step[];
  next: Step | undefined;
}

/** A request as it is shown: everything derived from its record and from what was called. */
export interface RequestView {
  core: RequestCore;
  state: RequestState | 'none';
  flags: RequestFlag[];
  lateness: Lateness;
  obligations: ObligationView[];
  /** Whose turn it is 轮到谁; of an ended request the requester's, and nothing is due. */
  turn: Side;
  due: ObligationRecord | undefined;
  /** Null until answered. */
  answeredInTime: boolean | null;
  /** A message is missing: nothing may be called. */
  waiting: boolean;
}

export interface ViewContext extends FoldContext {
  ladder: Ladder;
}

/** Pure: the coordinator folds as the desks do. */
export function viewRequest({ record, called }: Pick<TrackedRequest, 'record' | 'called'>, context: ViewContext): RequestView {
  const core = provisionalCore(record, context);
  const obligations = core.obligations.map((obligation) => viewObligation(obligation, called, context));
  const ended = core.state !== 'none' && isEnded(core.state);
  return {
    core, state: core.state, obligations,
    flags: flagsOf(record, core, called, obligations),
    lateness: latenessOf(obligations),
    turn: ended ? 'requester' : turn(core),
    due: ended ? undefined : dueFirst(core),
    answeredInTime: answeredInTime(core, context.contract),
    waiting: missingMessages(record).length > 0,
  };
}

function viewObligation(record: ObligationRecord, all: readonly string[], { contract, ladder, calendar }: ViewContext): ObligationView {
  const called = calledOf(record, all);
  const steps = stepsOf(record, ladder, calendar, contract.obligations.find(({ name }) => name === record.name)?.warnAfter);
  const shown = called.has(breachStep) ? 'breached' : called.has(lastWarning) ? 'at_risk' : 'running';
  const remaining = remainingSteps(steps, called);
  return { record, called, state: record.state === 'running' ? shown : record.state, remaining, next: remaining[0] };
}

/** `overdue` and `escalated` stay once called: they are part of the request's history. `lateness` says how it is now. */
function flagsOf(record: TrackedRequest['record'], core: RequestCore, called: readonly string[], obligations: readonly ObligationView[]): RequestFlag[] {
  return inFlagOrder({
    overdue: called.some((key) => key.endsWith(`/${breachStep}`)),
    at_risk: obligations.some(({ state }) => state === 'at_risk'),
    escalated: called.some((key) => key.includes('/escalation-')),
    unconfirmed: unconfirmed(record).length > 0,
    late_published: core.late === true,
  });
}

/** Those that are set, always in the same order. */
export const inFlagOrder = (flags: Partial<Record<RequestFlag, boolean>>): RequestFlag[] => requestFlags.filter((flag) => flags[flag]);

function latenessOf(obligations: readonly ObligationView[]): Lateness {
  const open = obligations.filter(({ record }) => record.state === 'running' || record.state === 'paused');
  if (open.some(({ called }) => called.has(breachStep))) return 'overdue';
  return open.some(({ state }) => state === 'at_risk') ? 'at_risk' : 'in_time';
}

/** In time if every obligation of the recipient that its final reply discharges was discharged by its due time. */
function answeredInTime(core: RequestCore, contract: RequestContract): boolean | null {
  if (core.answeredAt === null) return null;
  const replies = contract.obligations.filter(({ owedBy, name }) => owedBy === 'recipient' && name !== 'deliver' && name !== 'accept');
  return replies.every((rule) => {
    const owed = core.obligations.find(({ name }) => name === rule.name);
    return owed?.dueAt == null || owed.dischargedAt === undefined || owed.dischargedAt <= owed.dueAt;
  });
}
