import { queryDeposits } from '@lianzhi/contracts';
import { answerQuery, type AutomatedRequest, type HandlerResult, type RequestHandler } from '@lianzhi/desk';
import { coreBankingName, type AccountsQuery, type CoreBanking } from '../core-banking/core-banking';
import { accountsReply } from './accounts-reply';
import { holderOf } from './holder-of';

type QueryDetails = NonNullable<typeof queryDeposits.request.valueType>;

/** 查询存款: all accounts of the debtor. */
export class QueryDepositsHandler implements RequestHandler {
  readonly type = queryDeposits.type;

  constructor(private readonly core: CoreBanking, private readonly now: () => number = Date.now) {}

  handle(request: AutomatedRequest): Promise<HandlerResult> {
    return answerQuery(coreBankingName, request, this.now(), async () => accountsReply(await this.core.queryAccounts(accountsQuery(request))));
  }
}

function accountsQuery({ to, subject, details }: AutomatedRequest): AccountsQuery {
  const { accountKinds, scope = 'bank' } = details as QueryDetails;
  return { bank: to, holder: holderOf(subject), scope, ...accountKinds === undefined || accountKinds.length === 0 ? {} : { kinds: accountKinds } };
}
