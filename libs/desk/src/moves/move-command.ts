import type { Details, MoveName, Officer, Subject, Urgency } from '@lianzhi/contracts';
import type { DocumentReference } from '@lianzhi/exchange';
import type { PoolClient } from 'pg';
import type { DeskRequest } from '../requests/desk-request';

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
  /** Uploaded by the requester. */
  documents: readonly DocumentReference[];
  /** The requester's earlier request, to whose thread this one belongs. */
  follows?: { id: string; thread: string };
  traceparent?: string;
  /**
   * What commits together with the request, or refuses it at the last moment: called in the transaction, with a function that sends. Must throw a
   * Problem before it calls `send`, or not at all. Not called when the `id` has made a request already.
   */
  around?: (client: PoolClient, send: () => DeskRequest) => Promise<DeskRequest>;
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
  /** Uploaded by the organisation. */
  documents?: readonly DocumentReference[];
  reason?: string;
  missing?: string[];
  question?: string;
  note?: string;
  traceparent?: string;
  /** As with {@link SubmitCommand}: commits together with the move, or refuses it at the last moment. */
  around?: (client: PoolClient, send: () => DeskRequest) => Promise<DeskRequest>;
  /** The automation's answer: takes along its task as this attempt holds it, or is not made (`TaskTaken`). */
  endsTask?: number;
}
