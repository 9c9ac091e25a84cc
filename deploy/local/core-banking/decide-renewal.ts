import { fenOf, moneyOf } from '@lianzhi/contracts';
import type { AccountBook } from './account-book';
import { refused, type Decision } from './decide-freeze';
import type { RenewedHold } from './ledger-entry';
import type { RenewalOrder } from './orders';
import { originalFreeze, type FrozenPart } from './original-freeze';

/** Moves the end of a freeze that still stands; its place in the queue stays. A smaller amount lowers the limit, a bigger one does not raise it. */
export function decideRenewal(book: AccountBook, reference: string, order: RenewalOrder, at: { now: string; today: string }, number: string): Decision<RenewedHold[]> & { freeze?: string } {
  const original = originalFreeze(book, reference, order, at.today);
  if ('answer' in original) return original;
  const { freeze, parts } = original;
  if (parts.some(({ until }) => until !== undefined && order.until <= until)) return refused('not-longer', '续行截止日不晚于原冻结截止日');
  const limits = lowered(parts, order.amount === undefined ? undefined : fenOf(order.amount));
  const frozen = parts.reduce((sum, part, index) => sum + least(part.frozen, limits[index]!), 0n);
  const rank = Math.min(...parts.map((part) => part.rank));
  return {
    answer: {
      status: rank === 0 ? 'frozen' : 'waiting', frozen: moneyOf(frozen), limit: moneyOf(limits.reduce((sum, limit) => sum + limit, 0n)), rank, from: at.now, until: order.until,
      ...parts.length === 1 ? { account: parts[0]!.account.number } : {}, number,
    },
    holds: parts.map(({ account }, index) => ({ account, reference: freeze, limit: moneyOf(limits[index]!), until: order.until })),
    freeze,
  };
}

/** What holds nothing gives way first, then the last account. */
function lowered(parts: readonly FrozenPart[], amount: bigint | undefined): bigint[] {
  const total = parts.reduce((sum, { limit }) => sum + limit, 0n);
  if (amount === undefined || amount >= total) return parts.map(({ limit }) => limit);
  let left = amount;
  const kept = parts.map(({ frozen }) => {
    const part = least(frozen, left);
    left -= part;
    return part;
  });
  return kept.map((part, index) => {
    const more = least(parts[index]!.limit - part, left);
    left -= more;
    return part + more;
  });
}

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
