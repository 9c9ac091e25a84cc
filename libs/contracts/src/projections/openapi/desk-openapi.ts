import type { Catalogue } from '../../catalogue';
import type { JsonSchema } from '../../fields';
import { batchPathItems, batchSchemas } from './batch-paths';
import { casePathItems, caseSchemas } from './case-paths';
import { commonSchemas, instant, list, object, text } from './components';
import { deskBodySchemas, idempotencyKey, movePathItems, submissionBody } from './desk-moves';
import { deskSchemas, dueClasses, handlerClasses, turnClasses, worklistParts } from './desk-schemas';
import { openapiDocument } from './document';
import { draftPathItems, draftSchemas } from './draft-paths';
import { measurePathItems, measureSchemas } from './measure-paths';
import { httpTypes, partyPathItems, partySchemas } from './party-paths';
import { watchPathItems, watchSchemas } from './watch-paths';
import { header, listOf, operation, paging, pathParameter, query, requestIdParameter, schemaRef, timelinePaging } from './operation';
import { operatorPathItems, operatorSchemas } from './operator-paths';

const requestPaths = (catalogue: Catalogue, agency: string): Record<string, JsonSchema> => ({
  '/v1/requests': {
    get: operation({
      id: 'listRequests', title: { zh: '事项列表，先到期者在前', en: 'List requests, what is due first at the top' }, tag: 'requests', response: listOf(schemaRef('Request')),
      parameters: [
        query('box', { enum: ['sent', 'received'] }), query('state', schemaRef('RequestState')), query('type', { type: 'string', enum: catalogue.types() }), query('urgency', schemaRef('Urgency')),
        query('dueBefore', instant), query('part', { enum: [...worklistParts] }, '我方待办、等对方或暂停、已了结 ours to do, waiting, ended'), query('due', { enum: [...dueClasses] }, '时限状态 time state'), query('turn', { enum: [...turnClasses] }),
        query('handler', { enum: [...handlerClasses] }, '经办 who has it in hand'), query('obligation', { type: 'string' }, '最先到期的义务 name of what is due first'),
        query('q', { type: 'string' }, '案号、事项编号或完整的证件号码 case number, id, or an exact ID number'), ...paging,
      ],
    }),
    post: operation({
      id: 'submitRequest', title: { zh: '发起事项', en: 'Submit a request' }, tag: 'requests', parameters: [idempotencyKey], status: 201,
      body: submissionBody(catalogue, agency), response: schemaRef('Request'), refusals: [409],
    }),
  },
  '/v1/requests/{id}': { get: operation({ id: 'readRequest', title: { zh: '事项详情', en: 'Read a request' }, tag: 'requests', parameters: [requestIdParameter, query('full', { enum: ['true'] }, '留痕：向人显示完整号码 recorded: whole numbers are shown to a person')], response: schemaRef('RequestDetail'), refusals: [404] }) },
  '/v1/requests/{id}/handler': {
    put: operation({ id: 'putHandler', title: { zh: '认领，或转交同事', en: 'Claim, or assign to a colleague' }, tag: 'requests', parameters: [requestIdParameter], body: object({ user: { type: 'string', description: '缺省为本人 by default the caller' } }), bodyOptional: true, response: schemaRef('Request'), refusals: [404, 409] }),
    delete: operation({ id: 'deleteHandler', title: { zh: '放弃认领', en: 'Release' }, tag: 'requests', parameters: [requestIdParameter], response: schemaRef('Request'), refusals: [404, 409] }),
  },
  '/v1/request-counts': {
    get: operation({ id: 'countRequests', title: { zh: '事项计数', en: 'Counts of requests' }, tag: 'requests', parameters: [query('box', { enum: ['sent', 'received'] }), query('ended', { enum: ['true', 'false'] }, '含已了结 with those that have ended')], response: schemaRef('RequestCounts') }),
  },
  '/v1/colleagues': { get: operation({ id: 'listColleagues', title: { zh: '本单位同事', en: 'Colleagues who have worked here' }, tag: 'requests', response: listOf(schemaRef('Colleague')) }) },
  '/v1/requests/{id}/evidence': { get: operation({ id: 'readEvidence', title: { zh: '证据包（zip）：签名报文、密钥、封存路径、文书与时间线', en: 'Evidence pack (zip): messages as signed, keys, path to the sealed root, documents, timeline; see docs/evidence.md' }, tag: 'requests', parameters: [requestIdParameter], media: 'application/zip', refusals: [404] }) },
  '/v1/requests/{id}/notice': { get: operation({ id: 'printNotice', title: { zh: '协助执行通知书（PDF）', en: 'The notice as PDF' }, tag: 'requests', parameters: [requestIdParameter], media: 'application/pdf', refusals: [404] }) },
  '/v1/requests/{id}/receipt': { get: operation({ id: 'printReceipt', title: { zh: '回执（PDF）：收件、签收与各次反馈', en: 'The receipt as PDF: when it came, what was answered' }, tag: 'requests', parameters: [requestIdParameter], media: 'application/pdf', refusals: [404] }) },
  '/v1/requests/{id}/timeline': {
    get: operation({
      id: 'readTimeline', title: { zh: '时间线', en: 'Timeline' }, tag: 'requests', parameters: [requestIdParameter], response: object({ items: list(schemaRef('TimelineEntry')) }, ['items']), refusals: [404],
    }),
  },
  '/v1/requests/{id}/supervision': {
    get: operation({
      id: 'readNotices', title: { zh: '督办通知及其理由', en: 'What the coordinator told, with the reasons of those who supervise' }, tag: 'requests', parameters: [requestIdParameter], response: object({ items: list(schemaRef('ToldNotice')) }, ['items']), refusals: [404],
    }),
  },
  ...movePathItems(catalogue, agency),
});

