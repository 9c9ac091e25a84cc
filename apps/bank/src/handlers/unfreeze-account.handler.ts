import { unfreezeAccount } from '@lianzhi/contracts';
import { controlOrder, recordedAnswer, type AutomatedRequest, type HandlerResult, type RequestHandler } from '@lianzhi/desk';
import { coreBankingName, type CoreBanking, type ReleaseAnswer, type ReleaseOrder } from '../core-banking/core-banking';
import { holderOf } from './holder-of';

type UnfreezeDetails = NonNullable<typeof unfreezeAccount.request.valueType>;

/** 解除冻结: lifts the freeze that the request `follows`, whose id is core banking's reference. */
export class UnfreezeAccountHandler implements RequestHandler {
  readonly type = unfreezeAccount.type;

  constructor(private readonly core: CoreBanking, private readonly now: () => number = Date.now) {}

  async handle(request: AutomatedRequest): Promise<HandlerResult> {
    const { follows } = request;
    if (follows === null) return { kind: 'worklist', reason: '未指明原冻结事项，须人工按原文书文号查找 / the original freeze is named by its order number only' };
    const order = releaseOrder(request, follows);
    return controlOrder(coreBankingName, request, this.now(), {
      find: () => this.core.findByReference(request.to, request.id),
      place: () => this.core.release(order),
      recorded: (known) => recordedAnswer(known, 'release'),
      reply: releaseReply,
    });
  }
}

function releaseOrder({ id, to, subject, details }: AutomatedRequest, freeze: string): ReleaseOrder {
  const { account, amount } = details as UnfreezeDetails;
  return { reference: id, bank: to, holder: holderOf(subject), freeze, ...account === undefined ? {} : { account }, ...amount === undefined ? {} : { amount } };
}

export function releaseReply(answer: ReleaseAnswer): HandlerResult {
  if (answer.status === 'refused') return { kind: 'reply', final: true, outcome: 'refused', details: { reason: answer.reason } };
  const { released, remaining, at, waiting, account, number } = answer;
  const details = {
    released, remaining, rank: 0, releasedAt: at,
    ...account === undefined ? {} : { account }, ...number === undefined ? {} : { reference: number }, ...waiting ? { note: '原冻结为轮候冻结，已撤销轮候登记' } : {},
  };
  return { kind: 'reply', final: true, outcome: 'done', details };
}
