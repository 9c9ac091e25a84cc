import type { Catalogue } from '../../catalogue';
import type { JsonSchema } from '../../fields';
import { casePathItems, caseSchemas } from './case-paths';
import { commonSchemas, object } from './components';
import { deskBodySchemas, movePathItems, submissionBody } from './desk-moves';
import { openapiDocument } from './document';
import { header, listOf, operation, paging, pathParameter, query, requestIdParameter, schemaRef } from './operation';

const instant = { type: 'string', format: 'date-time' };
const idempotency = header('Idempotency-Key', '同一键与同一内容得到同一答复 the same key and body get the recorded answer');

const requestPaths = (catalogue: Catalogue, agency: string): Record<string, JsonSchema> => ({
  '/v1/requests': {
    get: operation({
      id: 'listRequests', title: { zh: '事项列表', en: 'List requests' }, tag: 'requests', response: listOf(schemaRef('RequestSummary')), refusals: [422],
      parameters: [
        query('box', { enum: ['sent', 'received'] }), query('state', schemaRef('RequestState')), query('type', { type: 'string' }), query('urgency', schemaRef('Urgency')),
        query('dueBefore', instant), query('q', { type: 'string' }, '案号、事项编号或完整的证件号码 case number, id, or an exact ID number'), ...paging,
      ],
    }),
    post: operation({
      id: 'submitRequest', title: { zh: '发起事项', en: 'Submit a request' }, tag: 'requests', parameters: [idempotency], status: 201,
      body: submissionBody(catalogue, agency), response: schemaRef('Request'), refusals: [409],
    }),
  },
  '/v1/requests/{id}': { get: operation({ id: 'readRequest', title: { zh: '事项详情', en: 'Read a request' }, tag: 'requests', parameters: [requestIdParameter], response: schemaRef('Request'), refusals: [404] }) },
  '/v1/requests/{id}/timeline': {
    get: operation({ id: 'readTimeline', title: { zh: '时间线', en: 'Timeline' }, tag: 'requests', parameters: [requestIdParameter], response: listOf(schemaRef('TimelineEntry')), refusals: [404] }),
  },
  ...movePathItems(catalogue, agency),
});

const upload = { 'multipart/form-data': { schema: object({ file: { type: 'string', contentMediaType: 'application/octet-stream' }, kind: { type: 'string' } }, ['file', 'kind']) } };
const otherPaths: Record<string, JsonSchema> = {
  '/v1/documents': { post: operation({ id: 'uploadDocument', title: { zh: '上传文书（至多 20 MiB）', en: 'Upload a document (at most 20 MiB)' }, tag: 'documents', body: upload, status: 201, response: schemaRef('Document') }) },
  '/v1/documents/{id}': { get: operation({ id: 'readDocument', title: { zh: '下载文书', en: 'Download a document' }, tag: 'documents', parameters: [pathParameter('id', '文书编号 document id')], media: 'application/octet-stream', refusals: [404] }) },
  '/v1/catalogue': { get: operation({ id: 'listCatalogue', title: { zh: '事项目录', en: 'Catalogue' }, tag: 'catalogue', response: listOf({ type: 'object' }) }) },
  '/v1/catalogue/{type}': { get: operation({ id: 'readCatalogueEntry', title: { zh: '事项类型', en: 'Request type' }, tag: 'catalogue', parameters: [pathParameter('type', '事项类型 request type')], response: { type: 'object' }, refusals: [404] }) },
  '/v1/organisations': { get: operation({ id: 'listOrganisations', title: { zh: '组织机构', en: 'Organisations' }, tag: 'catalogue', parameters: paging, response: listOf(schemaRef('Organisation')) }) },
  '/v1/alerts': { get: operation({ id: 'listAlerts', title: { zh: '提醒', en: 'Alerts' }, tag: 'alerts', parameters: paging, response: listOf(schemaRef('Alert')) }) },
  '/v1/events': { get: operation({ id: 'streamEvents', title: { zh: '实时变化（SSE）', en: 'Live changes (server-sent events)' }, tag: 'events', parameters: [header('Last-Event-ID', '从此之后继续 resume after this one')], media: 'text/event-stream' }) },
};

/** OpenAPI 3.1 of an agency's desk: what it may send and answers follows from the catalogue. */
export const deskOpenapi = (catalogue: Catalogue, agency: string): JsonSchema => {
  const holdsCases = catalogue.agency(agency)?.holdsCases === true;
  return openapiDocument({
    title: `联执 Lianzhi · ${catalogue.agency(agency)?.title.zh ?? agency}`,
    paths: { ...requestPaths(catalogue, agency), ...otherPaths, ...holdsCases ? casePathItems : {} },
    schemas: { ...commonSchemas, ...deskBodySchemas(catalogue, agency), ...holdsCases ? caseSchemas : {} },
  });
};
