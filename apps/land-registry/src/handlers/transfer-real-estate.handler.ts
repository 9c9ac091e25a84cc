import { transferRealEstate } from '@lianzhi/contracts';
import { controlOrder, recordedAnswer, type AutomatedRequest, type HandlerResult, type RequestHandler } from '@lianzhi/desk';
import { registryName, type Registry, type TransferAnswer, type TransferOrder } from '../registry/registry';
import { orderOf, reply } from './order-of';

type TransferDetails = NonNullable<typeof transferRealEstate.request.valueType>;

/** 协助过户: after a sale, or to the creditor; in one order with seals on the same unit (查封扣押冻结规定 art. 23 ¶2). */
export class TransferRealEstateHandler implements RequestHandler {
  readonly type = transferRealEstate.type;
  readonly inOrder = { detail: 'unitNumber' };

  constructor(private readonly registry: Registry, private readonly now: () => number = Date.now) {}

  async handle(request: AutomatedRequest): Promise<HandlerResult> {
    if ((request.details as TransferDetails).share !== undefined) return { kind: 'worklist', reason: '仅过户部分份额，须人工办理 / only a share of it is to be transferred' };
    const order = transferOrder(request);
    return controlOrder(registryName, request, this.now(), {
      find: () => this.registry.findByReference(request.to, request.id),
      place: () => this.registry.transfer(order),
      recorded: (known) => recordedAnswer(known, 'transfer'),
      reply: transferReply,
    });
  }
}

function transferOrder(request: AutomatedRequest): TransferOrder {
  const { unitNumber, transferee, ground, cancel } = request.details as TransferDetails;
  return {
    ...orderOf(request), unitNumber, transferee: transferee.kind === 'person' ? transferee.idNumber : transferee.creditCode, transfereeName: transferee.name, ground,
    ...cancel === undefined || cancel.length === 0 ? {} : { cancel }, ...request.follows === null ? {} : { seal: request.follows },
  };
}

export function transferReply(answer: TransferAnswer): HandlerResult {
  if (answer.status === 'refused') return reply('refused', { reason: answer.reason });
  if (answer.status === 'incomplete') return reply('accepted_not_done', { reason: '已受理，待补充后登簿', missing: answer.missing });
  const { at: transferredAt, certificate: newCertificate, number: registration } = answer;
  return reply('done', { rank: 0, transferredAt, newCertificate, registration });
}
