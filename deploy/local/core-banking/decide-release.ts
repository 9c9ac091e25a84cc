import { fenOf, moneyOf } from '@lianzhi/contracts';
import { sharesOf, wholeBank, type Account, type AccountBook } from './account-book';
import { refused, type Decision } from './decide-freeze';
import type { AccountKey } from './ledger-entry';
import type { ReleaseOrder } from './orders';

interface Part { account: AccountKey; frozen: bigint; rank: number }
type ChangedLimit = { account: AccountKey; reference: string; limit: string };

/** Lifts a freeze or part of it; the last account gives first. Whoever waits behind it moves up by itself. */
export function decideRelease(book: AccountBook, freeze: string, order: ReleaseOrder, at: { now: string; today: string }, number: string): Decision<ChangedLimit> {
  const original = book.operation(freeze);
  if (original?.operation !== 'freeze' || original.holder !== order.holder || wholeBank(original.bank) !== wholeBank(order.bank)) return refused('no-such-freeze', '未找到该被执行人的原冻结登记');
  if (original.answer.status === 'refused') return refused('no-such-freeze', '原冻结未办理成功，无可解除');
  const all = book.accountsOf(order.holder, order.bank, 'bank').flatMap((account) => partsOf(account, freeze, at.today));
  if (all.length === 0) return refused('already-ended', '原冻结已解除或已到期失效');
  const parts = order.account === undefined ? all : all.filter(({ account }) => account.number === order.account);
  if (parts.length === 0) return refused('not-of-freeze', '原冻结不涉及该账户');
  const frozen = parts.reduce((sum, part) => sum + part.frozen, 0n);
  const released = order.amount === undefined || fenOf(order.amount) >= frozen ? frozen : fenOf(order.amount);
  return {
    answer: {
      status: 'released', released: moneyOf(released), remaining: moneyOf(frozen - released), at: at.now, waiting: parts.every(({ rank }) => rank > 0),
      ...parts.length === 1 ? { account: parts[0]!.account.number } : {}, number,
    },
    holds: newLimits(parts, frozen - released).map(({ account, limit }) => ({ account, reference: freeze, limit: moneyOf(limit) })),
  };
}

const partsOf = (account: Account, reference: string, today: string): Part[] => sharesOf(account, today)
  .filter(({ hold }) => hold.reference === reference)
  .map(({ frozen, rank }) => ({ account: { bank: account.record.bank, number: account.record.number }, frozen, rank }));

/** A limit above what it holds falls too, else the money just released would be frozen again at once. */
function newLimits(parts: readonly Part[], remaining: bigint): { account: AccountKey; limit: bigint }[] {
  let left = remaining;
  return parts.map(({ account, frozen }) => {
    const limit = frozen < left ? frozen : left;
    left -= limit;
    return { account, limit };
  });
}
