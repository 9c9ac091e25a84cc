import { shanghaiDate, toShanghaiIso } from '@lianzhi/contracts';
import { fingerprintOf, numberOf, ReferenceReused } from '../simulator/reference-reused';
import { type AccountBook, type Account } from './account-book';
import type { BankingEvent } from './banking-event';
import { decideCaseAccount, decidePayment } from './case-accounts';
import { decideFreeze, refused, type Decision } from './decide-freeze';
import { decideRelease } from './decide-release';
import { decideRenewal } from './decide-renewal';
import { decideTransfer } from './decide-transfer';
import { findEvents } from './find-events';
import type { AccountRecord, LedgerEntry, MovedMoney, OperationAnswer, RecordedOperation } from './ledger-entry';
import type { AccountsQuery, CaseAccountOrder, DepositOrder, FreezeOrder, PaymentOrder, ReleaseOrder, RenewalOrder, TransactionsQuery, TransferOrder } from './orders';
import { searchAccounts, type SearchAnswer } from './search-accounts';
import { searchTransactions, type TransactionsAnswer } from './search-transactions';

/** The simulated core system: decides, writes the entry down, then applies it. Idempotent by reference. */
export class Ledger {
  /** @param write makes an entry durable @param now business time, ms */
  constructor(readonly book: AccountBook, private readonly write: (entry: LedgerEntry) => void, private readonly now: () => number) {}

  query(query: AccountsQuery, unreadable: (account: Account) => string | undefined): SearchAnswer {
    return searchAccounts(this.book, query, this.time(), unreadable);
  }

  transactions(query: TransactionsQuery, unreadable: (account: Account) => string | undefined): TransactionsAnswer {
    return searchTransactions(this.book, query, this.time().now, unreadable);
  }

  /** @param refusal set to refuse it whatever the accounts say */
  freeze(order: FreezeOrder, refusal?: string): OperationAnswer {
    return this.once('freeze', order, order, (number) => (refusal === undefined ? decideFreeze(this.book, order, this.time(), number) : refused('refused', refusal)));
  }

  release(freeze: string, order: ReleaseOrder, refusal?: string): OperationAnswer {
    return this.once('release', order, { freeze, ...order }, (number) => (refusal === undefined ? decideRelease(this.book, freeze, order, this.time(), number) : refused('refused', refusal)));
  }

  renew(freeze: string, order: RenewalOrder, refusal?: string): OperationAnswer {
    return this.once('renew', order, { freeze, ...order }, (number) => (refusal === undefined ? decideRenewal(this.book, freeze, order, this.time(), number) : refused('refused', refusal)));
  }

  transfer(order: TransferOrder, refusal?: string): OperationAnswer {
    return this.once('transfer', order, order, (number) => (refusal === undefined ? decideTransfer(this.book, order, this.time(), number) : nothingMoved(refusal)));
  }

  openCaseAccount(order: CaseAccountOrder, refusal?: string): OperationAnswer {
    return this.once('open', order, order, (number) => (refusal === undefined ? decideCaseAccount(this.book, order, this.time(), number) : refused('refused', refusal)));
  }

  pay(order: PaymentOrder, refusal?: string): OperationAnswer {
    return this.once('pay', order, order, (number) => (refusal === undefined ? decidePayment(this.book, order, this.time(), number) : nothingMoved(refusal)));
  }

  /** Money from outside. @returns whether there is such an account */
  deposit({ account: number, bank, ...money }: DepositOrder): boolean {
    const account = this.book.accountNumbered(number, bank);
    if (account === undefined) return false;
    this.record({ do: 'deposit', account: { bank: account.record.bank, number }, movement: { ...money, at: this.time().now, direction: 'in' } });
    return true;
  }

  /** What is to be told after so many that are known; written down first, so that positions stay. */
  events(after: number): readonly BankingEvent[] {
    const found = findEvents(this.book, this.time());
    if (found.length > 0) this.record({ do: 'told', events: found });
    return this.book.eventsAfter(after);
  }

  putAccounts(accounts: AccountRecord[], replace: boolean): void {
    this.record({ do: 'accounts', accounts, replace });
  }

  clearOperations(): void {
    this.record({ do: 'clear' });
  }

  private once<O extends RecordedOperation['operation'], H>(operation: O, { reference, bank, holder }: { reference: string; bank: string; holder: string }, order: object, decide: (number: string) => Decision<H> & { freeze?: string }): OperationAnswer {
    const fingerprint = fingerprintOf(order);
    const before = this.book.operation(reference);
    if (before !== undefined) {
      if (before.operation !== operation || before.fingerprint !== fingerprint) throw new ReferenceReused();
      return before.answer;
    }
    const { answer, holds, freeze } = decide(numberOf(this.time().today, fingerprint));
    this.record({ do: operation, recorded: { reference, operation, ...freeze === undefined ? {} : { freeze }, bank, holder, fingerprint, answer }, holds } as unknown as LedgerEntry);
    return answer;
  }

  private record(entry: LedgerEntry): void {
    this.write(entry);
    this.book.apply(entry);
  }

  private time(): { now: string; today: string } {
    const now = this.now();
    return { now: toShanghaiIso(now), today: shanghaiDate(now) };
  }
}

const nothingMoved = (reason: string): Decision<MovedMoney> => ({ answer: refused('refused', reason).answer, holds: { placed: [], limits: [], moved: [] } });
