import type { Urgency } from '@lianzhi/contracts';
import type { AutomatedRequest, HandlerResult } from '@lianzhi/desk';
import type { CoreBanking, Operation } from '../core-banking/core-banking';
import { CoreBankingError, CoreBankingRejection } from '../core-banking/core-banking-errors';
import { nextAttempt, type Patience } from './patience';

const minute = 60_000;
const pausesMs = [1000, 3000, 10_000, 30_000, minute];

/** Leaves a person part of the 24 h that the contracts give, the more the more urgent. Policy. */
export const controlPatience: Readonly<Record<Urgency, Patience>> = {
  critical: { pausesMs, longestMs: 10 * minute },
  urgent: { pausesMs, longestMs: 30 * minute },
  ordinary: { pausesMs, longestMs: 60 * minute },
};

export interface ControlOrder<A> {
  place(): Promise<A>;
  /** The answer that core banking recorded, if the operation is of this kind. */
  recorded(known: Operation): A | undefined;
  reply(answer: A): HandlerResult;
}

/**
 * Places an order so that it is carried out once. From the second attempt on core banking is asked by reference first. While nobody
 * knows whether it was done, nothing is answered: a wrong "done" or "refused" would be believed by the court.
 */
export async function controlOrder<A>(core: CoreBanking, request: AutomatedRequest, now: number, order: ControlOrder<A>): Promise<HandlerResult> {
  try {
    const known = request.attempt > 1 ? await core.findByReference(request.to, request.id) : undefined;
    if (known === undefined) return order.reply(await order.place());
    const recorded = order.recorded(known);
    return recorded !== undefined ? order.reply(recorded) : { kind: 'worklist', reason: '核心业务系统以同一编号登记了其他业务，须人工核对 / core banking has another operation under this reference' };
  } catch (error) {
    if (!(error instanceof CoreBankingError)) throw error;
    if (error instanceof CoreBankingRejection) return { kind: 'worklist', reason: `核心业务系统不受理，须人工办理 / core banking does not take the order: ${error.message}` };
    return nextAttempt(controlPatience[request.urgency], request.attempt, now - request.startedAt, error.message)
      ?? { kind: 'worklist', reason: `核心业务系统长时间无法确认是否已办理，须人工以事项编号核对后答复 / nobody knows yet whether it was done: ${error.message}` };
  }
}
