import type { Details } from '../request-contract';
import type { MeasureKind } from './measure-kinds';

/** What a request of this type wants of a measure: make it, prolong it, end it (or part of it), or take what it holds. */
export type MeasureAct = 'create' | 'renew' | 'lift' | 'take';
export const measureActs: readonly MeasureAct[] = ['create', 'renew', 'lift', 'take'];

/** Names of detail fields; any that a type does not have are left out. */
export interface MeasureAmounts {
  /** Of the request: how much at most. */
  readonly asked?: string;
  /** Of the reply: how much it holds. */
  readonly held?: string;
  /** Of the reply: up to how much it may hold. */
  readonly limit?: string;
  /** Of the reply: how much is still held after a release or transfer. */
  readonly left?: string;
  /** Of the reply: how much was released or transferred. */
  readonly moved?: string;
  /** Counts towards what the case still owes: the court's amount guard looks at it. */
  readonly capped?: true;
}

/** A field of the request, of the reply, or of both (then the reply's counts). */
export interface MeasureField { readonly request?: string; readonly reply?: string }

/** What is to be written into the details of a later request about a measure. */
export interface MeasureAtHand {
  /** Details of the request that made it. */
  readonly asked: Details;
  /** What it is on, as request and reply say. */
  readonly object: Details;
  /** Last day, YYYY-MM-DD. */
  readonly until: string;
}

/** The later request that prolongs a measure, drafted before its end. */
export interface RenewalDraft {
  readonly type: string;
  /** The longest that a renewal may last; without it as long as before. */
  readonly months?: number;
  /** Days as YYYY-MM-DD. */
  details(measure: MeasureAtHand, next: { from: string; until: string }): Details;
}

/** The later request that ends a measure, or part of it. */
export interface ReleaseDraft {
  readonly type: string;
  /** @param amount yuan, when only part is to be released */
  details(measure: Omit<MeasureAtHand, 'until'>, reason: string, amount?: string): Details;
}

/**
 * What replies to requests of this type do to the ledger of measures 查控措施台账 of whoever asked. Declared by the contract, so that no service
 * knows a request type by name; `measureChange` reads it.
 */
export interface MeasureRule {
  readonly kind: MeasureKind;
  /** Always the same, or what the value of that field of the request says. */
  readonly does: MeasureAct | { readonly field: string; readonly acts: Readonly<Record<string, MeasureAct>> };
  /** Fields of request and reply that say what it is on. */
  readonly object?: readonly string[];
  readonly amount?: MeasureAmounts;
  readonly from?: MeasureField;
  readonly until?: MeasureField;
  /** Field of the request: how many days it lasts when the reply names no end. */
  readonly days?: string;
  /** Milestones of the recipient after which it is over. */
  readonly endedBy?: readonly string[];
  /** `take`: a field of the request that ends what is left of the measure. */
  readonly endsRest?: string;
  readonly renewal?: RenewalDraft;
  readonly release?: ReleaseDraft;
}

/** A list in the request whose items name measures of the ledger that go to another court with the case. */
export interface HandedOverRule {
  readonly list: string;
  /** Field of an item with the id of the measure. */
  readonly id: string;
  /** They may be another court's (the superior court names those of the court that hands over): what the ledger here does not hold is not judged. */
  readonly others?: true;
  /** Months that must be left of each. */
  readonly months: number;
}
