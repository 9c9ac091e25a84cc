import type { Details, Measure, MeasureChange, Subject } from '@lianzhi/contracts';

/** A measure of the ledger with the request that made it. */
export interface MeasureRecord {
  /** Id of the request that made it. */
  id: string;
  /** The court. */
  organisation: string;
  caseNumber: string;
  /** Request type that made it. */
  type: string;
  /** Who carries it out. */
  recipient: string;
  subject: Subject;
  /** Details of that request. */
  asked: Details;
  measure: Measure;
}

/** What is known of a request besides its messages; kept with its first one. WARNING: stored (encrypted) under these names. */
export interface AskedOf {
  organisation: string;
  caseNumber: string;
  type: string;
  recipient: string;
  subject: Subject;
  details: Details;
}

/** A change with the measure that it is about. */
export interface KnownChange {
  measureId: string;
  requestId: string;
  change: MeasureChange;
  asked?: AskedOf;
}
