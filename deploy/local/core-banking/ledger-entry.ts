/** What the simulator keeps in its file, one JSON value a line. Money is a decimal string in yuan. WARNING: stored. */
export type LedgerEntry =
  | { do: 'accounts'; accounts: AccountRecord[]; replace: boolean }
  | { do: 'freeze'; recorded: RecordedOperation; holds: PlacedHold[] }
  | { do: 'release'; recorded: RecordedOperation; holds: { account: AccountKey; reference: string; /** New limit; 0.00 lifts it. */ limit: string }[] }
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
  /** Why a freeze of it is refused, or (with `unreadable`) why it could not be read. */
  reason?: string;
  unreadable?: boolean;
  /** Freezes that stand before ours and did not come through this exchange, in order. */
  earlierFreezes?: { authority: string; amount: string; until?: string; caseNumber?: string }[];
}

/** One freeze on one account, in order of arrival. Amounts are not stored: what it holds follows from the balance and those before it. */
export interface Hold { reference: string; limit: string; /** Left out: without end. */ until?: string; authority: string; caseNumber?: string }
export interface PlacedHold { account: AccountKey; hold: Hold }

export interface RecordedOperation {
  reference: string;
  operation: 'freeze' | 'release';
  bank: string;
  holder: string;
  /** Digest of the order: the same reference with another order is refused. */
  fingerprint: string;
  answer: OperationAnswer;
}

export type OperationAnswer =
  | { status: 'refused'; code: string; reason: string }
  | { status: 'frozen' | 'waiting'; frozen: string; limit: string; rank: number; from: string; until: string; account?: string; available: string; number: string }
  | { status: 'released'; released: string; remaining: string; at: string; waiting: boolean; account?: string; number: string };
