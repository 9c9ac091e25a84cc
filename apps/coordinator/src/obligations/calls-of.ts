import { targetsOf, type Hierarchy } from '../escalation/targets-of';
import type { Notice } from '../notices/notice';
import { noticeId } from '../notices/notice-id';
import type { ObligationView, RequestView } from '../tracking/request-view';
import { organisationAt, type TrackedRequest } from '../tracking/tracked-request';
import { stepsToCall, type Step } from './steps';

/** One warning, breach or escalation that is called: unique per request, obligation, round and step. */
export interface Call {
  request: TrackedRequest;
  obligation: ObligationView;
  step: Step;
  /** Organisation code. */
  owedBy: string;
  /** The organisations above that an escalation tells. */
  targets: string[];
}

/** What is to be called about a request at `now` (ms, business time). Pure. */
export function callsOf(request: TrackedRequest, view: RequestView, now: number, directory: Hierarchy): Call[] {
  return view.obligations.flatMap((obligation) => {
    const { owedBy } = obligation.record;
    return stepsToCall(obligation.steps, obligation.called, now).map((step) => ({
      request, obligation, step, owedBy: organisationAt(request, owedBy),
      targets: step.rung ? targetsOf(step.rung, { from: request.from, to: request.to, owedBy }, directory) : [],
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

