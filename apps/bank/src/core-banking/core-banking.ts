/** Money is a decimal string in yuan with two places; instants are RFC 3339 with offset; dates YYYY-MM-DD. */
import type { Bilingual } from '@lianzhi/contracts';
import type { OperationOf } from '@lianzhi/desk';
import type { CaseAccountOrder, FreezeOrder, Holder, PaymentOrder, ReleaseOrder, RenewalOrder, TransferOrder } from './orders';

export type * from './orders';

export interface AccountsQuery {
  /** Code of the bank organisation that was asked. */
  bank: string;
  holder: Holder;
  /** `branch`: only accounts kept there; `bank`: those of the whole bank (全行). */
  scope: 'branch' | 'bank';
  /** Left out: every kind of account. */
  kinds?: readonly string[];
}

export interface EarlierFreeze { authority: string; amount?: string; until?: string; rank?: string; caseNumber?: string }

export interface BankAccount {
  number: string;
  balance: string;
  available: string;
  earlierFreezes: EarlierFreeze[];
  kind?: string;
  openedAt?: string;
  status?: string;
}

/** What a search found. It stands for "nothing there" only when `accounts` and `unread` are both empty. */
export interface AccountsAnswer {
  source: string;
  asOf: string;
  accounts: BankAccount[];
  /** Why parts could not be read, one text per account or system. */
  unread: string[];
}

export interface TransactionsQuery {
  bank: string;
  holder: Holder;
  account?: string;
  from: string;
  until: string;
  direction?: 'in' | 'out';
  atLeast?: string;
  /** At most so many are listed, the latest. */
  most: number;
}

export interface Transaction {
  account: string; at: string; direction: 'in' | 'out'; amount: string; balance?: string;
  counterparty?: string; counterpartyAccount?: string; counterpartyBank?: string; channel?: string; summary?: string; serial?: string;
}

/** It stands for "nothing there" only when `unread` and `transactions` are empty. */
export interface TransactionsAnswer {
  source: string;
  asOf: string;
  /** How many accounts of the debtor were searched. */
  accounts: number;
  /** How many fit; more than listed when there are too many. */
  count: number;
  totalIn: string;
  totalOut: string;
  transactions: Transaction[];
  /** Why parts could not be read. */
  unread: string[];
}

export interface Refused { status: 'refused'; code: string; reason: string }

/** `frozen` may be less than `limit`; `rank` 0 = in effect, n ≥ 1 = waiting behind earlier freezes (轮候). */
export interface Frozen {
  status: 'frozen' | 'waiting';
  frozen: string;
  limit: string;
  rank: number;
  from: string;
  until: string;
  account?: string;
  available?: string;
  /** The bank's own number of the freeze. */
  number?: string;
}

/** `waiting`: the freeze had not been in effect and only its place in the queue was given up. */
export interface Released { status: 'released'; released: string; remaining: string; at: string; waiting: boolean; account?: string; number?: string }

/** `rank` above 0: nothing was taken, it waits behind earlier freezes. `remaining` is what the freeze still holds. */
export interface Transferred { status: 'transferred'; transferred: string; remaining: string; rank: number; at: string; account?: string; number?: string }
export interface CaseAccountOpened { status: 'opened'; account: string; name?: string; at: string; number?: string }
export interface Paid { status: 'paid'; paid: string; balance: string; at: string; number?: string }

export type FreezeAnswer = Frozen | Refused;
export type ReleaseAnswer = Released | Refused;
export type TransferAnswer = Transferred | Refused;
export type CaseAccountAnswer = CaseAccountOpened | Refused;
export type PaymentAnswer = Paid | Refused;

/** Kind of operation → its answer. WARNING: kinds are on the interface of core banking. */
export interface OperationAnswers {
  freeze: FreezeAnswer;
  release: ReleaseAnswer;
  renew: FreezeAnswer;
  transfer: TransferAnswer;
  open: CaseAccountAnswer;
  pay: PaymentAnswer;
}
export type OperationKind = keyof OperationAnswers;
/** What core banking recorded under a reference. */
export type Operation = OperationOf<OperationAnswers>;

/**
 * What core banking tells by itself. `reference`: of the freeze, or of the order that opened the case account.
 * `promoted`: a waiting freeze is in effect now (轮候转正); `moved_up`: one waits still, at that rank ≥ 1; `lapsed`: one has ended by time; `received`: money came in.
 */
export type BankingEvent =
  | { kind: 'promoted'; bank: string; reference: string; at: string; frozen: string; limit: string; until?: string; account?: string }
  | { kind: 'moved_up'; bank: string; reference: string; at: string; rank: number }
  | { kind: 'lapsed'; bank: string; reference: string; at: string }
  | {
    kind: 'received'; bank: string; reference: string; at: string; account: string; amount: string; balance?: string; serial: string;
    payer?: string; payerAccount?: string; payerBank?: string; summary?: string;
  };

/** What its people call it. */
export const coreBankingName: Bilingual = { zh: '核心业务系统', en: 'core banking' };

/**
 * The bank's core system (核心业务系统) behind the desk. It must be idempotent by reference. Every method either gives core banking's
 * own answer or throws a `BackEndError`; no method turns an error into an empty answer.
 */
export interface CoreBanking {
  queryAccounts(query: AccountsQuery): Promise<AccountsAnswer>;
  queryTransactions(query: TransactionsQuery): Promise<TransactionsAnswer>;
  freeze(order: FreezeOrder): Promise<FreezeAnswer>;
  release(order: ReleaseOrder): Promise<ReleaseAnswer>;
  renew(order: RenewalOrder): Promise<FreezeAnswer>;
  transfer(order: TransferOrder): Promise<TransferAnswer>;
  openCaseAccount(order: CaseAccountOrder): Promise<CaseAccountAnswer>;
  pay(order: PaymentOrder): Promise<PaymentAnswer>;
  /** What was done under this reference, or undefined when core banking says that it does not know it. */
  findByReference(bank: string, reference: string): Promise<Operation | undefined>;
}
