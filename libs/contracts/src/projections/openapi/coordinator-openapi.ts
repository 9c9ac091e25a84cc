import type { JsonSchema } from '../../fields';
import { commonSchemas, object } from './components';
import { openapiDocument } from './document';
import { header, listOf, operation, paging, query, requestIdParameter, schemaRef } from './operation';

const text = { type: 'string' };
const instant = { type: 'string', format: 'date-time' };
const any = { type: 'object' };

const schemas: Record<string, JsonSchema> = {
  TrackedRequest: {
    allOf: [schemaRef('RequestSummary'), object({
      bookedTime: { type: 'object', additionalProperties: { type: 'integer', minimum: 0 }, description: '各方占用秒数 seconds booked to each organisation' },
      escalations: { type: 'array', items: object({ obligation: text, step: { type: 'integer' }, to: text, at: instant }, ['obligation', 'step', 'to', 'at']) },
    }, ['bookedTime', 'escalations'])],
  },
};

const paths: Record<string, JsonSchema> = {
  '/v1/requests': {
    get: operation({
      id: 'listRequests', title: { zh: '事项列表（仅元数据）', en: 'List requests (metadata only)' }, tag: 'requests', response: listOf(schemaRef('RequestSummary')), refusals: [422],
      parameters: [query('state', schemaRef('RequestState')), query('type', text), query('urgency', schemaRef('Urgency')), ...paging],
    }),
  },
  '/v1/requests/{id}': { get: operation({ id: 'readRequest', title: { zh: '事项', en: 'Read a request' }, tag: 'requests', parameters: [requestIdParameter], response: schemaRef('TrackedRequest'), refusals: [404] }) },
  '/v1/requests/{id}/urges': { post: operation({ id: 'urge', title: { zh: '催办', en: 'Urge' }, tag: 'requests', parameters: [requestIdParameter], body: object({ note: text }), response: any, refusals: [404, 409] }) },
  '/v1/obligations': {
    get: operation({
      id: 'listObligations', title: { zh: '办理时限', en: 'Obligations' }, tag: 'obligations', response: listOf(schemaRef('Obligation')), refusals: [422],
      parameters: [query('state', schemaRef('ObligationState')), query('owedBy', text), query('type', text), ...paging],
    }),
  },
  '/v1/board': { get: operation({ id: 'readBoard', title: { zh: '看板', en: 'Board' }, tag: 'supervision', response: any }) },
  '/v1/indicators': { get: operation({ id: 'readIndicators', title: { zh: '指标', en: 'Indicators' }, tag: 'supervision', response: any }) },
  '/v1/alerts': { get: operation({ id: 'listAlerts', title: { zh: '提醒', en: 'Alerts' }, tag: 'supervision', parameters: paging, response: listOf(schemaRef('Alert')) }) },
  '/v1/organisations': { get: operation({ id: 'listOrganisations', title: { zh: '组织机构', en: 'Organisations' }, tag: 'directory', parameters: paging, response: listOf(schemaRef('Organisation')) }) },
  '/v1/events': { get: operation({ id: 'streamEvents', title: { zh: '实时变化（SSE）', en: 'Live changes (server-sent events)' }, tag: 'events', parameters: [header('Last-Event-ID', '从此之后继续 resume after this one')], media: 'text/event-stream' }) },
  '/v1/clock': {
    put: operation({ id: 'setClock', title: { zh: '设定业务时间（仅本地）', en: 'Set business time (local only)' }, tag: 'clock', body: object({ now: instant }, ['now']), response: any }),
    delete: operation({ id: 'releaseClock', title: { zh: '恢复真实时间（仅本地）', en: 'Give real time back (local only)' }, tag: 'clock', response: any }),
  },
};

/** OpenAPI 3.1 of the coordinator: metadata only, never what was asked or answered. */
export const coordinatorOpenapi = (): JsonSchema => openapiDocument({ title: '联执 Lianzhi · 督办协调', paths, schemas: { ...commonSchemas, ...schemas } });
