import type { Catalogue } from '../../catalogue';
import type { JsonSchema } from '../../fields';
import { commonSchemas, id, instant, list, object, text } from './components';
import { coordinatorSchemas } from './coordinator-schemas';
import { openapiDocument } from './document';
import { header, listOf, operation, paging, pathParameter, query, requestIdParameter, schemaRef } from './operation';
import { operatorPathItems, operatorSchemas } from './operator-paths';

const typeFilter = (catalogue: Catalogue) => query('type', { type: 'string', enum: catalogue.types() }, '事项类型 request type');

const agencyCodes = (catalogue: Catalogue) => ({ type: 'string', enum: catalogue.agencies.map(({ code }) => code) });
const regionCode = { type: 'string', pattern: '^\\d{6}$' };

/** By who asked and who was asked. */
const endFilters = (catalogue: Catalogue): JsonSchema[] => [
  query('from', text, '发出单位 requester'), query('to', text, '接收单位 recipient'), query('agency', agencyCodes(catalogue), '任一方所属系统 agency of either end'), query('toAgency', agencyCodes(catalogue), '接收方所属系统 agency that was asked'),
  query('region', regionCode, '任一方所在区划（含下级）region of either end, with everything in it'),
];

const filters = (catalogue: Catalogue): JsonSchema[] => [
  ...endFilters(catalogue),
  query('state', schemaRef('RequestState')), typeFilter(catalogue), query('urgency', schemaRef('Urgency')),
  query('lateness', schemaRef('Lateness'), '是否超期 how late it is now'), query('flag', schemaRef('RequestFlag')),
  query('owedBy', text, '当前责任单位 whose turn it is'), query('turn', { enum: ['requester', 'recipient'] }, '轮到哪一方 whose turn it is'), query('turnRegion', regionCode, '轮到的单位所在区划（含下级）region of whose turn it is, with everything in it'),
  query('turnRegionOnly', { enum: ['true'] }, '只看该级单位，不含下级 that region itself, without what is in it'), query('q', text, '事项或链条编号 id of the request or of its thread'),
];

const requestPaths = (catalogue: Catalogue): Record<string, JsonSchema> => ({
  '/v1/requests': {
    get: operation({ id: 'listRequests', title: { zh: '事项列表（仅元数据），新近者在前', en: 'List requests (metadata only), newest first' }, tag: 'requests', parameters: [...filters(catalogue), query('sort', { enum: ['due'] }, '仅在办事项，先到期者在前 only what is under way, what is due first at the top'), ...paging], response: listOf(schemaRef('RequestItem')) }),
  },
  '/v1/requests/{id}': { get: operation({ id: 'readRequest', title: { zh: '事项', en: 'Read a request' }, tag: 'requests', parameters: [requestIdParameter], response: schemaRef('TrackedRequest'), refusals: [404] }) },
  '/v1/requests/{id}/evidence': { get: operation({ id: 'readEvidence', title: { zh: '证据包（zip）：签名报文、密钥与封存路径，不含内容', en: 'Evidence pack (zip): messages as signed, keys, path to the sealed root, no data; see docs/evidence.md' }, tag: 'requests', parameters: [requestIdParameter], media: 'application/zip', refusals: [404] }) },
  '/v1/requests/{id}/timeline': {
    get: operation({ id: 'readTimeline', title: { zh: '事项时间线', en: 'What happened to a request' }, tag: 'requests', parameters: [requestIdParameter], response: object({ items: list(schemaRef('TimelineEntry')) }, ['items']), refusals: [404] }),
  },
  '/v1/requests/{id}/urges': {
    post: operation({
      id: 'urge', title: { zh: '督办催办', en: 'Urge whoever owes' }, tag: 'requests', parameters: [requestIdParameter], status: 201, response: schemaRef('Urge'), refusals: [404, 409],
      body: object({ reason: { type: 'string', maxLength: 2000 }, note: { type: 'string', maxLength: 2000, description: '同 reason the same as reason' } }), bodyOptional: true,
    }),
  },
  '/v1/requests/{id}/escalations': {
    post: operation({
      id: 'escalate', title: { zh: '人工升级：立即告知上一级', en: 'Hand up: tells the next rung of the ladder at once' }, tag: 'requests', parameters: [requestIdParameter], status: 201, response: schemaRef('HandedUp'), refusals: [404, 409],
      body: object({ reason: { type: 'string', maxLength: 2000 } }, ['reason']),
    }),
  },
  '/v1/requests/{id}/openings': {
    post: operation({
      id: 'openRequest', title: { zh: '说明理由后查看双方经过（留痕）', en: 'Says why what both sides did is looked at; recorded' }, tag: 'requests', parameters: [requestIdParameter], status: 201, response: schemaRef('Opening'), refusals: [404],
      body: object({ reason: { type: 'string', maxLength: 2000 } }, ['reason']),
    }),
  },
  '/v1/threads/{id}': {
    get: operation({
      id: 'readThread', title: { zh: '事项链条：各环节与合并时间线（仅元数据）', en: 'A thread: its steps and what happened in them (metadata only)' }, tag: 'requests', parameters: [pathParameter('id', '链条编号 id of the thread', id)], refusals: [404],
      response: object({
        thread: id, requests: list(schemaRef('RequestItem')), hidden: { type: 'integer', minimum: 0, description: '不在可见范围内的环节数 steps that the caller may not see' },
        items: list({ allOf: [object({ request: id, type: text }, ['request', 'type']), schemaRef('TimelineEntry')] }),
      }, ['thread', 'requests', 'hidden', 'items']),
    }),
  },
  '/v1/obligations': {
    get: operation({
      id: 'listObligations', title: { zh: '义务清单，先到期者在前', en: 'Obligations, what is due first at the top' }, tag: 'obligations', response: listOf(schemaRef('ObligationItem')),
      parameters: [query('state', schemaRef('ObligationState')), query('owed', { enum: ['true'] }, '只看尚未履行的 only what is still owed'), query('owedBy', text, '责任单位 who owes'), typeFilter(catalogue), query('name', text, '义务名称 name'), ...paging],
    }),
  },
});

