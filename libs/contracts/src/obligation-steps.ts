import { computeDue, escalationInstant, WARNING_FRACTIONS, warningInstant, type Calendar } from './calendar';
import type { Limit } from './obligation-rule';
import type { ObligationRecord } from './request-record';

/** A level of escalation 升级督办. */
export interface Rung {
  n: number;
  /** Working days after the breach; 0 = at once. */
  afterWorkdays: number;
}

/** One thing to be called 催告 about an obligation. WARNING: names are stored and on the wire (attribute `step`). */
export interface ObligationStep<R extends Rung = Rung> {
  name: string;
  kind: 'warning' | 'breach' | 'escalation';
  /** The instant at which it becomes true, ms of business time. */
  at: number;
  /** Of an escalation. */
  rung?: R;
}

/** Policy: at once, +1 and +3 working days. */
export const escalationRungs: readonly Rung[] = [{ n: 1, afterWorkdays: 0 }, { n: 2, afterWorkdays: 1 }, { n: 3, afterWorkdays: 3 }];

/** The warning that sets `at_risk`. */
export const lastWarning = warningName(WARNING_FRACTIONS.at(-1)!);
export const breachStep = 'breach';
/** The warning of a rule that has its own `warnAfter`. */
export const earlyWarning = 'warning-early';

/**
 * What is to be called about a running obligation, in order of time: the warnings, the breach, and the rungs. Pure.
 * @param warnAfter of its rule: one more warning
 */
export function stepsOfRunning<R extends Rung>({ state, startedAt, dueAt, limit }: ObligationRecord, rungs: readonly R[], calendar: Calendar, warnAfter?: Limit): ObligationStep<R>[] {
  if (state !== 'running' || startedAt === null || dueAt === null || limit === null) return [];
  const warning = (name: string, at: number): ObligationStep<R> => ({ name, kind: 'warning', at });
  return [
    ...[
      ...warnAfter === undefined ? [] : [warning(earlyWarning, computeDue({ startedAt, limit: warnAfter, calendar }).dueAt)],
      ...WARNING_FRACTIONS.map((fraction) => warning(warningName(fraction), warningInstant({ startedAt, dueAt, limit, calendar, fraction }))),
    ].filter(({ at }) => at <= dueAt).sort((a, b) => a.at - b.at),
    { name: breachStep, kind: 'breach', at: dueAt },
    ...rungs.map((rung): ObligationStep<R> => ({ name: `escalation-${rung.n}`, kind: 'escalation', at: escalationInstant(dueAt, rung.afterWorkdays, calendar), rung })),
  ];
}

/** Of the warnings passed meanwhile only the last, and none beside a breach, which says more; a breach and every rung that has been reached. */
export function worthCalling<S extends Pick<ObligationStep, 'kind'>>(passed: readonly S[]): S[] {
  const others = passed.filter(({ kind }) => kind !== 'warning');
  return others.length > 0 ? others : passed.slice(-1);
}

function warningName(fraction: number): string {
  return `warning-${Math.round(fraction * 100)}`;
}
