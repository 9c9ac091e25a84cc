import type { ComingStep, ObligationView, RequestDetail } from '../api/request-types';

/** `warning-80` → 80. */
export const partUsed = (step: string | undefined): number => Number(/^warning-(\d+)$/.exec(step ?? '')?.[1] ?? 0);

/** `escalation-2` → 2. */
export const rungOf = (step: string | undefined): number => Number(/^escalation-(\d+)$/.exec(step ?? '')?.[1] ?? 0);

/**
 * What is still to come of one obligation at `now` (ms). An escalation names only those above: both ends know already, and one that nobody stands
 * above for says nothing.
 */
export function stepsAhead({ coming, from, to }: Pick<RequestDetail, 'coming' | 'from' | 'to'>, { name, round }: Pick<ObligationView, 'name' | 'round'>, now = -Infinity): ComingStep[] {
  return coming
    .filter((step) => step.obligation === name && step.round === round && Date.parse(step.at) > now)
    .map((step) => (step.kind === 'escalation' ? { ...step, to: step.to.filter((code) => code !== from && code !== to) } : step))
    .filter((step) => step.to.length > 0);
}