const threadId = pathParameter('id', '链条编号（首件事项的编号）id of the thread: that of its first request', { type: 'string', format: 'uuid' });

const threadPaths: Record<string, JsonSchema> = {
  '/v1/threads/{id}': {
    get: operation({ id: 'readThread', title: { zh: '事项链条时间线', en: 'Timeline of a thread' }, tag: 'threads', parameters: [threadId, ...timelinePaging], response: { allOf: [object({ thread: { type: 'string', format: 'uuid' } }, ['thread']), schemaRef('TimelinePage')] }, refusals: [404] }),
  },
};

const upload = {
  'multipart/form-data': {
    schema: object({
      file: { type: 'string', contentMediaType: 'application/octet-stream' }, kind: { type: 'string', minLength: 1, maxLength: 100, description: '文书种类 kind of document' },
      sha256: { type: 'string', pattern: '^[0-9a-fA-F]{64}$', description: '可选：文件内容的 SHA-256，不符则拒收 optional: refused when the content has another hash' },
    }, ['file', 'kind']),
  },
};
const documentId = pathParameter('id', '文书编号 document id', { type: 'string', format: 'uuid' });
const alertId = pathParameter('id', '提醒编号 alert id', { type: 'string', format: 'uuid' });

const otherPaths: Record<string, JsonSchema> = {
  '/v1/documents': { post: operation({ id: 'uploadDocument', title: { zh: '上传文书（至多 20 MiB）', en: 'Upload a document (at most 20 MiB)' }, tag: 'documents', body: upload, status: 201, response: schemaRef('Document') }) },
  '/v1/documents/{id}': { get: operation({ id: 'readDocument', title: { zh: '下载文书', en: 'Download a document' }, tag: 'documents', parameters: [documentId], media: '*/*', refusals: [404] }) },
  '/v1/catalogue': { get: operation({ id: 'listCatalogue', title: { zh: '事项目录', en: 'Catalogue' }, tag: 'catalogue', response: listOf(schemaRef('CatalogueSummary')) }) },
  '/v1/catalogue/{type}': {
    get: operation({ id: 'readCatalogueEntry', title: { zh: '事项类型', en: 'Request type' }, tag: 'catalogue', parameters: [pathParameter('type', '事项类型 request type')], response: schemaRef('CatalogueEntry'), refusals: [404] }),
  },
  '/v1/rules': {
    get: operation({
      id: 'readRules', title: { zh: '规则表：现行时限及其出处', en: 'Rule table: the limits in force and their sources' }, tag: 'catalogue', response: schemaRef('RulesInForce'),
      parameters: [query('type', text, '只看一种事项类型 of one request type'), query('at', instant, '缺省：现在 default: now')],
    }),
  },
  '/v1/organisations': {
    get: operation({
      id: 'listOrganisations', title: { zh: '组织机构', en: 'Organisations' }, tag: 'catalogue', response: listOf(schemaRef('Organisation')),
      parameters: [query('agency', { type: 'string' }, '机构类别 agency'), query('region', { type: 'string' }, '行政区划及其下级 GB/T 2260 code, with all below it'), query('q', { type: 'string' }, '代码或名称的一部分 part of code or name'), ...paging],
    }),
  },
  '/v1/alerts': {
    get: operation({
      id: 'listAlerts', title: { zh: '提醒', en: 'Alerts' }, tag: 'alerts', response: listOf(schemaRef('Alert')),
      parameters: [query('acknowledged', { enum: ['true', 'false'] }, '是否已确认 seen or not'), query('level', schemaRef('AlertLevel')),
        query('mustAct', { enum: ['true'] }, '只看须立即行动的（如被执行人已被控制） only what somebody must act on at once (a debtor is held)'), ...paging],
    }),
  },
  '/v1/alerts/{id}/supervision': {
    get: operation({ id: 'readAlertNotice', title: { zh: '引起提醒的督办通知及其理由', en: 'The notice that raised an alert, with its reason' }, tag: 'alerts', parameters: [alertId], response: schemaRef('ToldNotice'), refusals: [404] }),
  },
  '/v1/alerts/{id}/acknowledgement': {
    post: operation({
      id: 'acknowledgeAlert', title: { zh: '确认提醒', en: 'Acknowledge an alert' }, tag: 'alerts', parameters: [alertId],
      body: object({ note: { type: 'string', minLength: 1, maxLength: 2000 } }), bodyOptional: true, response: schemaRef('Alert'), refusals: [404],
    }),
  },
  '/v1/duty': {
    get: operation({ id: 'readDuty', title: { zh: '值守表', en: 'Duty roster' }, tag: 'duty', parameters: [query('at', instant, '某一时刻，缺省为现在 an instant, by default now')], response: schemaRef('Duty') }),
    put: operation({ id: 'putDuty', title: { zh: '更新值守表', en: 'Replace the duty roster' }, tag: 'duty', body: schemaRef('DutyBody'), response: schemaRef('Duty') }),
  },
  '/v1/events': {
    get: operation({
      id: 'streamEvents', title: { zh: '实时变化（SSE）；带 cursor 或 Accept: application/json 时为 JSON 分页', en: 'Live changes (server-sent events); with cursor or Accept: application/json a page of JSON' }, tag: 'events',
      parameters: [header('Last-Event-ID', '从此之后继续 resume after this one'), ...paging], events: schemaRef('Event'), response: schemaRef('EventPage'),
    }),
  },
};

/** OpenAPI 3.1 of an agency's desk: what it may send and answers follows from the catalogue. */
export const deskOpenapi = (catalogue: Catalogue, agency: string): JsonSchema => {
  const holdsCases = catalogue.agency(agency)?.holdsCases === true;
  const http = httpTypes(catalogue, agency);
  const watches = catalogue.answeredBy(agency).some(({ watch }) => watch !== undefined);
  return openapiDocument({
    title: `联执 Lianzhi · ${catalogue.agency(agency)?.title.zh ?? agency}`,
    paths: { ...requestPaths(catalogue, agency), ...threadPaths, ...batchPathItems, ...otherPaths, ...operatorPathItems, ...holdsCases ? { ...casePathItems, ...draftPathItems(catalogue), ...measurePathItems } : {}, ...http.length > 0 ? partyPathItems(http) : {}, ...watches ? watchPathItems : {} },
    schemas: { ...commonSchemas, ...deskSchemas, ...batchSchemas, ...operatorSchemas, ...deskBodySchemas(catalogue, agency), ...holdsCases ? { ...caseSchemas, ...draftSchemas, ...measureSchemas } : {}, ...http.length > 0 ? partySchemas : {}, ...watches ? watchSchemas : {} },
  });
};
