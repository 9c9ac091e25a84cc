import { queryDeposits } from '@lianzhi/contracts';
import type { AutomatedRequest, HandlerResult, RequestHandler } from '@lianzhi/desk';
import type { AccountsQuery, CoreBanking } from '../core-banking/core-banking';
import { accountsReply } from './accounts-reply';
import { answerQuery } from './answer-query';
import { holderOf } from './holder-of';

type QueryDetails = NonNullable<typeof queryDeposits.request.valueType>;

/** 查询存款: all accounts of the debtor. */
export class QueryDepositsHandler implements RequestHandler {
  readonly type = queryDeposits.type;

  constructor(private readonly core: CoreBanking, private readonly now: () => number = Date.now) {}

  handle(request: AutomatedRequest): Promise<HandlerResult> {
    return answerQuery(request, this.now(), async () => accountsReply(await this.core.queryAccounts(accountsQuery(request))));
  }
}

function accountsQuery({ to, subject, details }: AutomatedRequest): AccountsQuery {
  const { accountKinds, scope = 'bank' } = details as QueryDetails;
  return { bank: to, holder: holderOf(subject), scope, ...accountKinds === undefined || accountKinds.length === 0 ? {} : { kinds: accountKinds } };
}
