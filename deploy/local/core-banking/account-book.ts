import { fenOf } from '@lianzhi/contracts';
import { allocate, availableOf, type Share } from './allocation';
import type { BankingEvent } from './banking-event';
import type { AccountKey, AccountRecord, Hold, LedgerEntry, MovedMoney, Movement, RecordedOperation } from './ledger-entry';
import { syntheticAccount } from './synthetic-account';

/**
 * `movements` came after `record` and are not in its balance. `held` remembers the sum of all limits on a day, in fen: thousands of
 * freezes on one account (load tests) are not added up each time.
 */
export interface Account { record: AccountRecord; holds: PlacedLimit[]; movements: Movement[]; opened?: true; held?: { day: string; fen: bigint } }
export type PlacedLimit = Hold & { fen: bigint };

/** `bank-icbc-141031` → `bank-icbc`: the branches of one bank share their books. */
export const wholeBank = (bank: string): string => bank.slice(0, bank.lastIndexOf('-'));

const keyOf = ({ bank, number }: AccountKey): string => `${bank}/${number}`;

/** Accounts, freezes and what was done under which reference. `apply` is the only thing that changes it. */
export class AccountBook {
  private accounts = new Map<string, Account>();
  private byHolder = new Map<string, Account[]>();
  private byNumber = new Map<string, Account[]>();
  private operations = new Map<string, RecordedOperation>();
  /** In the order in which they were told; never forgotten, since readers go on from a position. */
  private readonly events: BankingEvent[] = [];
  private told = new Map<string, Set<string>>();

  apply(entry: LedgerEntry): void {
    if ('recorded' in entry) this.operations.set(entry.recorded.reference, entry.recorded);
    switch (entry.do) {
      case 'accounts':
        if (entry.replace) this.forgetAccounts();
        for (const record of entry.accounts) this.put(record);
        return;
      case 'clear': return this.clear();
      case 'deposit': this.accounts.get(keyOf(entry.account))?.movements.push(entry.movement); return;
      case 'told': return this.tell(entry.events);
      case 'open': for (const record of entry.holds) Object.assign(this.put(record), { opened: true }); return;
      case 'freeze': for (const { account, hold } of entry.holds) place(this.accountAt(account, entry.recorded.holder), hold); return;
      case 'release': for (const { account, reference, limit } of entry.holds) changeLimit(this.accountAt(account, entry.recorded.holder), reference, limit); return;
      case 'renew': for (const { account, reference, limit, until } of entry.holds) changeLimit(this.accountAt(account, entry.recorded.holder), reference, limit, until); return;
      case 'transfer': case 'pay': return this.move(entry.holds, entry.recorded.holder);
    }
  }

  /** @param after how many of them are known */
  eventsAfter(after: number): readonly BankingEvent[] {
    return this.events.slice(after);
  }

  /** What has been told of an operation: kinds, each new rank, and each sum of money that came in. */
  toldOf(reference: string): ReadonlySet<string> {
    return this.told.get(reference) ?? new Set();
  }

  operation(reference: string): RecordedOperation | undefined {
    return this.operations.get(reference);
  }

  allOperations(): RecordedOperation[] {
    return [...this.operations.values()];
  }

  allAccounts(): Account[] {
    return [...this.accounts.values()];
  }

  /** Accounts of the holder at that branch, or at the whole bank; those of the branch first. */
  accountsOf(holder: string, bank: string, scope: 'branch' | 'bank'): Account[] {
    const made = syntheticAccount(bank, holder);
    if (made !== undefined && !this.accounts.has(keyOf(made))) this.put(made);
    const found = (this.byHolder.get(holder) ?? []).filter(({ record }) => (scope === 'branch' ? record.bank === bank : wholeBank(record.bank) === wholeBank(bank)));
    return found.sort((a, b) => Number(b.record.bank === bank) - Number(a.record.bank === bank));
  }

  /** The account of that number at the branch, else anywhere at the bank. */
  accountNumbered(number: string, bank: string): Account | undefined {
    const same = (this.byNumber.get(number) ?? []).filter(({ record }) => wholeBank(record.bank) === wholeBank(bank));
    return same.find(({ record }) => record.bank === bank) ?? same[0];
  }

  private tell(events: readonly BankingEvent[]): void {
    for (const event of events) {
      const told = this.told.get(event.reference) ?? new Set();
      this.told.set(event.reference, told.add(toldAs(event, told.size)));
      this.events.push(event);
    }
  }