const supervisionPaths = (catalogue: Catalogue): Record<string, JsonSchema> => ({
  '/v1/board': { get: operation({ id: 'readBoard', title: { zh: '看板：在办事项', en: 'Board: what is under way' }, tag: 'supervision', parameters: filters(catalogue), response: schemaRef('Board') }) },
  '/v1/days': {
    get: operation({
      id: 'readDays', title: { zh: '近日每日终了时的在办与超期，及当日反馈', en: 'What was under way and overdue at the end of each of the last days, and what was answered on it' }, tag: 'supervision', response: schemaRef('Days'),
      parameters: [query('days', { type: 'integer', minimum: 1, maximum: 92, default: 30 }, '天数，末日为今天 how many, the last one being today'), ...endFilters(catalogue)],
    }),
  },
  '/v1/indicators': {
    get: operation({
      id: 'readIndicators', title: { zh: '指标', en: 'Indicators' }, tag: 'supervision', response: schemaRef('Indicators'),
      parameters: [...filters(catalogue), query('request', id, '只看一件 of one request'), query('submittedFrom', instant, '提交时间不早于 submitted from'), query('submittedTo', instant, '提交时间早于 submitted before')],
    }),
  },
  '/v1/alerts': {
    get: operation({ id: 'listAlerts', title: { zh: '本单位收到的督办提醒', en: "The organisation's alerts" }, tag: 'supervision', parameters: [query('acknowledged', { enum: ['true', 'false'] }, '是否已确认 seen or not'), ...paging], response: listOf(schemaRef('Alert')) }),
  },
  '/v1/alerts/{id}/acknowledgement': {
    post: operation({ id: 'acknowledgeAlert', title: { zh: '确认提醒', en: 'Acknowledge an alert' }, tag: 'supervision', parameters: [pathParameter('id', '提醒编号 alert id', id)], body: object({ note: { type: 'string', maxLength: 2000, description: '说明 what is being done about it' } }), bodyOptional: true, response: schemaRef('Alert'), refusals: [404] }),
  },
  '/v1/organisations': {
    get: operation({
      id: 'listOrganisations', title: { zh: '通讯录', en: 'Organisations' }, tag: 'directory', response: listOf(schemaRef('Organisation')),
      parameters: [query('agency', text, '系统 agency'), query('region', text, '区划（含下级）region, with everything in it'), query('q', text, '代码或名称的一部分 part of code or name'), ...paging],
    }),
  },
  '/v1/events': { get: operation({ id: 'streamEvents', title: { zh: '实时变化（SSE）', en: 'Live changes (server-sent events)' }, tag: 'events', parameters: [header('Last-Event-ID', '从此之后继续 resume after this one')], events: schemaRef('Event') }) },
});

const localPaths: Record<string, JsonSchema> = {
  '/v1/clock': {
    get: operation({ id: 'readClock', title: { zh: '业务时间（仅本地）', en: 'Business time (local only)' }, tag: 'clock', response: schemaRef('Clock'), refusals: [404], open: true }),
    put: operation({ id: 'setClock', title: { zh: '设定业务时间（仅本地）', en: 'Make business time stand (local only)' }, tag: 'clock', body: object({ now: instant }, ['now']), response: schemaRef('Clock'), refusals: [404], open: true }),
    delete: operation({ id: 'releaseClock', title: { zh: '恢复真实时间（仅本地）', en: 'Give real time back (local only)' }, tag: 'clock', status: 204, refusals: [404], open: true }),
  },
  '/.well-known/lianzhi-local.json': {
    get: operation({ id: 'discover', title: { zh: '本地地址与演示账号（仅本地）', en: 'Addresses and demo accounts (local only)' }, tag: 'operations', response: schemaRef('Discovery'), refusals: [404, 503], open: true }),
  },
};

/** OpenAPI 3.1 of the coordinator: metadata only, never what was asked or answered. */
export const coordinatorOpenapi = (catalogue: Catalogue): JsonSchema => openapiDocument({
  title: '联执 Lianzhi · 督办协调',
  paths: { ...requestPaths(catalogue), ...supervisionPaths(catalogue), ...operatorPathItems, ...localPaths },
  schemas: { ...commonSchemas, ...coordinatorSchemas, ...operatorSchemas },
});
