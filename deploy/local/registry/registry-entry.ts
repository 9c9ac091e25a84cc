import type { RegistryEvent } from './registry-event';

/** What the simulator keeps in its file, one JSON value a line. Dates YYYY-MM-DD. WARNING: stored. */
export type RegistryEntry =
  | { do: 'units'; units: UnitRecord[]; replace: boolean }
  | { do: 'operation'; recorded: RecordedOperation; changes: UnitChange[]; events: RegistryEvent[] }
  /** What came about by itself: by time, or by what stood before. */
  | { do: 'passed'; changes: UnitChange[]; events: RegistryEvent[] }
  | { do: 'clear' };

export interface UnitKey { registry: string; unitNumber: string }

/** A unit of the register (不动产单元) as it was put; what is done through this exchange comes on top. */
export interface UnitRecord extends UnitKey {
  location: string;
  ownership: 'sole' | 'joint' | 'shares';
  owners: Owner[];
  right?: string;
  use?: string;
  area?: string;
  registeredOn?: string;
  mortgages?: Mortgage[];
  /** Seals that did not come through this exchange (纸质送达), in order. */
  seals?: PaperSeal[];
  transferPending?: boolean;
  restrictions?: string;
  /** It cannot be read now, for this reason. */
  unreadable?: string;
}

export interface Owner { /** ID number or credit code. */ holder: string; name: string; share?: string; certificate?: string }
export interface Mortgage { mortgagee: string; secured?: string; maximum?: boolean; registeredOn?: string }
export interface PaperSeal { /** The owner whose share it is on, where there are shares. */ holder?: string; authority: string; caseNumber?: string; from: string; until: string }

/** A seal 查封. `since` and `until` are there while it is in effect: a waiting one 轮候 has no term of its own, only `days`. */
export interface Seal {
  reference: string;
  holder: string;
  authority: string;
  caseNumber?: string;
  share?: string;
  /** How many days it lasts once it is in effect, both ends counted. */
  days: number;
  since?: string;
  until?: string;
  /** Place in the queue as it was told last, while it waits; on paper nobody was told. */
  rank?: number;
}

/** `put` replaces the seal of that reference where it stands, or stands behind all others. */
export interface UnitChange { unit: UnitKey; put?: Seal[]; end?: string[]; owners?: Owner[]; ownership?: UnitRecord['ownership']; mortgages?: Mortgage[] }

export interface RecordedOperation {
  reference: string;
  operation: 'seal' | 'renew' | 'unseal' | 'transfer';
  /** Of a renewal: the seal that it renews, also where it followed another renewal. */
  seal?: string;
  registry: string;
  fingerprint: string;
  answer: OperationAnswer;
}

export type OperationAnswer =
  | { status: 'refused'; code: string; reason: string }
  /** Not entered yet: these papers or statements are missing. */
  | { status: 'incomplete'; missing: string }
  | { status: 'sealed'; rank: 0; at: string; until: string; mortgaged: boolean; number: string }
  | { status: 'waiting'; rank: number; at: string; ahead: string; mortgaged: boolean; number: string }
  | { status: 'unsealed'; at: string; waiting: boolean; promoted?: string; number: string }
  | { status: 'transferred'; at: string; certificate: string; number: string };
