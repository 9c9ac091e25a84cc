import type { Details, MoveName, Officer, Subject, Urgency } from '@lianzhi/contracts';

/** A new request as the HTTP resource has checked its shape; the desk checks the rest and sends it. */
export interface SubmitCommand {
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
  traceparent?: string;
}
