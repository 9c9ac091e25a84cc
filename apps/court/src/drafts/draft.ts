import type { Bilingual, Details, Officer, Subject, Urgency } from '@lianzhi/contracts';
import type { AlertLevel } from '@lianzhi/desk';

/** In the API and stored: do not rename. */
export const draftStates = ['open', 'sent', 'discarded'] as const;
export type DraftState = (typeof draftStates)[number];

/** What is known of the request already: the body of `POST /v1/requests` without `type` and `to`. WARNING: stored (encrypted) under these names. */
export interface DraftBody {
  caseNumber: string;
  urgency?: Urgency;
  subject: Subject;
  details: Details;
  officers?: Officer[];
  /** Ids of documents of the court. */
  documents?: string[];
  /** Id of the earlier request of the court. */
  follows?: string;
}

/** A request that the machine thinks due, for an officer to complete and send. */
export interface DraftToWrite {
  /** The court that would send it. */
  organisation: string;
  /** Equal keys of a court make one draft, until the machine itself takes it back. Example: `renewal/<measure>/<until>`. */
  key: string;
  type: string;
  /** Null: whoever sends it has to name the recipient. */
  to: string | null;
  body: DraftBody;
  /** Why it was drafted, for an officer. No personal data: it is shown in lists and alerts. */
  reason: Bilingual;
  /** The request that gave rise to it; the alert names it too. */
  about?: string;
  /** Of the alert; default `warning`. */
  level?: AlertLevel;
  /** Business time, ms. */
  createdAt: number;
}

export interface Draft extends Omit<DraftToWrite, 'level' | 'about'> {
  id: string;
  about: string | null;
  state: DraftState;
  /** The request that it became. */
  request: string | null;
  discardedBecause: string | null;
  /** User or client that sent or discarded it, and when (business time, ms). */
  settledBy: string | null;
  settledAt: number | null;
}