  /** Operations and what they did are forgotten; accounts stay as they were put. */
  private clear(): void {
    this.operations.clear();
    this.told.clear();
    for (const account of this.accounts.values()) {
      if (account.opened) this.remove(account);
      else Object.assign(account, { holds: paperHolds(account.record), movements: [], held: undefined });
    }
  }

  private move({ placed, limits, moved }: MovedMoney, holder: string): void {
    for (const { account, hold } of placed) place(this.accountAt(account, holder), hold);
    for (const { account, reference, limit } of limits) changeLimit(this.accountAt(account, holder), reference, limit);
    for (const { account, movement } of moved) this.accountAt(account, holder)?.movements.push(movement);
  }

  private accountAt(key: AccountKey, holder: string): Account | undefined {
    if (!this.accounts.has(keyOf(key))) this.accountsOf(holder, key.bank, 'branch');
    return this.accounts.get(keyOf(key));
  }

  private put(record: AccountRecord): Account {
    const known = this.accounts.get(keyOf(record));
    const ours = known?.holds.filter(({ reference }) => !reference.startsWith(paper)) ?? [];
    if (known !== undefined) this.remove(known);
    const account: Account = { record, holds: [...paperHolds(record), ...ours], movements: [] };
    this.accounts.set(keyOf(record), account);
    addTo(this.byHolder, record.holder, account);
    addTo(this.byNumber, record.number, account);
    return account;
  }

  private remove(account: Account): void {
    this.accounts.delete(keyOf(account.record));
    for (const [index, key] of [[this.byHolder, account.record.holder], [this.byNumber, account.record.number]] as const) {
      index.set(key, (index.get(key) ?? []).filter((one) => one !== account));
    }
  }

  private forgetAccounts(): void {
    this.accounts = new Map();
    this.byHolder = new Map();
    this.byNumber = new Map();
  }
}

function toldAs(event: BankingEvent, before: number): string {
  if (event.kind === 'received') return `received ${before}`;
  return event.kind === 'moved_up' ? `moved_up ${event.rank}` : event.kind;
}

/** @param today freezes whose last day lies before it have lapsed */
export function activeHolds({ holds }: Account, today: string): PlacedLimit[] {
  return holds.filter((hold) => isActive(hold, today));
}

/** What lies on the account now. */
export const balanceOf = ({ record, movements }: Account): bigint =>
  movements.reduce((sum, { direction, amount }) => (direction === 'in' ? sum + fenOf(amount) : sum - fenOf(amount)), fenOf(record.balance));

export function sharesOf(account: Account, today: string): (Share & { hold: PlacedLimit })[] {
  const holds = activeHolds(account, today);
  return allocate(balanceOf(account), holds.map(({ fen }) => fen)).map((share, index) => ({ ...share, hold: holds[index]! }));
}

export function availableAt(account: Account, today: string): bigint {
  if (account.held?.day !== today) account.held = { day: today, fen: activeHolds(account, today).reduce((sum, { fen }) => sum + fen, 0n) };
  return availableOf(balanceOf(account), [account.held.fen]);
}

const isActive = ({ until }: Hold, today: string): boolean => until === undefined || until >= today;

function place(account: Account | undefined, hold: Hold): void {
  if (account === undefined) return;
  const limit = { ...hold, fen: fenOf(hold.limit) };
  account.holds.push(limit);
  if (account.held !== undefined && isActive(hold, account.held.day)) account.held.fen += limit.fen;
}

const paper = 'paper:';
const paperHolds = ({ earlierFreezes = [] }: AccountRecord): PlacedLimit[] =>
  earlierFreezes.map(({ amount, ...freeze }, index) => ({ ...freeze, limit: amount, fen: fenOf(amount), reference: `${paper}${index}` }));

function changeLimit(account: Account | undefined, reference: string, limit: string, until?: string): void {
  if (account === undefined) return;
  const fen = fenOf(limit);
  account.holds = account.holds.flatMap((hold) => (hold.reference !== reference ? [hold] : fen === 0n ? [] : [{ ...hold, limit, fen, ...until === undefined ? {} : { until } }]));
  account.held = undefined;
}

function addTo(index: Map<string, Account[]>, key: string, account: Account): void {
  const list = index.get(key);
  if (list === undefined) index.set(key, [account]);
  else list.push(account);
}
