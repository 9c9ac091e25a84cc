import type { ObligationRecord } from '@lianzhi/contracts';

/** How a call is noted on the request: `<obligation>/<round>/<step>`. WARNING: stored. */
export const callKey = ({ name, round }: Pick<ObligationRecord, 'name' | 'round'>, step: string): string => `${name}/${round}/${step}`;

/** The steps of this round of the obligation that have been called. */
export function calledOf(obligation: Pick<ObligationRecord, 'name' | 'round'>, called: readonly string[]): Set<string> {
  const prefix = callKey(obligation, '');
  return new Set(called.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length)));
}
