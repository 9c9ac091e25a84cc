import { fenOf, transferFunds } from '@lianzhi/contracts';
import { controlOrder, recordedAnswer, type AutomatedRequest, type HandlerResult, type RequestHandler } from '@lianzhi/desk';
import { coreBankingName, type CoreBanking, type TransferAnswer, type TransferOrder } from '../core-banking/core-banking';
import { holderOf } from './holder-of';
import { payeeOf } from './payee-of';

type TransferDetails = NonNullable<typeof transferFunds.request.valueType>;

/** Core banking's word for "the freeze stands, and there is nothing on the account". */
const noFunds = 'no-funds';

/** 划拨存款: from the freeze that the request `follows`; without one the ruling freezes as well (民诉法解释 art. 484). */
export class TransferFundsHandler implements RequestHandler {
  readonly type = transferFunds.type;
  readonly inOrder = true;

  constructor(private readonly core: CoreBanking, private readonly now: () => number = Date.now) {}

  handle(request: AutomatedRequest): Promise<HandlerResult> {
    const order = transferOrder(request);
    return controlOrder(coreBankingName, request, this.now(), {
      find: () => this.core.findByReference(request.to, request.id),
      place: () => this.core.transfer(order),
      recorded: (known) => recordedAnswer(known, 'transfer'),
      reply: (answer) => transferReply(answer, order.amount),
    });
  }
}

function transferOrder({ id, to, from: authority, caseNumber, follows, subject, details }: AutomatedRequest): TransferOrder {
  const { account, amount, payee, endFreeze } = details as TransferDetails;
  return {
    reference: id, bank: to, holder: holderOf(subject), ...follows === null ? {} : { freeze: follows }, ...account === undefined ? {} : { account },
    amount, payee: payeeOf(payee), ...endFreeze === undefined ? {} : { endFreeze }, authority, caseNumber,
  };
}

/** @param amount at most this much was to be taken, decimal yuan */
export function transferReply(answer: TransferAnswer, amount: string): HandlerResult {
  if (answer.status === 'refused') return reply(answer.code === noFunds ? 'accepted_not_done' : 'refused', { reason: answer.reason });
  const { transferred, remaining, rank, at: transferredAt, account, number: serial } = answer;
  if (fenOf(transferred) > fenOf(amount)) return { kind: 'worklist', reason: '核心业务系统划拨的金额超过裁定金额，须人工纠正 / core banking took more than the amount' };
  if (rank > 0) return reply('waiting', { rank, transferred, note: '账户有在先冻结，按轮候顺位等待' });
  if (fenOf(transferred) === 0n) return reply('accepted_not_done', { reason: '账户暂无可划拨余额，冻结继续有效' });
  const details = { transferred, transferredAt, remaining, rank, ...account === undefined ? {} : { account }, ...serial === undefined ? {} : { serial } };
  return reply(fenOf(transferred) === fenOf(amount) ? 'done' : 'partial', details);
}

const reply = (outcome: string, details: Record<string, unknown>): HandlerResult => ({ kind: 'reply', final: true, outcome, details });
