import { fenOf, moneyOf, parseInstant, shanghaiDate } from '@lianzhi/contracts';
import type { Account, AccountBook } from './account-book';
import type { Movement } from './ledger-entry';
import type { TransactionsQuery } from './orders';

export interface TransactionsAnswer {
  source: string; asOf: string; complete: boolean; unread: string[];
  /** How many accounts were searched, how many transactions fit, and the latest `most` of them. */
  accounts: number; count: number; totalIn: string; totalOut: string; transactions: object[];
}

/** @param unreadable why this account cannot be read now, if so */
export function searchTransactions(book: AccountBook, { bank, holder, account, most = 1000, ...wanted }: TransactionsQuery, now: string, unreadable: (account: Account) => string | undefined): TransactionsAnswer {
  const searched = book.accountsOf(holder, bank, 'bank').filter(({ record }) => account === undefined || record.number === account);
  const unread = searched.map(unreadable).filter((reason) => reason !== undefined);
  const found = searched.filter((one) => unreadable(one) === undefined).flatMap((one) => [...one.record.transactions ?? [], ...one.movements]
    .filter((movement) => fits(movement, wanted))
    .map((movement) => ({ account: one.record.number, ...movement })));
  const total = (direction: Movement['direction']) => moneyOf(found.filter((one) => one.direction === direction).reduce((sum, { amount }) => sum + fenOf(amount), 0n));
  return {
    source: '核心业务系统', asOf: now, complete: unread.length === 0, unread, accounts: searched.length, count: found.length, totalIn: total('in'), totalOut: total('out'),
    transactions: found.sort((a, b) => parseInstant(b.at) - parseInstant(a.at)).slice(0, most),
  };
}

function fits({ at, direction, amount }: Movement, wanted: Pick<TransactionsQuery, 'from' | 'until' | 'direction' | 'atLeast'>): boolean {
  const day = shanghaiDate(parseInstant(at));
  return day >= wanted.from && day <= wanted.until && (wanted.direction === undefined || wanted.direction === direction)
    && (wanted.atLeast === undefined || fenOf(amount) >= fenOf(wanted.atLeast));
}
