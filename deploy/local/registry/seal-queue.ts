import { addDays, addMonths } from '@lianzhi/contracts';
import type { Seal } from './registry-entry';

/** 民诉法解释 (2022) art. 485. */
const longestMonths = 36;

/** What came about by itself, in order. */
export interface Passed { kind: 'promoted' | 'moved_up' | 'lapsed'; seal: Seal }

/**
 * What comes about by itself in the queue of seals on one unit (or one share of it) up to that day: one whose last day is over has lapsed (查封扣押冻结规定 art. 27), and the
 * next takes effect by itself (art. 26), its term beginning on the day after that end, else today. Those behind have fewer ahead of them. Pure.
 * @param seals in order of arrival
 */
export function settleQueue(seals: readonly Seal[], today: string): Passed[] {
  const passed: Passed[] = [];
  let rest = [...seals];
  let begins = today;
  for (;;) {
    const first = rest[0];
    if (first?.until === undefined) {
      if (first === undefined) break;
      const { rank: _rank, ...seal } = first;
      const inEffect = { ...seal, since: begins, until: lastDay(begins, first.days) };
      rest = [inEffect, ...rest.slice(1)];
      passed.push({ kind: 'promoted', seal: inEffect });
    } else if (first.until < today) {
      passed.push({ kind: 'lapsed', seal: first });
      begins = addDays(first.until, 1);
      rest = rest.slice(1);
    } else break;
  }
  return [...passed, ...rest.flatMap((seal, rank): Passed[] => (rank > 0 && seal.rank !== undefined && seal.rank > rank ? [{ kind: 'moved_up', seal: { ...seal, rank } }] : []))];
}

/** Never longer, also where as many days would be one more. */
const lastDay = (since: string, days: number): string => {
  const [asked, longest] = [addDays(since, days - 1), addDays(addMonths(since, longestMonths), -1)];
  return asked < longest ? asked : longest;
};
