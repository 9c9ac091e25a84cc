import type { RequestContract } from '@lianzhi/contracts';
import type { SubmitCommand } from './move-command';

/**
 * What an agency asks of its own requests besides the contract, from data that only it has (a court: the case is known,
 * the subject is a debtor of it). Provided by the agency's application; a desk without one checks the contract only.
 */
export interface SubmissionCheck {
  /** @throws Problem that names what is wrong; nothing has been written yet */
  check(command: SubmitCommand, contract: RequestContract): Promise<void>;
}
