import { coordinatorOpenapi, requestFlags, requestStates, urgencies, type Catalogue, type JsonSchema } from '@lianzhi/contracts';
import { latenesses, obligationStates } from '../tracking/request-view';

const text = { type: 'string' };
const instant = { type: 'string', format: 'date-time' };
const id = { type: 'string', format: 'uuid' };
const count = { type: 'integer', minimum: 0 };
const rate = { type: ['number', 'null'], minimum: 0, maximum: 1 };
const orNull = (schema: { type: string; [key: string]: unknown }): JsonSchema => ({ ...schema, type: [schema.type, 'null'] });
const object = (properties: Record<string, JsonSchema>, optional: string[] = []): JsonSchema =>
  ({ type: 'object', properties, required: Object.keys(properties).filter((name) => !optional.includes(name)) });
const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items });
const ref = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });
const query = (name: string, schema: JsonSchema, description: string): JsonSchema => ({ name, in: 'query', schema, description });
const path = (name: string): JsonSchema => ({ name, in: 'path', required: true, schema: id });

const item = {
  id, type: text, urgency: ref('Urgency'), state: ref('RequestState'), flags: list(ref('RequestFlag')), lateness: ref('Lateness'), from: text, to: text, thread: text, follows: orNull(text),
  turn: orNull(text), dueAt: orNull(instant), dueObligation: orNull(text), outcome: orNull(text),
  submittedAt: orNull(instant), deliveredAt: orNull(instant), answeredAt: orNull(instant), endedAt: orNull(instant), updatedAt: instant,
};
const call = { obligation: text, round: count, step: text, at: instant, calledAt: instant, owedBy: text };
const obligation = {
  name: text, title: ref('Bilingual'), round: count, owedBy: text, state: ref('ObligationState'), startedAt: orNull(instant), dueAt: orNull(instant), source: text,
};
const counts = { total: count, inTime: count, atRisk: count, overdue: count };
const figures = {
  submitted: count, delivered: count, answered: count, answeredInTime: count, returned: count, withdrawn: count, undeliverable: count, closed: count, open: count,
  overdue: count, breached: count, escalated: count, answeredRate: rate, answeredInTimeRate: rate, averageAnswerSeconds: orNull({ type: 'number' }), medianAnswerSeconds: orNull({ type: 'number' }),
};

const schemas: Record<string, JsonSchema> = {
  Lateness: { type: 'string', enum: [...latenesses] },
  RequestItem: object(item),
  ObligationItem: object({ request: id, type: text, ...obligation, provisional: { type: 'boolean' }, dischargedAt: orNull(instant), nextStep: orNull(text), nextAt: orNull(instant) }, ['title']),
  ObligationDetail: object({
    ...obligation, rule: { type: 'object' }, provisional: { const: true }, extendedUntil: text, dischargedAt: instant, late: { const: true },
    derivation: list(object({ step: text, date: text, at: instant, zh: text, en: text }, ['date', 'at'])),
  }, ['title', 'rule', 'provisional', 'extendedUntil', 'dischargedAt', 'late']),
  TrackedRequest: object({
    ...item, obligations: list(ref('ObligationDetail')), answeredInTime: orNull({ type: 'boolean' }),
    bookedTime: { type: 'object', additionalProperties: count, description: '各单位占用秒数 seconds booked to each organisation' },
    calls: list(object(call)), escalations: list(object({ step: count, to: text, at: instant, calledAt: instant, obligation: text })),
    urges: list(object({ by: text, to: text, at: instant, reason: orNull(text) })),
  }),
  TimelineEntry: object({
    at: instant, kind: { enum: ['message', 'notice'] }, name: text, by: text, to: text, id, sequence: count, of: count, outcome: text, milestone: text, until: text, obligation: text, step: text, late: { const: true },
  }, ['sequence', 'of', 'outcome', 'milestone', 'until', 'obligation', 'step', 'late']),
  Urge: object({ id, request: id, by: text, to: text, at: instant, reason: orNull(text) }),
  Board: object({
    asOf: instant, total: object(counts), byAgency: list(object({ agency: orNull(text), title: ref('Bilingual'), ...counts }, ['title'])), byRegion: list(object({ region: orNull(text), ...counts })),
    byType: list(object({ type: text, title: ref('Bilingual'), ...counts }, ['title'])), byState: list(object({ state: ref('RequestState'), ...counts })),
    cells: list(object({ agency: orNull(text), region: orNull(text), type: text, state: ref('RequestState'), lateness: ref('Lateness'), count })),
  }),
  Indicators: object({
    asOf: instant, ...figures, byAgency: list(object({ agency: orNull(text), ...figures })), byOrganisation: list(object({ organisation: text, ...figures })), byType: list(object({ type: text, ...figures })),
  }),
  CoordinatorAlert: object({ id, kind: text, level: { enum: ['warning', 'critical'] }, request: id, obligation: orNull(text), step: orNull(text), raisedAt: instant, acknowledgedAt: orNull(instant) }),
  Clock: object({ now: instant, offset: { type: 'integer', description: '业务时间减系统时间（毫秒）business time minus system time, ms' }, settled: { type: 'boolean', description: '该时刻应发的预警与升级均已发出 everything that this instant asks for has been called and told' } }, ['settled']),
};

