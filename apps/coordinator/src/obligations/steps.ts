import { computeDue, escalationInstant, WARNING_FRACTIONS, warningInstant, type Calendar, type Limit, type ObligationRecord } from '@lianzhi/contracts';
import { publishGraceMs } from '@lianzhi/exchange';
import type { Ladder, LadderStep } from '../escalation/ladders';

/** One thing to be called 催告 about an obligation. WARNING: names are stored and on the wire (attribute `step`). */
export interface Step {
  name: string;
  kind: 'warning' | 'breach' | 'escalation';
  /** The instant at which it becomes true, ms of business time. */
  at: number;
  /** For an escalation: whom to tell. */
  rung?: LadderStep;
}

/** Nothing is called before this has passed since its instant, ms (policy; the same figure as for publishing). */
export const callGraceMs = publishGraceMs;
/** The warning that sets `at_risk`. */
export const lastWarning = warningName(WARNING_FRACTIONS.at(-1)!);
export const breachStep = 'breach';
/** The warning of a rule that has its own `warnAfter`. */
export const earlyWarning = 'warning-early';

/**
 * What is to be called about an obligation, in order of time: the warnings, the breach, and the rungs of the ladder. Pure.
 * Of one that was discharged too late only the breach remains, since there is nothing left to urge.
 * @param warnAfter of its rule: one more warning
 */
export function stepsOf(obligation: ObligationRecord, ladder: Ladder, calendar: Calendar, warnAfter?: Limit): Step[] {
  const { startedAt, dueAt, limit, state, dischargedAt } = obligation;
  if (startedAt === null || dueAt === null || limit === null) return [];
  const breach: Step = { name: breachStep, kind: 'breach', at: dueAt };
  if (state === 'discharged') return dischargedAt !== undefined && dischargedAt >= dueAt + callGraceMs ? [breach] : [];
  if (state !== 'running') return [];
  const warnings = WARNING_FRACTIONS.map((fraction): Step => ({
    name: warningName(fraction), kind: 'warning', at: warningInstant({ startedAt, dueAt, limit, calendar, fraction }),
  }));
  const early: Step[] = warnAfter === undefined ? [] : [{ name: earlyWarning, kind: 'warning', at: computeDue({ startedAt, limit: warnAfter, calendar }).dueAt }];
  return [
    ...[...early, ...warnings].filter(({ at }) => at <= dueAt).sort((a, b) => a.at - b.at),
    breach,
    ...ladder.steps.map((rung): Step => ({ name: `escalation-${rung.n}`, kind: 'escalation', at: escalationInstant(dueAt, rung.afterWorkdays, calendar), rung })),
  ];
}

/** The steps still to come, given those called already: never one that stands before what has been called. */
export function remainingSteps(steps: readonly Step[], called: ReadonlySet<string>): Step[] {
  const last = steps.findLastIndex(({ name }) => called.has(name));
  return steps.slice(last + 1);
}

/**
 * What to call at `now` (ms, business time): of the warnings passed meanwhile only the last, and none beside a breach, which
 * says more; a breach and every rung that has been reached.
 */
export function stepsToCall(steps: readonly Step[], called: ReadonlySet<string>, now: number): Step[] {
  const passed = remainingSteps(steps, called).filter(({ at }) => at + callGraceMs <= now);
  const warnings = passed.filter(({ kind }) => kind === 'warning');
  const others = passed.filter(({ kind }) => kind !== 'warning');
  return others.length > 0 ? others : warnings.slice(-1);
}

function warningName(fraction: number): string {
  return `warning-${Math.round(fraction * 100)}`;
}
