import type { Bilingual } from '@lianzhi/contracts';
import type { OperationOf } from '@lianzhi/desk';
import type { RenewalOrder, SealOrder, TransferOrder, UnitsQuery, UnsealOrder } from './orders';

export type * from './orders';

/** What its people call it. */
export const registryName: Bilingual = { zh: '不动产登记系统', en: 'the registration system' };

export interface RegisteredSeal { authority: string; rank: string; caseNumber?: string; from?: string; until?: string }
export interface RegisteredMortgage { mortgagee: string; secured?: string; maximum?: boolean; registeredOn?: string }
export interface Property {
  unitNumber: string; location: string; ownership: 'sole' | 'joint' | 'shares'; mortgages: RegisteredMortgage[]; seals: RegisteredSeal[];
  certificate?: string; share?: string; coOwners?: string; right?: string; use?: string; area?: string; registeredOn?: string; transferPending?: boolean; restrictions?: string;
}

/** What a search found. It stands for "nothing there" only when `properties` and `unread` are both empty. */
export interface PropertiesAnswer {
  source: string;
  asOf: string;
  properties: Property[];
  /** Why parts could not be read. */
  unread: string[];
}

export interface Refused { status: 'refused'; code: string; reason: string }
/** In effect at once; `until`: its last day. */
export interface Sealed { status: 'sealed'; rank: 0; at: string; until: string; mortgaged?: boolean; number?: string }
/** Behind others (轮候): `rank` ≥ 1 is its place in the registry's own book; it has no term yet. */
export interface Waiting { status: 'waiting'; rank: number; at: string; ahead?: string; mortgaged?: boolean; number?: string }
/** `waiting`: it had not been in effect and only its place was given up. `promoted`: whose seal takes effect now. */
export interface Unsealed { status: 'unsealed'; at: string; waiting: boolean; promoted?: string; number?: string }
export interface Transferred { status: 'transferred'; at: string; certificate?: string; number?: string }
/** Taken in and not entered: `missing` says what has to come first. */
export interface Incomplete { status: 'incomplete'; missing: string }

export type SealAnswer = Sealed | Waiting | Refused;
export type UnsealAnswer = Unsealed | Refused;
export type TransferAnswer = Transferred | Incomplete | Refused;

/** Kind of operation → its answer. WARNING: kinds are on the interface of the registration system. */
export interface OperationAnswers { seal: SealAnswer; renew: SealAnswer; unseal: UnsealAnswer; transfer: TransferAnswer }
export type OperationKind = keyof OperationAnswers;
/** What it recorded under a reference. */
export type Operation = OperationOf<OperationAnswers>;

/**
 * What the registration system tells by itself. `reference`: of the seal.
 * `promoted`: a waiting seal is in effect now (轮候生效), from `from` to `until`; `moved_up`: one waits still, at that rank ≥ 1; `lapsed`: one has ended by time or with a transfer.
 */
export type RegistryEvent =
  | { kind: 'promoted'; registry: string; reference: string; at: string; from: string; until: string }
  | { kind: 'moved_up'; registry: string; reference: string; at: string; rank: number }
  | { kind: 'lapsed'; registry: string; reference: string; at: string; reason?: 'time' | 'transferred' };

/**
 * The registration system (不动产登记系统) behind the desk, whose register alone makes ranks. It must be idempotent by reference. Every method
 * either gives its own answer or throws a `BackEndError`; no method turns an error into an empty answer.
 */
export interface Registry {
  queryProperties(query: UnitsQuery): Promise<PropertiesAnswer>;
  seal(order: SealOrder): Promise<SealAnswer>;
  renew(order: RenewalOrder): Promise<SealAnswer>;
  unseal(order: UnsealOrder): Promise<UnsealAnswer>;
  transfer(order: TransferOrder): Promise<TransferAnswer>;
  /** What was done under this reference, or undefined when the system says that it does not know it. */
  findByReference(registry: string, reference: string): Promise<Operation | undefined>;
}