const paging = [query('cursor', text, '上一页的 nextCursor'), query('limit', { type: 'integer', minimum: 1, maximum: 200, default: 50 }, '每页条数 items per page')];
const page = (name: string): JsonSchema => object({ items: list(ref(name)), nextCursor: orNull(text) });
const problems: Record<number, JsonSchema> = Object.fromEntries([401, 403, 404, 409, 422, 503].map((status) => [status, { description: 'RFC 9457', content: { 'application/problem+json': { schema: ref('Problem') } } }]));

interface Described { zh: string; en: string; tag: string; parameters?: JsonSchema[]; body?: JsonSchema; status?: number; schema?: JsonSchema; refusals?: number[]; open?: true }

const operation = (operationId: string, { zh, en, tag, parameters, body, status = 200, schema, refusals = [], open }: Described): JsonSchema => ({
  operationId, summary: `${zh} ${en}`, tags: [tag], ...(open && { security: [] }), ...(parameters && { parameters }),
  ...(body && { requestBody: { required: false, content: { 'application/json': { schema: body } } } }),
  responses: {
    [status]: { description: en, ...(schema && { content: { 'application/json': { schema } } }) },
    ...Object.fromEntries([...(open ? [] : [401]), ...refusals].map((refusal) => [refusal, problems[refusal]])),
  },
});

const filters = (catalogue: Catalogue): JsonSchema[] => [
  query('state', ref('RequestState'), '状态 state'), query('type', { type: 'string', enum: catalogue.types() }, '事项类型 request type'), query('urgency', ref('Urgency'), '紧急程度 urgency'),
  query('lateness', ref('Lateness'), '是否超期 how late it is now'), query('flag', ref('RequestFlag'), '标记 flag'), query('from', text, '发出单位 requester'), query('to', text, '接收单位 recipient'),
  query('owedBy', text, '当前责任单位 whose turn it is'), query('agency', { type: 'string', enum: catalogue.agencies.map(({ code }) => code) }, '任一方所属系统 agency of either end'),
  query('region', { type: 'string', pattern: '^\\d{6}$' }, '任一方所在区划（含下级）region of either end, with everything in it'), query('q', text, '事项或链条编号 id of the request or of its thread'),
];

