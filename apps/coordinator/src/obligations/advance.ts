import { breachStep, lastWarning, type ObligationRecord, type RequestFlag } from '@lianzhi/contracts';
import { inFlagOrder, type Lateness, type ObligationState, type ViewContext } from '../tracking/request-view';
import { callsOf, type Call, type CallableRequest, type FindTargets } from './calls-of';
import { stepsOf, type Step } from './steps';

/** An obligation of which something remains to be called, as its row says. */
export interface WatchedObligation {
  record: ObligationRecord;
  /** As shown: `at_risk` and `breached` are running. */
  state: ObligationState;
  nextStep: string;
  /** ms, business time. */
  nextAt: number;
}

/** A request and all its obligations of which something remains to be called. */
export interface WatchedRequest extends CallableRequest {
  flags: RequestFlag[];
  lateness: Lateness;
  obligations: WatchedObligation[];
}

export interface AdvancedObligation {
  name: string;
  round: number;
  state: ObligationState;
  next: Step | undefined;
}

/** What calling what is due makes of a request. */
export interface Advance {
  request: WatchedRequest;
  calls: Call[];
  /** Those that are no longer as their row says. */
  obligations: AdvancedObligation[];
  /** When to look again, ms of business time; null: never. */
  nextAt: number | null;
  /** How the request stands now, where that is another than before. */
  standing?: { flags: RequestFlag[]; lateness: Lateness };
}

/**
 * Calls what is due at `now` (ms, business time). Pure. Goes by the rows alone, so that thousands are advanced without folding any of them; what
 * comes out is what `viewRequest` says of the same request with these calls.
 */
export function advance(request: WatchedRequest, context: ViewContext, now: number, targets: FindTargets): Advance {
  const watched = request.obligations.map((obligation) => ({ ...obligation, remaining: remainingOf(obligation, context) }));
  const calls = callsOf(request, watched, now, targets);
  const after = watched.map((obligation) => {
    const own = calls.filter((call) => call.obligation.record === obligation.record).map(({ step }) => step);
    const last = own.at(-1);
    const next = last ? obligation.remaining[obligation.remaining.indexOf(last) + 1] : obligation.remaining[0];
    return { obligation, name: obligation.record.name, round: obligation.record.round, state: stateAfter(obligation, own), next };
  });
  const changed = after.filter(({ obligation, state, next }) => state !== obligation.state || next?.name !== obligation.nextStep || next.at !== obligation.nextAt);
  const next = Math.min(...after.map((one) => one.next?.at ?? Infinity));
  const standing = standingAfter(request, calls, after);
  return { request, calls, obligations: changed, nextAt: Number.isFinite(next) ? next : null, ...(standing && { standing }) };
}

/** From the step that its row names. One that is there no longer (another ladder or calendar) gives way to what comes at or after its instant. */
function remainingOf({ record, nextStep, nextAt }: WatchedObligation, { contract, ladder, calendar }: ViewContext): Step[] {
  const steps = stepsOf(record, ladder, calendar, contract.obligations.find(({ name }) => name === record.name)?.warnAfter);
  const from = steps.findIndex(({ name }) => name === nextStep);
  return from < 0 ? steps.filter(({ at }) => at >= nextAt) : steps.slice(from);
}

function stateAfter({ record, state }: WatchedObligation, called: readonly Step[]): ObligationState {
  if (record.state !== 'running') return state;
  if (called.some(({ name }) => name === breachStep)) return 'breached';
  return state === 'running' && called.some(({ name }) => name === lastWarning) ? 'at_risk' : state;
}

function standingAfter(request: WatchedRequest, calls: readonly Call[], after: readonly { obligation: WatchedObligation; state: ObligationState }[]): Advance['standing'] {
  const called = (fits: (step: Step) => boolean): boolean => calls.some(({ step }) => fits(step));
  const flags = inFlagOrder({
    ...Object.fromEntries(request.flags.map((flag) => [flag, true])),
    ...(called(({ kind }) => kind === 'breach') && { overdue: true }),
    ...(called(({ kind }) => kind === 'escalation') && { escalated: true }),
    at_risk: after.some(({ state }) => state === 'at_risk'),
  });
  const owed = after.filter(({ obligation }) => obligation.record.state === 'running');
  const lateness = owed.some(({ state }) => state === 'breached') ? 'overdue' : request.lateness === 'in_time' && owed.some(({ state }) => state === 'at_risk') ? 'at_risk' : request.lateness;
  return lateness === request.lateness && flags.join() === request.flags.join() ? undefined : { flags, lateness };
}
