import { fenOf, moneyOf } from '@lianzhi/contracts';
import type { AccountBook } from './account-book';
import type { Decision } from './decide-freeze';
import type { ChangedLimit } from './ledger-entry';
import type { ReleaseOrder } from './orders';
import { originalFreeze, type FrozenPart } from './original-freeze';

/** Lifts a freeze or part of it; the last account gives first. Whoever waits behind it moves up by itself. */
export function decideRelease(book: AccountBook, reference: string, order: ReleaseOrder, at: { now: string; today: string }, number: string): Decision<ChangedLimit[]> {
  const original = originalFreeze(book, reference, order, at.today);
  if ('answer' in original) return original;
  const { freeze, parts } = original;
  const frozen = parts.reduce((sum, part) => sum + part.frozen, 0n);
  const released = order.amount === undefined || fenOf(order.amount) >= frozen ? frozen : fenOf(order.amount);
  return {
    answer: {
      status: 'released', released: moneyOf(released), remaining: moneyOf(frozen - released), at: at.now, waiting: parts.every(({ rank }) => rank > 0),
      ...parts.length === 1 ? { account: parts[0]!.account.number } : {}, number,
    },
    holds: newLimits(parts, frozen - released).map((changed) => ({ ...changed, reference: freeze })),
  };
}

/** A limit above what it holds falls too, else the money just released would be frozen again at once. */
function newLimits(parts: readonly FrozenPart[], remaining: bigint): Omit<ChangedLimit, 'reference'>[] {
  let left = remaining;
  return parts.map(({ account, frozen }) => {
    const limit = frozen < left ? frozen : left;
    left -= limit;
    return { account, limit: moneyOf(limit) };
  });
}
