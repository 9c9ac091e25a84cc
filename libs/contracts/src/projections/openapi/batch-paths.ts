import type { JsonSchema } from '../../fields';
import { complete, count, id, instant, list, object, orNull, text } from './components';
import { idempotencyKey } from './desk-moves';
import { listOf, operation, paging, pathParameter, query, schemaRef } from './operation';

const counts = { type: 'object', additionalProperties: count };
const anyObject = { type: 'object', additionalProperties: true };
const subject = { type: 'object', properties: { kind: text, name: text, idNumber: text, creditCode: text }, required: ['kind', 'name'] };
const refusal = complete({ error: { type: 'string', description: 'stable slug' }, detail: schemaRef('Bilingual'), errors: list(anyObject), missing: list(text), successor: { ...text, description: '承继单位 who took over from the closed one' } }, ['errors', 'missing', 'successor']);

/** Batches (批量发起). */
export const batchSchemas: Record<string, JsonSchema> = {
  BatchBody: {
    ...object({
      type: text, to: text, caseNumber: text, urgency: schemaRef('Urgency'), subject: anyObject, details: anyObject, officers: list(anyObject), documents: list(text), follows: id,
      recipients: { type: 'array', minItems: 1, maxItems: 1_000, items: { type: ['string', 'object'] }, description: '接收单位代码，或与共同内容不同的字段 organisation codes, or objects with `to` and whatever differs' },
      subjects: { type: 'array', minItems: 1, maxItems: 1_000, items: { type: 'object' }, description: '被执行人，可附案号等不同的字段 subjects, with whatever differs (caseNumber, details)' },
    }, ['type']),
    oneOf: [{ required: ['recipients'] }, { required: ['subjects'] }],
  },
  Batch: complete({
    id, type: text, title: schemaRef('Bilingual'), createdAt: instant, createdBy: text, lines: count, open: { ...count, description: '尚未发出 not sent yet' }, accepted: count, refused: count, sent: { type: 'boolean', description: '各行均已发出或被拒 every line is sent or refused' },
    byState: counts, byOutcome: counts, byRefusal: counts,
  }, ['title']),
  BatchLine: complete({
    line: { type: 'integer', minimum: 1 }, standing: { enum: ['open', 'accepted', 'refused'] }, to: orNull(text), recipient: orNull(text), subject: { ...subject, type: ['object', 'null'], description: '证件号码已遮盖 the number is masked' }, caseNumber: orNull(text),
    refusal: { anyOf: [refusal, { type: 'null' }] }, request: orNull(id), state: orNull(text), outcome: orNull(text), answeredAt: orNull(instant), reply: { type: ['object', 'null'], description: '最近一次反馈的内容，敏感字段已遮盖 latest reply, sensitive fields masked' },
  }),
};

const parameters = [pathParameter('id', '批次编号 batch id', { type: 'string', format: 'uuid' })];
const table = {
  'application/json': { schema: schemaRef('BatchBody') },
  'multipart/form-data': {
    schema: object({
      file: { type: 'string', contentMediaType: 'text/csv', description: 'CSV，首行为列名：to 接收单位、name 姓名或名称、number 证件号码、caseNumber 案号、urgency、details.<字段>；UTF-8 或 GB 18030，至多 1,000 行、1 MiB' },
      request: { type: 'string', description: '各行共同的内容（JSON）what all lines have in common, as JSON' },
    }, ['file', 'request']),
  },
};

export const batchPathItems: Record<string, JsonSchema> = {
  '/v1/request-batches': {
    get: operation({ id: 'listBatches', title: { zh: '批次', en: 'Batches' }, tag: 'batches', parameters: paging, response: listOf(schemaRef('Batch')) }),
    post: operation({
      id: 'createBatch', title: { zh: '批量发起（至多 1,000 行，逐行受理或拒绝）', en: 'Ask many, or about many: up to 1,000 lines, each accepted or refused on its own' }, tag: 'batches', parameters: [idempotencyKey], status: 201,
      body: table, response: schemaRef('Batch'), refusals: [409],
    }),
  },
  '/v1/request-batches/{id}': { get: operation({ id: 'readBatch', title: { zh: '批次进度', en: 'How far a batch has come' }, tag: 'batches', parameters, response: schemaRef('Batch'), refusals: [404] }) },
  '/v1/request-batches/{id}/result': {
    get: operation({
      id: 'readBatchResult', title: { zh: '批次结果（JSON 或 CSV）', en: 'What became of every line (JSON or CSV)' }, tag: 'batches', parameters: [...parameters, query('format', { enum: ['json', 'csv'] })],
      response: object({ items: list(schemaRef('BatchLine')), nextCursor: { type: 'null' } }, ['items', 'nextCursor']), media: 'text/csv', refusals: [404],
    }),
  },
};
