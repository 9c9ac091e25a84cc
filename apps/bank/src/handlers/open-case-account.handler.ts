import { openCaseAccount } from '@lianzhi/contracts';
import { controlOrder, recordedAnswer, type AutomatedRequest, type HandlerResult, type RequestHandler } from '@lianzhi/desk';
import { coreBankingName, type CaseAccountAnswer, type CaseAccountOrder, type CoreBanking } from '../core-banking/core-banking';
import { holderOf } from './holder-of';

type OpenDetails = NonNullable<typeof openCaseAccount.request.valueType>;

/** 开立一案一账号: core banking gives the case its own number; asked again for the same case, the same one. */
export class OpenCaseAccountHandler implements RequestHandler {
  readonly type = openCaseAccount.type;

  constructor(private readonly core: CoreBanking, private readonly now: () => number = Date.now) {}

  handle(request: AutomatedRequest): Promise<HandlerResult> {
    return controlOrder(coreBankingName, request, this.now(), {
      find: () => this.core.findByReference(request.to, request.id),
      place: () => this.core.openCaseAccount(caseAccountOrder(request)),
      recorded: (known) => recordedAnswer(known, 'open'),
      reply: caseAccountReply,
    });
  }
}

function caseAccountOrder({ id, to, subject, caseNumber, details }: AutomatedRequest): CaseAccountOrder {
  const { mainAccount, accountName } = details as OpenDetails;
  return { reference: id, bank: to, holder: holderOf(subject), mainAccount, accountName, caseNumber };
}

export function caseAccountReply(answer: CaseAccountAnswer): HandlerResult {
  if (answer.status === 'refused') return { kind: 'reply', final: true, outcome: 'not_done', details: { reason: answer.reason } };
  const { account: caseAccount, name: accountName, at: openedAt } = answer;
  return { kind: 'reply', final: true, outcome: 'done', details: { caseAccount, ...accountName === undefined ? {} : { accountName }, openedAt } };
}
