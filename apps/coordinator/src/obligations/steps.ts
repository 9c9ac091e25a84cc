import { breachStep, stepsOfRunning, worthCalling, type Calendar, type Ladder, type LadderStep, type Limit, type ObligationRecord, type ObligationStep } from '@lianzhi/contracts';
import { publishGraceMs } from '@lianzhi/exchange';

export type Step = ObligationStep<LadderStep>;

/** Nothing is called before this has passed since its instant, ms (policy; the same figure as for publishing). */
export const callGraceMs = publishGraceMs;

/**
 * What is to be called about an obligation, in order of time. Pure.
 * Of one that was discharged too late only the breach remains, since there is nothing left to urge.
 * @param warnAfter of its rule: one more warning
 */
export function stepsOf(obligation: ObligationRecord, ladder: Ladder, calendar: Calendar, warnAfter?: Limit): Step[] {
  const { startedAt, dueAt, limit, state, dischargedAt } = obligation;
  if (state !== 'discharged') return stepsOfRunning(obligation, ladder.steps, calendar, warnAfter);
  const wasLate = startedAt !== null && dueAt !== null && limit !== null && dischargedAt !== undefined && dischargedAt >= dueAt + callGraceMs;
  return wasLate ? [{ name: breachStep, kind: 'breach', at: dueAt }] : [];
}

/** The steps still to come, given those called already: never one that stands before what has been called. */
export function remainingSteps(steps: readonly Step[], called: ReadonlySet<string>): Step[] {
  const last = steps.findLastIndex(({ name }) => called.has(name));
  return steps.slice(last + 1);
}

/** What to call at `now` (ms, business time). @param remaining of `remainingSteps` */
export const stepsToCall = (remaining: readonly Step[], now: number): Step[] => worthCalling(remaining.filter(({ at }) => at + callGraceMs <= now));
