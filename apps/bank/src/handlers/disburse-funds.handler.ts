import { disburseFunds, fenOf } from '@lianzhi/contracts';
import { controlOrder, recordedAnswer, type AutomatedRequest, type HandlerResult, type RequestHandler } from '@lianzhi/desk';
import { coreBankingName, type CoreBanking, type PaymentAnswer, type PaymentOrder } from '../core-banking/core-banking';
import { holderOf } from './holder-of';
import { payeeOf } from './payee-of';

type DisburseDetails = NonNullable<typeof disburseFunds.request.valueType>;

/** 发放案款: paid once, however often it is asked. */
export class DisburseFundsHandler implements RequestHandler {
  readonly type = disburseFunds.type;

  constructor(private readonly core: CoreBanking, private readonly now: () => number = Date.now) {}

  handle(request: AutomatedRequest): Promise<HandlerResult> {
    const order = paymentOrder(request);
    return controlOrder(coreBankingName, request, this.now(), {
      find: () => this.core.findByReference(request.to, request.id),
      place: () => this.core.pay(order),
      recorded: (known) => recordedAnswer(known, 'pay'),
      reply: (answer) => paymentReply(answer, order.amount),
    });
  }
}

function paymentOrder({ id, to, subject, details }: AutomatedRequest): PaymentOrder {
  const { caseAccount: account, amount, payee } = details as DisburseDetails;
  return { reference: id, bank: to, holder: holderOf(subject), account, amount, payee: payeeOf(payee) };
}

/** @param amount exactly this much was to be paid, decimal yuan */
export function paymentReply(answer: PaymentAnswer, amount: string): HandlerResult {
  if (answer.status === 'refused') return { kind: 'reply', final: true, outcome: 'not_done', details: { reason: answer.reason } };
  const { paid, at: paidAt, balance, number: serial } = answer;
  if (fenOf(paid) !== fenOf(amount)) return { kind: 'worklist', reason: '核心业务系统支付的金额与指令不符，须人工纠正 / core banking paid another amount' };
  return { kind: 'reply', final: true, outcome: 'done', details: { paid, paidAt, balance, ...serial === undefined ? {} : { serial } } };
}
