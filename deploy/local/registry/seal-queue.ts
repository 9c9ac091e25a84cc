import { addDays, addMonths, longestTerms } from '@lianzhi/contracts';
import type { Seal } from './registry-entry';

/** What a queue has become: all in order of arrival, the first one in effect; and what changed by itself. */
export interface SettledQueue { seals: Seal[]; promoted: Seal[]; lapsed: Seal[] }

/**
 * The queue of seals on one unit (or one share of it) as it is on that day: one whose last day is over has lapsed (查封扣押冻结规定 art. 27), and the
 * next takes effect by itself (art. 26), its term beginning on the day after that end, else today. Pure.
 * @param seals in order of arrival
 */
export function settleQueue(seals: readonly Seal[], today: string): SettledQueue {
  const [promoted, lapsed]: [Seal[], Seal[]] = [[], []];
  let rest = [...seals];
  let begins = today;
  for (;;) {
    const first = rest[0];
    if (first?.until === undefined) {
      if (first === undefined) break;
      const inEffect = { ...first, since: begins, until: lastDay(begins, first.days) };
      rest = [inEffect, ...rest.slice(1)];
      promoted.push(inEffect);
    } else if (first.until < today) {
      lapsed.push(first);
      begins = addDays(first.until, 1);
      rest = rest.slice(1);
    } else break;
  }
  return { seals: rest, promoted, lapsed };
}

/** At most three years (民诉法解释 art. 485), also where as many days would be one more. */
const lastDay = (since: string, days: number): string => {
  const [asked, longest] = [addDays(since, days - 1), addDays(addMonths(since, longestTerms.realEstate.months), -1)];
  return asked < longest ? asked : longest;
};
