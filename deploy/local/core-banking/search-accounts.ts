import { moneyOf } from '@lianzhi/contracts';
import { availableAt, balanceOf, sharesOf, type Account, type AccountBook } from './account-book';
import type { AccountsQuery } from './orders';

export interface SearchAnswer { source: string; asOf: string; complete: boolean; accounts: object[]; unread: string[] }

/** @param unreadable why this account cannot be read now, if so */
export function searchAccounts(book: AccountBook, { bank, holder, scope = 'bank', kinds }: AccountsQuery, at: { now: string; today: string }, unreadable: (account: Account) => string | undefined): SearchAnswer {
  const wanted = book.accountsOf(holder, bank, scope).filter(({ record }) => !kinds?.length || kinds.includes(record.group ?? 'deposit'));
  const reasons = wanted.map(unreadable);
  const unread = reasons.filter((reason) => reason !== undefined);
  return {
    source: '核心业务系统', asOf: at.now, complete: unread.length === 0, unread,
    accounts: wanted.filter((_, index) => reasons[index] === undefined).map((account) => shown(account, at.today)),
  };
}

function shown(account: Account, today: string): object {
  const { number, kind, openedAt, status = 'active' } = account.record;
  return {
    number, balance: moneyOf(balanceOf(account)), available: moneyOf(availableAt(account, today)),
    earlierFreezes: sharesOf(account, today).map(({ frozen, rank, hold: { limit, authority, until, caseNumber } }) => ({
      authority, amount: rank === 0 ? moneyOf(frozen) : limit, until, rank: String(rank), caseNumber,
    })),
    kind, openedAt, status: status === 'closed' ? '已销户' : undefined,
  };
}
