import { unsealRealEstate } from '@lianzhi/contracts';
import { controlOrder, recordedAnswer, type AutomatedRequest, type HandlerResult, type RequestHandler } from '@lianzhi/desk';
import { registryName, type Registry, type UnsealAnswer } from '../registry/registry';
import { orderOf, originalOnPaper, reply } from './order-of';

type UnsealDetails = NonNullable<typeof unsealRealEstate.request.valueType>;

/** 解除查封: lifts the seal that the request `follows`; the first one waiting then takes effect by itself (查封扣押冻结规定 art. 26). */
export class UnsealRealEstateHandler implements RequestHandler {
  readonly type = unsealRealEstate.type;

  constructor(private readonly registry: Registry, private readonly now: () => number = Date.now) {}

  async handle(request: AutomatedRequest): Promise<HandlerResult> {
    const { unitNumber, share } = request.details as UnsealDetails;
    if (request.follows === null) return originalOnPaper;
    if (share !== undefined) return { kind: 'worklist', reason: '仅解除部分份额，须人工办理 / only a share of it is to be unsealed' };
    const order = { ...orderOf(request), seal: request.follows, ...unitNumber === undefined ? {} : { unitNumber } };
    return controlOrder(registryName, request, this.now(), {
      find: () => this.registry.findByReference(request.to, request.id),
      place: () => this.registry.unseal(order),
      recorded: (known) => recordedAnswer(known, 'unseal'),
      reply: unsealReply,
    });
  }
}

export function unsealReply(answer: UnsealAnswer): HandlerResult {
  if (answer.status === 'refused') return reply('refused', { reason: answer.reason });
  const { at: releasedAt, waiting, promoted, number: registration } = answer;
  return reply('done', { rank: 0, releasedAt, registration, promoted, note: waiting ? '原查封为轮候查封，已撤销轮候登记' : undefined });
}
