import { fenOf, freezeAccount } from '@lianzhi/contracts';
import { controlOrder, recordedAnswer, type AutomatedRequest, type HandlerResult, type RequestHandler } from '@lianzhi/desk';
import { coreBankingName, type CoreBanking, type FreezeAnswer, type FreezeOrder } from '../core-banking/core-banking';
import { holderOf } from './holder-of';

type FreezeDetails = NonNullable<typeof freezeAccount.request.valueType>;

/** 冻结存款: in full, in part (less is available), or waiting behind earlier freezes (轮候). */
export class FreezeAccountHandler implements RequestHandler {
  readonly type = freezeAccount.type;
  readonly inOrder = true;

  constructor(private readonly core: CoreBanking, private readonly now: () => number = Date.now) {}

  handle(request: AutomatedRequest): Promise<HandlerResult> {
    const order = freezeOrder(request);
    return controlOrder(coreBankingName, request, this.now(), {
      find: () => this.core.findByReference(request.to, request.id),
      place: () => this.core.freeze(order),
      recorded: (known) => recordedAnswer(known, 'freeze'),
      reply: (answer) => freezeReply(answer, order.amount),
    });
  }
}

function freezeOrder({ id, to, from: authority, caseNumber, subject, details }: AutomatedRequest): FreezeOrder {
  const { account, amount, from, until } = details as FreezeDetails;
  return { reference: id, bank: to, holder: holderOf(subject), ...account === undefined ? {} : { account }, amount, from, until, authority, caseNumber };
}

/** @param amount at most this much was to be frozen, decimal yuan */
export function freezeReply(answer: FreezeAnswer, amount: string): HandlerResult {
  if (answer.status === 'refused') return { kind: 'reply', final: true, outcome: 'refused', details: { reason: answer.reason } };
  // More than the court may take is no success: somebody has to correct it at once.
  if (fenOf(answer.frozen) > fenOf(amount)) return { kind: 'worklist', reason: '核心业务系统冻结的金额超过裁定限额，须人工纠正 / core banking froze more than the limit' };
  const { status, frozen, rank, from, until, account, available, number } = answer;
  const details = {
    frozen, limit: amount, rank,
    ...account === undefined ? {} : { account }, ...available === undefined ? {} : { available }, ...number === undefined ? {} : { reference: number },
  };
  // A waiting freeze has no term of its own; it starts when it is promoted.
  if (status === 'waiting') return { kind: 'reply', final: true, outcome: 'waiting', details };
  return { kind: 'reply', final: true, outcome: fenOf(frozen) === fenOf(amount) ? 'done' : 'partial', details: { ...details, from, until }, until };
}
