import { queryRealEstate } from '@lianzhi/contracts';
import { answerQuery, type AutomatedRequest, type HandlerResult, type RequestHandler } from '@lianzhi/desk';
import { registryName, type PropertiesAnswer, type Registry } from '../registry/registry';
import { holderOf, reply } from './order-of';

type QueryDetails = NonNullable<typeof queryRealEstate.request.valueType>;
/** Limits of the contract. */
const most = { properties: 200, each: 50, reasonCharacters: 2000 };
/** What the registration system's search does not cover: a person has to look. */
const notCovered: Readonly<Record<string, string>> = { notices: '预告登记须另行人工查询', history: '历史转移登记须另行人工查询' };

/** 查询不动产登记信息: what stands in the debtor's name, with mortgages and seals in rank. */
export class QueryRealEstateHandler implements RequestHandler {
  readonly type = queryRealEstate.type;

  constructor(private readonly registry: Registry, private readonly now: () => number = Date.now) {}

  handle(request: AutomatedRequest): Promise<HandlerResult> {
    const { items = [], unitNumber } = request.details as QueryDetails;
    const query = { registry: request.to, holder: holderOf(request.subject), ...unitNumber === undefined ? {} : { unitNumber } };
    return answerQuery(registryName, request, this.now(), async () => propertiesReply(await this.registry.queryProperties(query), items));
  }
}

/** The honest reply to a search (design §6): `none_proven` only when all was read and nothing is there. */
export function propertiesReply({ source, asOf, properties, unread }: PropertiesAnswer, items: readonly string[] = []): HandlerResult {
  const listed = properties.slice(0, most.properties).map((one) => ({ ...one, mortgages: one.mortgages.slice(0, most.each), seals: one.seals.slice(0, most.each) }));
  const left = properties.length - listed.length;
  const missing = [...unread, ...items.flatMap((item) => notCovered[item] ?? []), ...left > 0 ? [`另有 ${left} 项不动产未列出`] : []];
  if (missing.length > 0) return reply('partial', { properties: listed, source, asOf, reason: [...new Set(missing)].join('；').slice(0, most.reasonCharacters) });
  if (listed.length === 0) return reply('none_proven', { properties: [], source, asOf, note: '登记簿查无被执行人名下不动产' });
  const shortened = properties.some(({ mortgages, seals }) => Math.max(mortgages.length, seals.length) > most.each);
  return reply('found', { properties: listed, source, asOf, note: shortened ? `抵押、查封每项至多列出 ${most.each} 条` : undefined });
}
