import { sealRealEstate } from '@lianzhi/contracts';
import { controlOrder, recordedAnswer, type AutomatedRequest, type HandlerResult, type RequestHandler } from '@lianzhi/desk';
import { registryName, type Registry, type SealAnswer, type SealOrder } from '../registry/registry';
import { orderOf, reply } from './order-of';

type SealDetails = NonNullable<typeof sealRealEstate.request.valueType>;

/** 查封不动产: in effect, or waiting 轮候 in the rank that the register gave it by order of arrival (查封扣押冻结规定 art. 26). */
export class SealRealEstateHandler implements RequestHandler {
  readonly type = sealRealEstate.type;
  readonly inOrder = { detail: 'unitNumber' };

  constructor(private readonly registry: Registry, private readonly now: () => number = Date.now) {}

  handle(request: AutomatedRequest): Promise<HandlerResult> {
    const order = sealOrder(request);
    return controlOrder(registryName, request, this.now(), {
      find: () => this.registry.findByReference(request.to, request.id),
      place: () => this.registry.seal(order),
      recorded: (known) => recordedAnswer(known, 'seal'),
      reply: (answer) => sealReply(answer, order.share),
    });
  }
}

function sealOrder(request: AutomatedRequest): SealOrder {
  const { unitNumber, from, until, share, covers, live } = request.details as SealDetails;
  return { ...orderOf(request), unitNumber, from, until, ...share === undefined ? {} : { share }, ...covers === undefined ? {} : { covers }, ...live === undefined ? {} : { live } };
}

/** @param share of the unit that was to be sealed, if not all that is the debtor's */
export function sealReply(answer: SealAnswer, share?: string): HandlerResult {
  if (answer.status === 'refused') return reply('refused', { reason: answer.reason });
  const { rank, at: sealedAt, mortgaged, number: registration } = answer;
  // A waiting seal has no term of its own; it starts when it is promoted.
  if (answer.status === 'waiting') return reply('waiting', { rank, sealedAt, registration, share, mortgaged, ahead: answer.ahead });
  return reply('done', { rank, sealedAt, until: answer.until, registration, share, mortgaged }, answer.until);
}
