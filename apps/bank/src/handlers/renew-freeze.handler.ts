import { fenOf, renewFreeze } from '@lianzhi/contracts';
import { controlOrder, recordedAnswer, type AutomatedRequest, type HandlerResult, type RequestHandler } from '@lianzhi/desk';
import { coreBankingName, type CoreBanking, type FreezeAnswer, type RenewalOrder } from '../core-banking/core-banking';
import { holderOf } from './holder-of';

type RenewDetails = NonNullable<typeof renewFreeze.request.valueType>;

/** 续行冻结: moves the end of the freeze that the request `follows`; its place in the queue stays. */
export class RenewFreezeHandler implements RequestHandler {
  readonly type = renewFreeze.type;

  constructor(private readonly core: CoreBanking, private readonly now: () => number = Date.now) {}

  async handle(request: AutomatedRequest): Promise<HandlerResult> {
    const { follows } = request;
    if (follows === null) return { kind: 'worklist', reason: '未指明原冻结事项，须人工按原文书文号查找 / the original freeze is named by its order number only' };
    const order = renewalOrder(request, follows);
    return controlOrder(coreBankingName, request, this.now(), {
      find: () => this.core.findByReference(request.to, request.id),
      place: () => this.core.renew(order),
      recorded: (known) => recordedAnswer(known, 'renew'),
      reply: (answer) => renewalReply(answer, order.amount),
    });
  }
}

function renewalOrder({ id, to, subject, details }: AutomatedRequest, freeze: string): RenewalOrder {
  const { account, amount, from, until } = details as RenewDetails;
  return { reference: id, bank: to, holder: holderOf(subject), freeze, ...account === undefined ? {} : { account }, ...amount === undefined ? {} : { amount }, from, until };
}

/** @param amount at most this much may stay frozen, decimal yuan; left out: the limit of the original */
export function renewalReply(answer: FreezeAnswer, amount?: string): HandlerResult {
  if (answer.status === 'refused') return { kind: 'reply', final: true, outcome: 'refused', details: { reason: answer.reason } };
  const { status, frozen, limit, rank, from: renewedAt, until, account, number } = answer;
  if (amount !== undefined && fenOf(frozen) > fenOf(amount)) return { kind: 'worklist', reason: '核心业务系统续冻的金额超过裁定限额，须人工纠正 / core banking keeps more frozen than the limit' };
  const details = { frozen, limit, rank, renewedAt, ...account === undefined ? {} : { account }, ...number === undefined ? {} : { reference: number } };
  if (status === 'waiting') return { kind: 'reply', final: true, outcome: 'waiting', details: { ...details, note: '原冻结仍为轮候，顺位不变' } };
  return { kind: 'reply', final: true, outcome: fenOf(frozen) === fenOf(limit) ? 'done' : 'partial', details: { ...details, until }, until };
}
