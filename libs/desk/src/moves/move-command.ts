import type { Details, MoveName, Officer, Subject, Urgency } from '@lianzhi/contracts';

/** A new request as the HTTP resource has checked its shape; the desk checks the rest and sends it. */
export interface SubmitCommand {
  /** Id of the request to create (UUIDv7), drawn before, so that a retry after a crash cannot create a second one. */
  id?: string;
  type: string;
  /** The requester: the caller's organisation. */
  from: string;
  to: string;
  caseNumber: string;
  urgency: Urgency;
  subject: Subject;
  details: Details;
  officers: Officer[];
  /** Ids of uploaded documents. */
  documents: string[];
  follows?: string;
  traceparent?: string;
}

/** A move on an existing request by one of its two organisations. */
export interface MoveCommand {
  /** Message id to use (UUIDv7), drawn before, so that a retry after a crash can tell whether the move was made. */
  id?: string;
  requestId: string;
  /** Who moves: the caller's organisation. */
  organisation: string;
  move: Exclude<MoveName, 'submitted' | 'taken' | 'rejected' | 'undeliverable'>;
  outcome?: string;
  milestone?: string;
  /** extension: LegalDate or instant. */
  until?: string;
  details?: Details;
  documents?: string[];
  reason?: string;
  missing?: string[];
  question?: string;
  note?: string;
  traceparent?: string;
}
