import type { LaneMessage, RequestContract } from '@lianzhi/contracts';
import type { Problem } from '@lianzhi/platform';
import type { PoolClient } from 'pg';
import type { AlertToRaise } from '../alerts/alert';
import type { SubmitCommand } from '../moves/move-command';
import type { DeskRequest, MoveData, SubmittedData } from '../requests/desk-request';

/** A message that counts, of a request that this desk has sent: its own first one, or the recipient's. */
export interface TakenMessage {
  /** The request as the message left it. */
  request: DeskRequest;
  message: Pick<LaneMessage, 'side' | 'move' | 'id' | 'sequence' | 'at' | 'outcome' | 'milestone' | 'until'>;
  /** Null when it could not be read. */
  data: MoveData | SubmittedData | null;
}

/** A request that is about to be sent. */
export type RequestToSend = SubmitCommand & { id: string };

/**
 * What an agency makes of its own requests beside the desk's record of them, in the very transactions of the desk (a court: its ledger of measures).
 * Provided by the agency's application. Both methods work on batches, hold their locks until the transaction ends and take them in one sorted
 * statement per call, after the desk's own; neither may fail for one request's sake.
 */
export interface RequestEffects {
  /** Whether requests of this type are of any interest; all others cost nothing. */
  concerns(contract: RequestContract): boolean;
  /**
   * Judges requests before they are sent, each seeing those before it as sent.
   * @param now business time, ms
   * @returns for each the refusal, or undefined
   */
  beforeSending(client: PoolClient, requests: readonly RequestToSend[], now: number): Promise<(Problem | undefined)[]>;
  /**
   * Takes in messages in the order in which they count. Called again with the same ones when a request is folded anew, so everything is idempotent
   * by message id. @returns alerts that commit with them
   */
  take(client: PoolClient, taken: readonly TakenMessage[], now: number): Promise<AlertToRaise[]>;
}