const paths = (catalogue: Catalogue): Record<string, JsonSchema> => ({
  '/v1/requests': { get: operation('listRequests', { zh: '事项列表（仅元数据）', en: 'List requests (metadata only)', tag: 'requests', parameters: [...filters(catalogue), ...paging], schema: page('RequestItem'), refusals: [422] }) },
  '/v1/requests/{id}': { get: operation('readRequest', { zh: '事项', en: 'Read a request', tag: 'requests', parameters: [path('id')], schema: ref('TrackedRequest'), refusals: [404] }) },
  '/v1/requests/{id}/timeline': { get: operation('readTimeline', { zh: '事项时间线', en: 'What happened to a request', tag: 'requests', parameters: [path('id')], schema: object({ items: list(ref('TimelineEntry')) }), refusals: [404] }) },
  '/v1/requests/{id}/urges': { post: operation('urge', { zh: '督办催办', en: 'Urge whoever owes', tag: 'requests', parameters: [path('id')], body: object({ reason: { type: 'string', maxLength: 2000 } }, ['reason']), status: 201, schema: ref('Urge'), refusals: [403, 404, 409, 422] }) },
  '/v1/obligations': {
    get: operation('listObligations', {
      zh: '义务清单，先到期者在前', en: 'Obligations, what is due first at the top', tag: 'obligations', schema: page('ObligationItem'), refusals: [422],
      parameters: [query('state', ref('ObligationState'), '状态 state'), query('owedBy', text, '责任单位 who owes'), query('type', { type: 'string', enum: catalogue.types() }, '事项类型 request type'), query('name', text, '义务名称 name'), ...paging],
    }),
  },
  '/v1/board': { get: operation('readBoard', { zh: '看板：在办事项', en: 'Board: what is under way', tag: 'supervision', parameters: filters(catalogue), schema: ref('Board'), refusals: [422] }) },
  '/v1/indicators': {
    get: operation('readIndicators', {
      zh: '指标', en: 'Indicators', tag: 'supervision', schema: ref('Indicators'), refusals: [422],
      parameters: [...filters(catalogue), query('request', id, '只看一件 of one request'), query('submittedFrom', instant, '提交时间不早于 submitted from'), query('submittedTo', instant, '提交时间早于 submitted before')],
    }),
  },
  '/v1/alerts': { get: operation('listAlerts', { zh: '本单位收到的督办提醒', en: "The organisation's alerts", tag: 'supervision', parameters: [query('acknowledged', { enum: ['true', 'false'] }, '是否已确认 acknowledged'), ...paging], schema: page('CoordinatorAlert'), refusals: [422] }) },
  '/v1/alerts/{id}/acknowledgement': { post: operation('acknowledgeAlert', { zh: '确认提醒', en: 'Acknowledge an alert', tag: 'supervision', parameters: [path('id')], schema: ref('CoordinatorAlert'), refusals: [404] }) },
  '/v1/organisations': { get: operation('listOrganisations', { zh: '通讯录', en: 'Organisations', tag: 'directory', parameters: [query('agency', text, '系统 agency'), query('region', text, '区划 region'), query('q', text, '代码或名称的一部分 part of code or name'), ...paging], schema: page('Organisation'), refusals: [422] }) },
  '/v1/clock': {
    get: operation('readClock', { zh: '业务时间（仅本地）', en: 'Business time (local only)', tag: 'clock', schema: ref('Clock'), refusals: [404], open: true }),
    put: operation('setClock', { zh: '设定业务时间（仅本地）', en: 'Make business time stand (local only)', tag: 'clock', body: object({ now: instant }), schema: ref('Clock'), refusals: [404, 422], open: true }),
    delete: operation('releaseClock', { zh: '恢复真实时间（仅本地）', en: 'Give real time back (local only)', tag: 'clock', status: 204, refusals: [404], open: true }),
  },
  '/.well-known/lianzhi-local.json': { get: operation('discover', { zh: '本地地址与演示账号（仅本地）', en: 'Addresses and demo accounts (local only)', tag: 'operations', schema: { type: 'object' }, refusals: [404, 503], open: true }) },
});

/** OpenAPI 3.1 of the coordinator: the frame from the contracts, in detail what this service answers. */
export function coordinatorDocument(catalogue: Catalogue): object {
  const frame = coordinatorOpenapi() as { paths: Record<string, JsonSchema>; components: { schemas: Record<string, JsonSchema> } };
  const enums = {
    RequestState: { type: 'string', enum: [...requestStates] }, RequestFlag: { type: 'string', enum: [...requestFlags] },
    Urgency: { type: 'string', enum: Object.keys(urgencies) }, ObligationState: { type: 'string', enum: [...obligationStates] },
  };
  return { ...frame, paths: { ...frame.paths, ...paths(catalogue) }, components: { ...frame.components, schemas: { ...frame.components.schemas, ...enums, ...schemas } } };
}
