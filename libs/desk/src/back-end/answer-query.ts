import type { Bilingual } from '@lianzhi/contracts';
import type { AutomatedRequest, HandlerResult } from '../automation/request-handler';
import { BackEndError, BackEndRejection, FateUnknown } from './back-end-errors';
import { nextAttempt, type Patience } from './patience';

/** A requester that is told soon that nothing was searched can ask again or elsewhere; silence would cost it the whole limit. */
export const queryPatience: Patience = { pausesMs: [1000, 3000, 6000], longestMs: 15_000 };

/**
 * Answers a query from the system behind the desk; what could not be searched is said to be so, never "none".
 * @param system what its people call it
 */
export async function answerQuery(system: Bilingual, { attempt, startedAt }: AutomatedRequest, now: number, search: () => Promise<HandlerResult>, patience = queryPatience): Promise<HandlerResult> {
  try {
    return await search();
  } catch (error) {
    if (!(error instanceof BackEndError)) throw error;
    if (error instanceof BackEndRejection) return { kind: 'worklist', reason: `${system.zh}不受理该查询，须人工查询 / ${system.en} does not take the query: ${error.message}` };
    return nextAttempt(patience, attempt, now - startedAt, error.message) ?? unsuccessful(system, error);
  }
}

/** `failed`: the system tried and reported an error; `not_searched`: nobody knows that it searched at all. */
function unsuccessful(system: Bilingual, error: BackEndError): HandlerResult {
  const [outcome, reason] = error instanceof FateUnknown && error.answered
    ? ['failed', `${system.zh}返回错误，查询失败，请稍后重新提出查询`]
    : ['not_searched', `${system.zh}暂不可用或未按时应答，未能查询，请稍后重新提出查询`];
  return { kind: 'reply', final: true, outcome, details: { reason } };
}
