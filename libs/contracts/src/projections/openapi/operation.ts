import type { Bilingual } from '../../bilingual';
import type { JsonSchema } from '../../fields';

export const schemaRef = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });
export const json = (schema: JsonSchema): JsonSchema => ({ 'application/json': { schema } });

const problem = (zh: string, en: string) => ({ description: `${zh} ${en}`, content: { 'application/problem+json': { schema: schemaRef('Problem') } } });
export const problems: Record<string, JsonSchema> = {
  400: problem('请求不是合法的 JSON', 'Broken JSON'),
  401: problem('未认证', 'Not authenticated'),
  403: problem('不允许', 'Not permitted'),
  404: problem('不存在，或不属于调用方', "Unknown, or another's"),
  409: problem('当前状态不允许', 'Not allowed in this state'),
  413: problem('内容过大', 'Too big'),
  415: problem('内容类型不支持', 'Media type not supported'),
  422: problem('格式正确但内容无效', 'Well-formed but invalid'),
  429: problem('过于频繁或过多', 'Too many'),
  503: problem('暂不可用，请按 Retry-After 重试', 'Not available at the moment: try again after Retry-After'),
};

export interface Operation {
  id: string;
  title: Bilingual;
  tag: string;
  /** Path, query and header parameters. */
  parameters?: JsonSchema[];
  body?: JsonSchema;
  /** The call may come without its body. */
  bodyOptional?: true;
  /** Default 200. */
  status?: number;
  response?: JsonSchema;
  /** Content of an answer that is no JSON. */
  media?: string;
  /** Server-sent events: what the data of each is. */
  events?: JsonSchema;
  refusals?: number[];
  open?: boolean;
}

/** An OpenAPI operation; those with a body can be refused for it, those with parameters for these. */
export const operation = ({ id, title, tag, parameters, body, bodyOptional, status = 200, response, media, events, refusals = [], open }: Operation): JsonSchema => {
  const refused = [...new Set([...open ? [] : [401, 403, 503], ...body ? [400, 413, 415, 422] : [], ...parameters ? [422] : [], ...refusals])].sort();
  const content = { ...events && { 'text/event-stream': { schema: { type: 'string', contentMediaType: 'application/json', contentSchema: events } } }, ...media && { [media]: { schema: { type: 'string' } } }, ...response && json(response) };
  return {
    operationId: id, summary: `${title.zh} ${title.en}`, tags: [tag],
    ...open ? { security: [] } : {},
    ...parameters ? { parameters } : {},
    ...body ? { requestBody: { required: !bodyOptional, content: 'multipart/form-data' in body ? body : json(body) } } : {},
    responses: { [status]: { description: title.en, ...Object.keys(content).length > 0 ? { content } : {} }, ...Object.fromEntries(refused.map((code) => [code, problems[code]!])) },
  };
};

export const pathParameter = (name: string, description: string, schema: JsonSchema = { type: 'string' }): JsonSchema => ({ name, in: 'path', required: true, description, schema });
export const query = (name: string, schema: JsonSchema, description?: string): JsonSchema => ({ name, in: 'query', schema, ...description ? { description } : {} });
export const header = (name: string, description: string): JsonSchema => ({ name, in: 'header', schema: { type: 'string' }, description });

/** Lists use cursors; `limit` outside its range is refused with 422. */
export const paging = [query('cursor', { type: 'string' }, '上一页的 nextCursor the nextCursor of the page before'), query('limit', { type: 'integer', minimum: 1, maximum: 200, default: 50 }, '每页条数 items per page')];
/** Of timelines: more on a page. */
export const timelinePaging = [paging[0]!, query('limit', { type: 'integer', minimum: 1, maximum: 200, default: 200 }, '每页条数 items per page')];
export const requestIdParameter = pathParameter('id', '事项编号 request id', { type: 'string', format: 'uuid' });
export const listOf = (item: JsonSchema): JsonSchema =>
  ({ type: 'object', properties: { items: { type: 'array', items: item }, nextCursor: { type: ['string', 'null'] } }, required: ['items', 'nextCursor'] });
