import type { Details, Officer, RequestFlag, RequestRecord, RequestState, Subject, Urgency } from '@lianzhi/contracts';
import type { DocumentReference } from '@lianzhi/exchange';

/** The two ends of a request at a desk. A court may write to a court, so one database can hold both. WARNING: stored. */
export type Box = 'sent' | 'received';

/** The colleague who has a request in hand. In the API. */
export interface Handler {
  /** User name, as the identity provider has it. */
  user: string;
  name: string;
  /** Business time, RFC 3339 in +08:00. */
  since: string;
}

/** One request as this desk keeps it. What was asked and answered stays in the journal, encrypted; see `openRequest`. */
export interface DeskRequest {
  id: string;
  box: Box;
  type: string;
  /** Organisation codes of requester and recipient. */
  from: string;
  to: string;
  thread: string;
  follows: string | null;
  /** Empty when the data could not be read. */
  caseNumber: string;
  urgency: Urgency;
  /** As shown: the provisional state at the requester. */
  state: RequestState;
  flags: RequestFlag[];
  record: RequestRecord;
  /** For lists: name and masked number. */
  subject: { kind: string; name: string; number: string } | null;
  /** Keyed hash of the exact ID number or credit code, for search. */
  subjectHash: Buffer | null;
  /** The running obligation that is due first. ms. */
  dueAt: number | null;
  dueObligation: string | null;
  dueOwedBy: 'requester' | 'recipient' | null;
  /** From when on what is due first is at risk 临期, ms. */
  atRiskAt?: number | null;
  /** Whose turn it is; null once ended. */
  turn?: 'requester' | 'recipient' | null;
  /** Nothing runs, for a limit is paused until the requester has supplemented. */
  paused?: boolean;
  /** Who has it in hand 经办. Written by people, apart from all messages. */
  handler?: Handler | null;
  /** When an answered request closes by itself, ms (policy: 5 working days). */
  closesAt: number | null;
  /** Business time, ms. */
  submittedAt: number;
  updatedAt: number;
}

/** What `submitted` carries, encrypted. WARNING: on the wire. */
export interface SubmittedData {
  caseNumber: string;
  subject: Subject;
  details: Details;
  officers: Officer[];
  documents: DocumentReference[];
}

/** What the other moves carry, each only what it has. WARNING: on the wire. */
export interface MoveData {
  details?: Details;
  documents?: DocumentReference[];
  /** return, extension, withdrawal, objection, rejected, undeliverable: why. */
  reason?: string;
  /** return: what is missing. */
  missing?: string[];
  /** information-requested. */
  question?: string;
  /** withdrawal, urge, closure: what else is to be said. */
  note?: string;
  /** rejected, undeliverable: stable slug. */
  code?: string;
}
