import { fenOf, moneyOf } from '@lianzhi/contracts';
import { sharesOf, type Account, type AccountBook } from './account-book';
import type { BankingEvent } from './banking-event';
import type { RecordedOperation } from './ledger-entry';

/** What has come about since it was told last: it follows from the books and the day, so nothing is told twice. */
export function findEvents(book: AccountBook, at: { now: string; today: string }): BankingEvent[] {
  return book.allOperations().flatMap((operation) => {
    if (operation.operation === 'freeze' && operation.answer.status !== 'refused') return eventsOfFreeze(book, operation, at);
    return operation.operation === 'open' && operation.answer.status === 'opened' ? eventsOfCaseAccount(book, operation, operation.answer.account) : [];
  });
}

function eventsOfFreeze(book: AccountBook, { reference, bank, holder, answer }: RecordedOperation, { now, today }: { now: string; today: string }): BankingEvent[] {
  const told = book.toldOf(reference);
  if (told.has('lapsed')) return [];
  const accounts = book.accountsOf(holder, bank, 'bank');
  const holds = accounts.flatMap((account) => account.holds.filter((hold) => hold.reference === reference));
  if (holds.length === 0) return [];
  if (holds.every(({ until }) => until !== undefined && until < today)) return [{ kind: 'lapsed', bank, reference, at: now }];
  if (answer.status !== 'waiting' || told.has('promoted')) return [];
  const parts = accounts.flatMap((account) => sharesOf(account, today).filter(({ hold }) => hold.reference === reference).map((share) => ({ ...share, account })));
  const rank = Math.min(...parts.map((part) => part.rank));
  if (rank > 0) return rank < lastRank(answer.rank, told) ? [{ kind: 'moved_up', bank, reference, at: now, rank }] : [];
  const [only, ...others] = parts;
  return [{
    kind: 'promoted', bank, reference, at: now,
    frozen: moneyOf(parts.reduce((sum, { frozen }) => sum + frozen, 0n)), limit: moneyOf(parts.reduce((sum, { hold }) => sum + fenOf(hold.limit), 0n)),
    ...only!.hold.until === undefined ? {} : { until: only!.hold.until }, ...others.length === 0 ? { account: only!.account.record.number } : {},
  }];
}

/** The best place that was told; whoever falls back behind money that has gone keeps what was said of it. */
const lastRank = (answered: number, told: ReadonlySet<string>): number =>
  Math.min(answered, ...[...told].filter((one) => one.startsWith('moved_up ')).map((one) => Number(one.slice('moved_up '.length))));

function eventsOfCaseAccount(book: AccountBook, { reference, bank }: RecordedOperation, number: string): BankingEvent[] {
  const account = book.accountNumbered(number, bank);
  if (!account) return [];
  const told = book.toldOf(reference).size;
  const incoming = account.movements.flatMap((movement, index) => (movement.direction === 'in' ? [{ movement, balance: balanceAfter(account, index) }] : []));
  return incoming.slice(told).map(({ movement: { at, amount, serial, counterparty, counterpartyAccount, counterpartyBank, summary }, balance }, index): BankingEvent => ({
    kind: 'received', bank, reference, at, account: number, amount, balance, serial: serial ?? `${number}-${told + index + 1}`,
    ...counterparty === undefined ? {} : { payer: counterparty }, ...counterpartyAccount === undefined ? {} : { payerAccount: counterpartyAccount },
    ...counterpartyBank === undefined ? {} : { payerBank: counterpartyBank }, ...summary === undefined ? {} : { summary },
  }));
}

const balanceAfter = ({ record, movements }: Account, index: number): string =>
  moneyOf(movements.slice(0, index + 1).reduce((sum, { direction, amount }) => (direction === 'in' ? sum + fenOf(amount) : sum - fenOf(amount)), fenOf(record.balance)));
