import type { Details, Officer, Subject, Urgency } from '@lianzhi/contracts';
import type { DocumentReference } from '@lianzhi/exchange';

/** A delivered request as the desk hands it to the automation of its agency. */
export interface AutomatedRequest {
  /** Request id (UUIDv7): the reference towards the system behind the desk, so that asking twice does a thing once. */
  id: string;
  type: string;
  urgency: Urgency;
  /** Organisation codes of requester and recipient. */
  from: string;
  to: string;
  caseNumber: string;
  /** Id of the earlier request that this one follows. */
  follows: string | null;
  subject: Subject;
  details: Details;
  officers: Officer[];
  documents: DocumentReference[];
  /** From 1; counted before the handler is called, so that a crash is an attempt too. */
  attempt: number;
  /** System time of the first attempt, ms. Never business time, which may stand still. */
  startedAt: number;
}

/** What a handler made of a request. The desk checks a reply against the contract before it is sent. */
export type HandlerResult =
  | { kind: 'reply'; final: boolean; outcome: string; milestone?: string; details: Details; until?: string }
  /** A person has to answer (人工处理). `reason` is shown in the worklist: no personal data in it. */
  | { kind: 'worklist'; reason: string }
  /** Not known yet: call again no earlier than `afterMs` milliseconds from now. `reason` goes to the log: no personal data in it. */
  | { kind: 'retry'; afterMs: number; reason: string };

/**
 * Automation of one request type at one agency. Called from the journal, outside any transaction, possibly more than once and by any
 * replica; what it does outside must be idempotent by `request.id`. A handler that throws is retried as after `retry`.
 */
export interface RequestHandler {
  readonly type: string;
  /**
   * Requests of such types to one organisation are handled one after the other, in the order in which their delivery was complete: it decides
   * their rank 轮候顺位. One that is retried holds up those behind it. `true`: those about one person or company; else those with one value
   * of that detail (what a seal is on, whoever of its owners is the debtor).
   */
  readonly inOrder?: true | { detail: string };
  handle(request: AutomatedRequest): Promise<HandlerResult>;
}
