import type { Catalogue } from '../../catalogue';
import type { JsonSchema } from '../../fields';
import { complete, id, instant, object, orNull, text } from './components';
import { idempotencyKey } from './desk-moves';
import { listOf, operation, paging, pathParameter, query, schemaRef } from './operation';

const item = {
  id, type: text, title: schemaRef('Bilingual'), to: { ...orNull(text), description: '接收单位；null 须在发送时写明 recipient; null must be named when it is sent' }, caseNumber: text,
  subject: { type: 'object', properties: { kind: text, name: text, idNumber: text, creditCode: text }, required: ['kind', 'name'], description: '证件号码已遮盖 the number is masked' },
  reason: schemaRef('Bilingual'), key: { type: 'string', description: '同一键只代拟一次 drafted once per key' }, about: { ...orNull(id), description: '由哪一事项引起 the request that gave rise to it' },
  state: { enum: ['open', 'sent', 'discarded'] }, request: { ...orNull(id), description: '发送后的事项 the request that it became' },
  createdAt: instant, settledAt: orNull(instant), settledBy: text, discardedBecause: text,
};
const mayLack = ['title', 'settledBy', 'discardedBecause'];

/** Drafts (代拟事项), at agencies that hold cases. */
export const draftSchemas: Record<string, JsonSchema> = {
  Draft: complete(item, mayLack),
  DraftDetail: complete({ ...item, body: { type: 'object', additionalProperties: true, description: '补全后即 POST /v1/requests 的内容 once completed, the body of POST /v1/requests' } }, mayLack),
};

const parameters = [pathParameter('id', '代拟事项编号 draft id', { type: 'string', format: 'uuid' })];

export const draftPathItems = (catalogue: Catalogue): Record<string, JsonSchema> => ({
  '/v1/drafts': {
    get: operation({
      id: 'listDrafts', title: { zh: '代拟事项', en: 'Drafts' }, tag: 'drafts', response: listOf(schemaRef('Draft')),
      parameters: [query('state', { enum: ['open', 'sent', 'discarded'] }), query('case', text, '案号 case number'), ...paging],
    }),
  },
  '/v1/drafts/{id}': { get: operation({ id: 'readDraft', title: { zh: '代拟事项详情', en: 'Read a draft' }, tag: 'drafts', parameters, response: schemaRef('DraftDetail'), refusals: [404] }) },
  '/v1/drafts/{id}/submission': {
    post: operation({
      id: 'sendDraft', title: { zh: '补全并发送（一次）', en: 'Complete and send it, once' }, tag: 'drafts', parameters: [...parameters, idempotencyKey], status: 201, response: schemaRef('Request'), refusals: [404, 409],
      body: { type: 'object', properties: { type: { enum: catalogue.types() } }, additionalProperties: true, description: '替换或补全的字段；details 逐项替换 fields in the place of those drafted; details one by one' }, bodyOptional: true,
    }),
  },
  '/v1/drafts/{id}/discard': {
    post: operation({
      id: 'discardDraft', title: { zh: '作废', en: 'Discard it' }, tag: 'drafts', parameters, response: schemaRef('Draft'), refusals: [404, 409],
      body: object({ reason: { type: 'string', minLength: 1, maxLength: 2000 } }, ['reason']),
    }),
  },
});
