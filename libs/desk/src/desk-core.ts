import type { ToldNotice } from './notices/told-notice';
import type { DeskRequest, MoveData, SubmittedData } from './requests/desk-request';
import type { MoveCommand, SubmitCommand } from './moves/move-command';

/** One message of a request as its two organisations may read it. */
export interface OpenedMessage {
  id: string;
  move: string;
  side: 'requester' | 'recipient';
  /** Organisation code of the sender. */
  by: string;
  sequence: number | null;
  /** ms, as it counts. */
  at: number;
  late: boolean;
  outcome?: string;
  milestone?: string;
  until?: string;
  traceparent?: string;
  data: (MoveData & Partial<SubmittedData>) | null;
  /** `confirmed` has its place in the recipient's order; `pending` not yet published or confirmed; `rejected`; `dead`: could not be taken. */
  standing: 'confirmed' | 'pending' | 'rejected' | 'dead';
}

/**
 * What a desk can do, independent of HTTP. Every method resolves after commit; refusals are `Problem`s of
 * `@lianzhi/platform` (`unknown-request` 404, `not-allowed-in-state` 409 with `allowed`, `invalid` 422, …).
 */
export interface DeskCore {
  submit(command: SubmitCommand): Promise<DeskRequest>;
  move(command: MoveCommand): Promise<DeskRequest>;
  /** The request as that organisation knows it (as sender or receiver), or undefined. */
  find(requestId: string, organisation: string): Promise<DeskRequest | undefined>;
  /** All messages of the request in order of time, opened. */
  messages(request: DeskRequest): Promise<OpenedMessage[]>;
  /** What the coordinator told one of these organisations about the request, opened, the oldest first. */
  notices(requestId: string, organisations: readonly string[]): Promise<ToldNotice[]>;
}
