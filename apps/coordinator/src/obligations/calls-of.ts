import type { LadderStep, ObligationRecord } from '@lianzhi/contracts';
import { targetsOf, type Ends, type Hierarchy } from '@lianzhi/exchange';
import type { Notice } from '../notices/notice';
import { noticeId } from '../notices/notice-id';
import { organisationAt, type TrackedRequest } from '../tracking/tracked-request';
import { stepsToCall, type Step } from './steps';

/** What of a request a call needs. */
export type CallableRequest = Notice['request'] & Pick<TrackedRequest, 'from' | 'to'>;

/** An obligation and what is still to be called about it, in order of time. */
export interface CallableObligation {
  record: Pick<ObligationRecord, 'name' | 'round' | 'owedBy' | 'dueAt'>;
  remaining: readonly Step[];
}

/** One warning, breach or escalation that is called: unique per request, obligation, round and step. */
export interface Call {
  request: CallableRequest;
  obligation: CallableObligation;
  step: Step;
  /** Organisation code. */
  owedBy: string;
  /** The organisations above that an escalation tells. */
  targets: string[];
}

/** Whom a step of a ladder tells. */
export type FindTargets = (step: LadderStep, ends: Ends) => string[];

/** Asks the directory once for each two ends and rung: of thousands of requests many have the same. Good for as long as the directory stays as it is. */
export function targetsIn(directory: Hierarchy): FindTargets {
  const known = new Map<string, string[]>();
  return (step, ends) => {
    const key = `${ends.from} ${ends.to} ${ends.owedBy} ${step.n}`;
    const found = known.get(key) ?? targetsOf(step, ends, directory);
    known.set(key, found);
    return found;
  };
}

/** What is to be called about a request at `now` (ms, business time). Pure. */
export function callsOf(request: CallableRequest, obligations: readonly CallableObligation[], now: number, targets: FindTargets): Call[] {
  return obligations.flatMap((obligation) => {
    const { owedBy } = obligation.record;
    return stepsToCall(obligation.remaining, now).map((step) => ({
      request, obligation, step, owedBy: organisationAt(request, owedBy),
      targets: step.rung ? targets(step.rung, { from: request.from, to: request.to, owedBy }) : [],
    }));
  });
}

/** Who is told: a warning whoever owes, a breach both ends, an escalation the organisations above besides. */
export function noticesOf({ request, obligation, step, owedBy, targets }: Call): Notice[] {
  const ends = step.kind === 'warning' ? [owedBy] : [request.from, request.to];
  const { name, round, dueAt } = obligation.record;
  return [...ends, ...targets].map((recipient, index) => ({
    id: noticeId(step.at, request.id, name, round, step.name, recipient),
    kind: step.kind, request, recipient, alert: index >= ends.length, obligation: name, round, step: step.name,
    body: { obligation: name, step: step.name, owedBy, dueAt: new Date(dueAt!).toISOString() },
  }));
}
