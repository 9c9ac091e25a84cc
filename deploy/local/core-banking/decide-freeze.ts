import { fenOf, moneyOf } from '@lianzhi/contracts';
import { activeHolds, availableAt, sharesOf, type Account, type AccountBook } from './account-book';
import type { Hold, OperationAnswer, PlacedHold } from './ledger-entry';
import type { FreezeOrder } from './orders';

/** What is answered, and what becomes of the books. */
export interface Decision<H> { answer: OperationAnswer; holds: H }

export const refused = (code: string, reason: string) => ({ answer: { status: 'refused' as const, code, reason }, holds: [] as [] });

/** Freezes what is there, in the order of the accounts; what is missing stays as a limit on the first one, for money that arrives later. */
export function decideFreeze(book: AccountBook, order: FreezeOrder, at: { now: string; today: string }, number: string): Decision<PlacedHold[]> {
  const found = order.account === undefined ? book.accountsOf(order.holder, order.bank, 'bank') : numbered(book, order.account, order);
  const usable = found.filter((account) => obstacle(account, order) === undefined);
  if (usable.length === 0) return found.length === 0 ? noAccount(order) : obstacle(found[0]!, order)!;
  const parts = share(usable, fenOf(order.amount), at.today);
  const frozen = parts.reduce((sum, { frozen: part }) => sum + part, 0n);
  const first = parts[0]!.account;
  const rank = frozen > 0n || activeHolds(first, at.today).length === 0 ? 0 : waitingAt(first, at.today) + 1;
  const available = moneyOf(parts.reduce((sum, { account }) => sum + availableAt(account, at.today), 0n));
  return {
    answer: {
      status: rank === 0 ? 'frozen' : 'waiting', frozen: moneyOf(frozen), limit: order.amount, rank, from: at.now, until: order.until,
      ...parts.length === 1 ? { account: first.record.number } : {}, available, number,
    },
    holds: parts.map(({ account: { record }, limit }) => ({ account: { bank: record.bank, number: record.number }, hold: holdOf(order, limit) })),
  };
}

function numbered(book: AccountBook, number: string, { bank, holder }: FreezeOrder): Account[] {
  book.accountsOf(holder, bank, 'bank');
  const account = book.accountNumbered(number, bank);
  return account === undefined ? [] : [account];
}

function obstacle({ record }: Account, { holder }: FreezeOrder): ReturnType<typeof refused> | undefined {
  if (record.holder !== holder) return refused('not-of-holder', '该账户不属于被执行人');
  if (record.status === 'closed') return refused('closed', record.reason ?? '该账户已销户');
  if (record.status === 'exempt') return refused('exempt', record.reason ?? '该账户依法不予冻结');
  return undefined;
}

const noAccount = ({ account }: FreezeOrder) => refused('no-account', account === undefined ? '被执行人在本行查无开户信息' : '本行查无此账户');

function share(accounts: readonly Account[], amount: bigint, today: string): { account: Account; frozen: bigint; limit: bigint }[] {
  let left = amount;
  const parts = accounts.map((account) => {
    const free = availableAt(account, today);
    const frozen = free < left ? free : left;
    left -= frozen;
    return { account, frozen, limit: frozen };
  });
  const used = parts.filter(({ frozen }) => frozen > 0n);
  const placed = used.length > 0 ? used : parts.slice(0, 1);
  placed[0]!.limit += left;
  return placed;
}

const waitingAt = (account: Account, today: string): number => sharesOf(account, today).filter(({ rank }) => rank > 0).length;

const holdOf = ({ reference, until, authority = '人民法院', caseNumber }: FreezeOrder, limit: bigint): Hold =>
  ({ reference, limit: moneyOf(limit), until, authority, ...caseNumber === undefined ? {} : { caseNumber } });
