import type { BankingEvent } from './banking-event';

/** What the simulator keeps in its file, one JSON value a line. Money is a decimal string in yuan. WARNING: stored. */
export type LedgerEntry =
  | { do: 'accounts'; accounts: AccountRecord[]; replace: boolean }
  | { do: 'freeze'; recorded: RecordedOperation; holds: PlacedHold[] }
  | { do: 'release'; recorded: RecordedOperation; holds: ChangedLimit[] }
  | { do: 'renew'; recorded: RecordedOperation; holds: RenewedHold[] }
  | { do: 'transfer'; recorded: RecordedOperation; holds: MovedMoney }
  | { do: 'open'; recorded: RecordedOperation; holds: AccountRecord[] }
  | { do: 'pay'; recorded: RecordedOperation; holds: MovedMoney }
  | { do: 'deposit'; account: AccountKey; movement: Movement }
  | { do: 'told'; events: BankingEvent[] }
  | { do: 'clear' };

export interface AccountKey { bank: string; number: string }

export interface AccountRecord extends AccountKey {
  /** ID number or credit code of the holder. */
  holder: string;
  balance: string;
  /** For the query's filter; `deposit` when left out. */
  group?: 'deposit' | 'wealth' | 'foreign-currency';
  /** As shown: 对公活期, 个人储蓄, … */
  kind?: string;
  openedAt?: string;
  /** `closed` and `exempt` accounts cannot be frozen. */
  status?: 'active' | 'closed' | 'exempt';
  /** What went in and out before; what is moved here comes on top. */
  transactions?: Movement[];
  /** Why a freeze of it is refused, or (with `unreadable`) why it could not be read. */
  reason?: string;
  unreadable?: boolean;
  /** Freezes that stand before ours and did not come through this exchange, in order. */
  earlierFreezes?: { authority: string; amount: string; until?: string; caseNumber?: string }[];
}

/** Money in or out of one account. */
export interface Movement { at: string; direction: 'in' | 'out'; amount: string; counterparty?: string; counterpartyAccount?: string; counterpartyBank?: string; summary?: string; serial?: string }

/** What a transfer or payment does: freezes that it places and changes, and money that it moves. */
export interface MovedMoney { placed: PlacedHold[]; limits: ChangedLimit[]; moved: { account: AccountKey; movement: Movement }[] }
/** New limit; 0.00 lifts it. */
export interface ChangedLimit { account: AccountKey; reference: string; limit: string }
export interface RenewedHold extends ChangedLimit { until: string }

/** One freeze on one account, in order of arrival. Amounts are not stored: what it holds follows from the balance and those before it. */
export interface Hold { reference: string; limit: string; /** Left out: without end. */ until?: string; authority: string; caseNumber?: string }
export interface PlacedHold { account: AccountKey; hold: Hold }

export interface RecordedOperation {
  reference: string;
  operation: 'freeze' | 'release' | 'renew' | 'transfer' | 'open' | 'pay';
  /** Of a renewal: the freeze that it renews, also where it followed another renewal. */
  freeze?: string;
  bank: string;
  holder: string;
  /** Digest of the order: the same reference with another order is refused. */
  fingerprint: string;
  answer: OperationAnswer;
}

export type OperationAnswer =
  | { status: 'refused'; code: string; reason: string }
  | { status: 'frozen' | 'waiting'; frozen: string; limit: string; rank: number; from: string; until: string; account?: string; available?: string; number: string }
  | { status: 'released'; released: string; remaining: string; at: string; waiting: boolean; account?: string; number: string }
  | { status: 'transferred'; transferred: string; remaining: string; rank: number; at: string; account?: string; number: string }
  | { status: 'opened'; account: string; name: string; at: string; number: string }
  | { status: 'paid'; paid: string; balance: string; at: string; number: string };
