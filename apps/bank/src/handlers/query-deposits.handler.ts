import { queryDeposits } from '@lianzhi/contracts';
import type { AutomatedRequest, HandlerResult, RequestHandler } from '@lianzhi/desk';
import type { AccountsQuery, CoreBanking } from '../core-banking/core-banking';
import { CoreBankingError, CoreBankingRejection, FateUnknown } from '../core-banking/core-banking-errors';
import { accountsReply } from './accounts-reply';
import { holderOf } from './holder-of';
import { nextAttempt, type Patience } from './patience';

type QueryDetails = NonNullable<typeof queryDeposits.request.valueType>;

/** A court that is told soon that nothing was searched can ask again or elsewhere; silence would cost it the 24 h of the contract. */
export const queryPatience: Patience = { pausesMs: [1000, 3000, 6000], longestMs: 15_000 };

/** 查询存款: answered from core banking; what could not be searched is said to be so, never "none". */
export class QueryDepositsHandler implements RequestHandler {
  readonly type = queryDeposits.type;

  constructor(private readonly core: CoreBanking, private readonly now: () => number = Date.now, private readonly patience = queryPatience) {}

  async handle(request: AutomatedRequest): Promise<HandlerResult> {
    try {
      return accountsReply(await this.core.queryAccounts(accountsQuery(request)));
    } catch (error) {
      if (!(error instanceof CoreBankingError)) throw error;
      if (error instanceof CoreBankingRejection) return { kind: 'worklist', reason: `核心业务系统不受理该查询，须人工查询 / core banking does not take the query: ${error.message}` };
      return nextAttempt(this.patience, request.attempt, this.now() - request.startedAt, error.message) ?? unsuccessful(error);
    }
  }
}

function accountsQuery({ to, subject, details }: AutomatedRequest): AccountsQuery {
  const { accountKinds, scope = 'bank' } = details as QueryDetails;
  return { bank: to, holder: holderOf(subject), scope, ...accountKinds === undefined || accountKinds.length === 0 ? {} : { kinds: accountKinds } };
}

/** `failed`: core banking tried and reported an error; `not_searched`: nobody knows that it searched at all. */
function unsuccessful(error: CoreBankingError): HandlerResult {
  const [outcome, reason] = error instanceof FateUnknown && error.answered
    ? ['failed', '核心业务系统返回错误，查询失败，请稍后重新提出查询']
    : ['not_searched', '核心业务系统暂不可用或未按时应答，未能查询，请稍后重新提出查询'];
  return { kind: 'reply', final: true, outcome, details: { reason } };
}
