import type { AutomatedRequest, HandlerResult } from '@lianzhi/desk';
import { CoreBankingError, CoreBankingRejection, FateUnknown } from '../core-banking/core-banking-errors';
import { nextAttempt, type Patience } from './patience';

/** A court that is told soon that nothing was searched can ask again or elsewhere; silence would cost it the 24 h of the contract. */
export const queryPatience: Patience = { pausesMs: [1000, 3000, 6000], longestMs: 15_000 };

/** Answers a query from core banking; what could not be searched is said to be so, never "none". */
export async function answerQuery({ attempt, startedAt }: AutomatedRequest, now: number, search: () => Promise<HandlerResult>, patience = queryPatience): Promise<HandlerResult> {
  try {
    return await search();
  } catch (error) {
    if (!(error instanceof CoreBankingError)) throw error;
    if (error instanceof CoreBankingRejection) return { kind: 'worklist', reason: `核心业务系统不受理该查询，须人工查询 / core banking does not take the query: ${error.message}` };
    return nextAttempt(patience, attempt, now - startedAt, error.message) ?? unsuccessful(error);
  }
}

/** `failed`: core banking tried and reported an error; `not_searched`: nobody knows that it searched at all. */
function unsuccessful(error: CoreBankingError): HandlerResult {
  const [outcome, reason] = error instanceof FateUnknown && error.answered
    ? ['failed', '核心业务系统返回错误，查询失败，请稍后重新提出查询']
    : ['not_searched', '核心业务系统暂不可用或未按时应答，未能查询，请稍后重新提出查询'];
  return { kind: 'reply', final: true, outcome, details: { reason } };
}
