import { escalationInstant, WARNING_FRACTIONS, warningInstant, type Calendar, type ObligationRecord } from '@lianzhi/contracts';

/** One thing to be called 催告 about an obligation of a request that the coordinator cannot see. WARNING: names are in alert keys. */
export interface LimitStep {
  name: string;
  kind: 'warning' | 'breach' | 'escalation';
  /** Business time, ms. */
  at: number;
  /** Of an escalation: so many levels above. */
  rung?: number;
}

/** Working days after the breach, one rung each (policy; the coordinator's default ladder). */
const climbsAfterWorkdays = [0, 1, 3] as const;

/** What is to be called about a running obligation, in order of time: the same steps that the coordinator calls. Pure. */
export function limitSteps({ state, startedAt, dueAt, limit }: ObligationRecord, calendar: Calendar): LimitStep[] {
  if (state !== 'running' || startedAt === null || dueAt === null || limit === null) return [];
  return [
    ...WARNING_FRACTIONS.map((fraction): LimitStep => ({ name: `warning-${Math.round(fraction * 100)}`, kind: 'warning', at: warningInstant({ startedAt, dueAt, limit, calendar, fraction }) })),
    { name: 'breach', kind: 'breach', at: dueAt },
    ...climbsAfterWorkdays.map((workdays, index): LimitStep => ({ name: `escalation-${index + 1}`, kind: 'escalation', at: escalationInstant(dueAt, workdays, calendar), rung: index + 1 })),
  ];
}

/**
 * What to call at `now`, given that everything up to `calledTo` has been: of the warnings passed meanwhile only the last, and
 * none beside a breach, which says more.
 */
export function limitStepsToCall(steps: readonly LimitStep[], calledTo: number, now: number): LimitStep[] {
  const passed = steps.filter(({ at }) => at > calledTo && at <= now);
  const others = passed.filter(({ kind }) => kind !== 'warning');
  return others.length > 0 ? others : passed.slice(-1);
}
