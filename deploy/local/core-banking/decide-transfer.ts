import { addMonths, fenOf, moneyOf } from '@lianzhi/contracts';
import { availableAt, type AccountBook } from './account-book';
import { decideFreeze, refused, type Decision } from './decide-freeze';
import type { AccountKey, MovedMoney } from './ledger-entry';
import { moneyMoved } from './move-money';
import type { TransferOrder } from './orders';
import { originalFreeze, type FrozenPart } from './original-freeze';

/** A freeze that came with a ruling to transfer lasts as long as any: 民诉法解释 arts. 484, 485. */
const monthsOfFreeze = 12;

/**
 * Takes what a freeze holds, never more, to the account of the case. Without a freeze the ruling freezes first (民诉法解释 art. 484):
 * then it ranks like any other, and what could not be taken stays frozen unless the order says otherwise.
 */
export function decideTransfer(book: AccountBook, order: TransferOrder, at: { now: string; today: string }, number: string): Decision<MovedMoney> {
  const source = order.freeze === undefined ? freezeFirst(book, order, at, number) : standing(book, order.freeze, order, at.today);
  if ('answer' in source) return source;
  const { freeze, parts, placed } = source;
  const rank = Math.min(...parts.map((part) => part.rank));
  const taken = take(parts, fenOf(order.amount));
  const transferred = taken.reduce((sum, one) => sum + one, 0n);
  const held = parts.reduce((sum, part) => sum + part.frozen, 0n);
  if (transferred === 0n && rank === 0) return { answer: refused('no-funds', '账户暂无可划拨余额，冻结继续有效').answer, holds: { placed, limits: [], moved: [] } };
  const ended = order.endFreeze === true && transferred > 0n;
  return {
    answer: {
      status: 'transferred', transferred: moneyOf(transferred), remaining: moneyOf(ended ? 0n : held - transferred), rank, at: at.now,
      ...parts.length === 1 ? { account: parts[0]!.account.number } : {}, number,
    },
    holds: {
      placed,
      limits: parts.map(({ account, limit }, index) => ({ account, reference: freeze, limit: moneyOf(ended ? 0n : limit - taken[index]!) })),
      moved: parts.flatMap(({ account }, index) => (taken[index] === 0n ? [] : moneyMoved(book, account, moneyOf(taken[index]!), order.payee, { at: at.now, serial: number, summary: '司法划拨' }))),
    },
  };
}

interface Source { freeze: string; parts: FrozenPart[]; placed: MovedMoney['placed'] }
type NoSource = Decision<MovedMoney>;

function standing(book: AccountBook, reference: string, order: TransferOrder, today: string): Source | NoSource {
  const original = originalFreeze(book, reference, order, today);
  return 'answer' in original ? { answer: original.answer, holds: nothing() } : { ...original, placed: [] };
}

function freezeFirst(book: AccountBook, order: TransferOrder, at: { now: string; today: string }, number: string): Source | NoSource {
  const { answer, holds } = decideFreeze(book, { ...order, from: at.today, until: addMonths(at.today, monthsOfFreeze) }, at, number);
  if (answer.status === 'refused' || !('frozen' in answer)) return { answer, holds: nothing() };
  const parts = holds.map(({ account, hold }): FrozenPart => {
    const limit = fenOf(hold.limit);
    const free = availableOf(book, account, at.today);
    return { account, limit, frozen: free < limit ? free : limit, rank: answer.rank };
  });
  return { freeze: order.reference, parts, placed: holds };
}

const availableOf = (book: AccountBook, { bank, number }: AccountKey, today: string): bigint => {
  const account = book.accountNumbered(number, bank);
  return account === undefined ? 0n : availableAt(account, today);
};

const nothing = (): MovedMoney => ({ placed: [], limits: [], moved: [] });

function take(parts: readonly FrozenPart[], amount: bigint): bigint[] {
  let left = amount;
  return parts.map(({ frozen }) => {
    const part = frozen < left ? frozen : left;
    left -= part;
    return part;
  });
}
