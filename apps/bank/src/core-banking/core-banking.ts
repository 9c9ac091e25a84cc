/** Money is a decimal string in yuan with two places; instants are RFC 3339 with offset; dates YYYY-MM-DD. */

/** The debtor as the bank's books know him: exactly one of the two. */
export type Holder = { idNumber: string } | { creditCode: string };

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

export interface FreezeOrder {
  /** Request id: asking twice with it does a thing once. */
  reference: string;
  bank: string;
  holder: Holder;
  /** Left out: whatever accounts the debtor has. */
  account?: string;
  amount: string;
  from: string;
  until: string;
  /** Shown to later courts as the earlier freeze's authority. */
  authority: string;
  caseNumber: string;
}

export interface ReleaseOrder {
  reference: string;
  bank: string;
  holder: Holder;
  /** Reference of the freeze to be lifted. */
  freeze: string;
  account?: string;
  /** Left out: all of it. */
  amount?: string;
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

export type FreezeAnswer = Frozen | Refused;
export type ReleaseAnswer = Released | Refused;
/** What core banking recorded under a reference. */
export type Operation = { operation: 'freeze'; answer: FreezeAnswer } | { operation: 'release'; answer: ReleaseAnswer };

/**
 * The bank's core system (核心业务系统) behind the desk. It must be idempotent by reference. Every method either gives core banking's
 * own answer or throws one of `core-banking-errors.ts`; no method turns an error into an empty answer.
 */
export interface CoreBanking {
  queryAccounts(query: AccountsQuery): Promise<AccountsAnswer>;
  freeze(order: FreezeOrder): Promise<FreezeAnswer>;
  release(order: ReleaseOrder): Promise<ReleaseAnswer>;
  /** What was done under this reference, or undefined when core banking says that it does not know it. */
  findByReference(bank: string, reference: string): Promise<Operation | undefined>;
}
