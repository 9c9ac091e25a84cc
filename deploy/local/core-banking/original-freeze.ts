import { fenOf } from '@lianzhi/contracts';
import { sharesOf, wholeBank, type AccountBook } from './account-book';
import { refused } from './decide-freeze';
import type { AccountKey } from './ledger-entry';

/** What a freeze holds on one account now, in fen. */
export interface FrozenPart { account: AccountKey; frozen: bigint; limit: bigint; rank: number; until?: string }
interface Named { bank: string; holder: string; account?: string }

/**
 * The freeze that a later order names by its reference or by that of its renewal, with what is left of it; or why there is none.
 */
export function originalFreeze(book: AccountBook, reference: string, { bank, holder, account }: Named, today: string): { freeze: string; parts: FrozenPart[] } | ReturnType<typeof refused> {
  const named = book.operation(reference);
  const original = named?.operation === 'renew' && named.freeze !== undefined ? book.operation(named.freeze) : named;
  if (original?.operation !== 'freeze' || original.holder !== holder || wholeBank(original.bank) !== wholeBank(bank)) return refused('no-such-freeze', '未找到该被执行人的原冻结登记');
  if (original.answer.status === 'refused') return refused('no-such-freeze', '原冻结未办理成功');
  const freeze = original.reference;
  const all = book.accountsOf(holder, bank, 'bank').flatMap((one) => sharesOf(one, today)
    .filter(({ hold }) => hold.reference === freeze)
    .map(({ frozen, rank, hold: { limit, until } }): FrozenPart => ({ account: { bank: one.record.bank, number: one.record.number }, frozen, rank, limit: fenOf(limit), until })));
  if (all.length === 0) return refused('already-ended', '原冻结已解除或已到期失效');
  const parts = account === undefined ? all : all.filter((part) => part.account.number === account);
  return parts.length === 0 ? refused('not-of-freeze', '原冻结不涉及该账户') : { freeze, parts };
}
