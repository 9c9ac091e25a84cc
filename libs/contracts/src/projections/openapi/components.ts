import type { JsonSchema } from '../../fields';
import { moneyPattern } from '../../fields/money';
import { moveNames, requestFlags, requestStates } from '../../lifecycle';
import { urgencies } from '../../urgency';
import { schemaRef } from './operation';

const text = { type: 'string' };
const instant = { type: 'string', format: 'date-time' };
const orNull = (schema: { type: string }): JsonSchema => ({ ...schema, type: [schema.type, 'null'] });
const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items });
export const object = (properties: Record<string, JsonSchema>, required: string[] = []): JsonSchema => ({ type: 'object', properties, required });
const id = { type: 'string', format: 'uuid' };

export const obligationStates = ['pending', 'running', 'paused', 'at_risk', 'breached', 'discharged'] as const;
const bilingual = object({ zh: text, en: text }, ['zh', 'en']);
const source = object({ level: { enum: ['law', 'opinion', 'policy', 'contract'] }, document: text, article: text, note: bilingual }, ['level']);

/** A request's core, the same at desks and coordinator. */
const summary = {
  id, type: text, state: schemaRef('RequestState'), flags: list(schemaRef('RequestFlag')), urgency: schemaRef('Urgency'),
  from: text, to: text, thread: id, obligations: list(schemaRef('Obligation')),
};
const summaryRequired = ['id', 'type', 'state', 'flags', 'from', 'to', 'thread', 'obligations'];
const reply = object({ at: instant, final: { type: 'boolean' }, outcome: orNull(text), milestone: orNull(text), details: { type: 'object' }, documents: list(schemaRef('Document')) }, ['at', 'final']);

/** Schemas of desks and coordinator that no contract changes. */
export const commonSchemas: Record<string, JsonSchema> = {
  Bilingual: bilingual,
  RequestState: { type: 'string', enum: [...requestStates] },
  RequestFlag: { type: 'string', enum: [...requestFlags] },
  Urgency: { type: 'string', enum: Object.keys(urgencies) },
  Move: { type: 'string', enum: [...moveNames] },
  ObligationState: { type: 'string', enum: [...obligationStates] },
  Money: { type: 'string', pattern: moneyPattern, description: '元，两位小数 yuan with two places' },
  Problem: {
    ...object({
      type: { type: 'string', description: 'stable identifier of the problem' }, title: text, status: { type: 'integer' }, detail: text, error: { type: 'string', description: 'stable slug' }, traceId: text,
      errors: list(object({ pointer: { type: 'string', description: 'JSON pointer of the field at fault' }, parameter: text, code: text, detail: text }, ['code', 'detail'])),
      missing: list(text), allowed: list(text),
    }, ['type', 'title', 'status']), additionalProperties: true,
  },
  Obligation: object({
    name: text, title: bilingual, owedBy: text, state: schemaRef('ObligationState'), startedAt: orNull(instant), dueAt: orNull(instant), provisional: { type: 'boolean' },
    source, derivation: list(object({ step: text, date: text, at: text, zh: text, en: text }, ['step', 'zh', 'en'])),
  }, ['name', 'owedBy', 'state', 'startedAt', 'dueAt', 'source', 'derivation']),
  RequestSummary: object(summary, summaryRequired),
  Request: object({
    ...summary, caseNumber: text, follows: orNull(text), subject: { type: 'object' }, details: { type: 'object' }, officers: list({ type: 'object' }), documents: list(schemaRef('Document')), replies: list(reply),
  }, [...summaryRequired, 'subject', 'details', 'replies']),
  Document: object({ id, kind: text, name: text, mediaType: text, sha256: text, size: { type: 'integer' } }, ['id', 'kind', 'sha256', 'size']),
  TimelineEntry: object({ at: instant, move: schemaRef('Move'), by: text, outcome: orNull(text), milestone: orNull(text) }, ['at', 'move', 'by']),
  Alert: object({ id: text, kind: text, level: { enum: ['critical', 'warning', 'info'] }, request: orNull(text), raisedAt: instant, acknowledgedAt: orNull(instant) }, ['id', 'kind', 'level', 'request', 'raisedAt', 'acknowledgedAt']),
  Organisation: object({ code: text, agency: text, operator: orNull(text), region: text, parent: orNull(text), name: text, status: text }, ['code', 'agency', 'name']),
};
