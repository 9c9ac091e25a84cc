import { ladderBetween, stepsOfRunning, toShanghaiIso, type Calendar, type ObligationRecord, type RequestContract } from '@lianzhi/contracts';
import { targetsOf, type Hierarchy } from '@lianzhi/exchange';

/** What will be called about a running obligation if nothing happens before, and who is told then. In the API: do not rename. */
export interface ComingStep {
  obligation: string;
  round: number;
  /** As in notices: `warning-50`, `warning-80`, `warning-early`, `breach`, `escalation-1`, … */
  step: string;
  kind: 'warning' | 'breach' | 'escalation';
  at: string;
  /** Organisation codes: a warning tells whoever owes, a breach both ends, an escalation those above besides. */
  to: string[];
}

export interface StepContext {
  contract: RequestContract;
  calendar: Calendar;
  directory: Hierarchy;
  /** Business time, ms. */
  now: number;
}

/**
 * The steps that still lie ahead at `now`, in order of time: the same rules by which the coordinator calls them, so what is foretold here is what
 * will be told. Pure.
 */
export function comingSteps({ from, to }: { from: string; to: string }, obligations: readonly ObligationRecord[], { contract, calendar, directory, now }: StepContext): ComingStep[] {
  const ladder = ladderBetween(directory.organisation(from)?.agency, directory.organisation(to)?.agency);
  const found = obligations.flatMap((record) => {
    const { name, round, owedBy } = record;
    const warnAfter = contract.obligations.find((one) => one.name === name)?.warnAfter;
    return stepsOfRunning(record, ladder.steps, calendar, warnAfter).filter(({ at }) => at > now).map(({ name: step, kind, at, rung }) => ({
      at, coming: {
        obligation: name, round, step, kind, at: toShanghaiIso(at),
        to: kind === 'warning' ? [owedBy === 'requester' ? from : to] : [from, to, ...rung ? targetsOf(rung, { from, to, owedBy }, directory) : []],
      },
    }));
  });
  return found.sort((a, b) => a.at - b.at).map(({ coming }) => coming);
}
