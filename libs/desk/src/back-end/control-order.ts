import type { Bilingual, Urgency } from '@lianzhi/contracts';
import type { AutomatedRequest, HandlerResult } from '../automation/request-handler';
import { BackEndError, BackEndRejection } from './back-end-errors';
import { nextAttempt, type Patience } from './patience';

const minute = 60_000;
const pausesMs = [1000, 3000, 10_000, 30_000, minute];

/** Leaves a person part of the day that the contracts give, the more the more urgent. Policy. */
export const controlPatience: Readonly<Record<Urgency, Patience>> = {
  critical: { pausesMs, longestMs: 10 * minute },
  urgent: { pausesMs, longestMs: 30 * minute },
  ordinary: { pausesMs, longestMs: 60 * minute },
};

/** `O`: what the system records under a reference; `A`: its answer to orders of this kind. */
export interface ControlOrder<O, A> {
  /** What was done under the request's id, or undefined when the system says that it does not know it. */
  find(): Promise<O | undefined>;
  place(): Promise<A>;
  /** The answer that was recorded, if the operation is of this kind. */
  recorded(known: O): A | undefined;
  reply(answer: A): HandlerResult;
}

/**
 * Places an order so that it is carried out once. From the second attempt on the system is asked by reference first. While nobody
 * knows whether it was done, nothing is answered: a wrong "done" or "refused" would be believed by the requester.
 * @param system what its people call it
 */
export async function controlOrder<O, A>(system: Bilingual, request: AutomatedRequest, now: number, order: ControlOrder<O, A>): Promise<HandlerResult> {
  try {
    const known = request.attempt > 1 ? await order.find() : undefined;
    if (known === undefined) return order.reply(await order.place());
    const recorded = order.recorded(known);
    return recorded !== undefined ? order.reply(recorded) : { kind: 'worklist', reason: `${system.zh}以同一编号登记了其他业务，须人工核对 / ${system.en} has another operation under this reference` };
  } catch (error) {
    if (!(error instanceof BackEndError)) throw error;
    if (error instanceof BackEndRejection) return { kind: 'worklist', reason: `${system.zh}不受理，须人工办理 / ${system.en} does not take the order: ${error.message}` };
    return nextAttempt(controlPatience[request.urgency], request.attempt, now - request.startedAt, error.message)
      ?? { kind: 'worklist', reason: `${system.zh}长时间无法确认是否已办理，须人工以事项编号核对后答复 / nobody knows yet whether it was done: ${error.message}` };
  }
}
