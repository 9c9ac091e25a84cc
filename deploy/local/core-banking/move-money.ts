import type { AccountBook } from './account-book';
import type { AccountKey, MovedMoney, Movement } from './ledger-entry';
import type { Payee } from './orders';

/** Out of one account and, when the payee banks here as well, into the other. */
export function moneyMoved(book: AccountBook, from: AccountKey, amount: string, payee: Payee, { at, serial, summary }: Required<Pick<Movement, 'at' | 'serial' | 'summary'>>): MovedMoney['moved'] {
  const out: Movement = { at, direction: 'out', amount, counterparty: payee.name, counterpartyAccount: payee.number, counterpartyBank: payee.bank, summary, serial };
  const target = book.accountNumbered(payee.number, from.bank);
  const into: Movement = { at, direction: 'in', amount, counterpartyAccount: from.number, summary, serial };
  return [{ account: from, movement: out }, ...target === undefined ? [] : [{ account: { bank: target.record.bank, number: target.record.number }, movement: into }]];
}
