import { renewRealEstateSeal } from '@lianzhi/contracts';
import { controlOrder, recordedAnswer, type AutomatedRequest, type HandlerResult, type RequestHandler } from '@lianzhi/desk';
import { registryName, type Registry, type RenewalOrder, type SealAnswer } from '../registry/registry';
import { orderOf, originalOnPaper, reply } from './order-of';

type RenewDetails = NonNullable<typeof renewRealEstateSeal.request.valueType>;

/** 续行查封: moves the end of the seal that the request `follows`; its place stays. */
export class RenewRealEstateSealHandler implements RequestHandler {
  readonly type = renewRealEstateSeal.type;
  readonly inOrder = { detail: 'unitNumber' };

  constructor(private readonly registry: Registry, private readonly now: () => number = Date.now) {}

  async handle(request: AutomatedRequest): Promise<HandlerResult> {
    if (request.follows === null) return originalOnPaper;
    const order = renewalOrder(request, request.follows);
    return controlOrder(registryName, request, this.now(), {
      find: () => this.registry.findByReference(request.to, request.id),
      place: () => this.registry.renew(order),
      recorded: (known) => recordedAnswer(known, 'renew'),
      reply: renewalReply,
    });
  }
}

function renewalOrder(request: AutomatedRequest, seal: string): RenewalOrder {
  const { unitNumber, from, until } = request.details as RenewDetails;
  return { ...orderOf(request), seal, ...unitNumber === undefined ? {} : { unitNumber }, from, until };
}

export function renewalReply(answer: SealAnswer): HandlerResult {
  if (answer.status === 'refused') return reply('refused', { reason: answer.reason });
  const { rank, at: sealedAt, number: registration } = answer;
  if (answer.status === 'waiting') return reply('waiting', { rank, sealedAt, registration, note: '原查封仍为轮候，顺位不变' });
  return reply('done', { rank, sealedAt, until: answer.until, registration }, answer.until);
}
