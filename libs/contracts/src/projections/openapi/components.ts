import type { JsonSchema } from '../../fields';
import { moneyPattern } from '../../fields/money';
import { moveNames, requestFlags, requestStates } from '../../lifecycle';
import { urgencies } from '../../urgency';
import { schemaRef } from './operation';

export const text = { type: 'string' };
export const instant = { type: 'string', format: 'date-time' };
export const id = { type: 'string', format: 'uuid' };
export const count = { type: 'integer', minimum: 0 };
export const orNull = (schema: { type: string; [key: string]: unknown }): JsonSchema => ({ ...schema, type: [schema.type, 'null'] });
export const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items });
export const object = (properties: Record<string, JsonSchema>, required: string[] = []): JsonSchema => ({ type: 'object', properties, required });
/** An object that always has all its properties, but for those named. */
export const complete = (properties: Record<string, JsonSchema>, optional: string[] = []): JsonSchema => object(properties, Object.keys(properties).filter((name) => !optional.includes(name)));

export const obligationStates = ['pending', 'running', 'paused', 'at_risk', 'breached', 'discharged'] as const;
export const alertLevels = ['info', 'warning', 'critical'] as const;

const fault = object({
  pointer: { type: 'string', description: '内容中的位置 JSON pointer of the field at fault' }, parameter: { type: 'string', description: '查询参数或请求头 query parameter or header' },
  code: { type: 'string', description: 'stable slug of the rule that was broken' }, detail: text,
}, ['code', 'detail']);

/** Schemas of desks and coordinator that no contract changes. */
export const commonSchemas: Record<string, JsonSchema> = {
  Bilingual: complete({ zh: text, en: text }),
  RequestState: { type: 'string', enum: [...requestStates] },
  RequestFlag: { type: 'string', enum: [...requestFlags] },
  Urgency: { type: 'string', enum: Object.keys(urgencies) },
  Move: { type: 'string', enum: [...moveNames] },
  ObligationState: { type: 'string', enum: [...obligationStates] },
  AlertLevel: { type: 'string', enum: [...alertLevels] },
  Money: { type: 'string', pattern: moneyPattern, description: '元，两位小数 yuan with two places' },
  Problem: {
    ...object({
      type: { type: 'string', description: 'stable identifier of the problem' }, title: text, status: { type: 'integer' }, detail: text, error: { type: 'string', description: 'stable slug' }, traceId: text,
      errors: list(fault), missing: { ...list(text), description: '欠缺的文书 kinds of the missing documents' }, remainingCap: { type: 'string', description: '尚可冻结的金额（元）what may still be frozen' }, allowed: { ...list(text), description: '当前可进行的操作 the moves that the state allows, as the last parts of their paths' },
    }, ['type', 'title', 'status', 'error']), additionalProperties: true, description: 'RFC 9457',
  },
  RuleSource: object({ level: { enum: ['law', 'opinion', 'policy', 'contract'] }, document: text, article: text, note: schemaRef('Bilingual') }, ['level']),
  Rule: object({
    id: { type: 'string', description: '规则编号 row of the rule table; absent while pending' }, level: { enum: ['law', 'opinion', 'policy', 'contract'] }, document: text, article: text, note: schemaRef('Bilingual'),
    validFrom: { type: 'string', format: 'date' }, region: { type: 'string', description: 'GB/T 2260 prefix' }, by: text, why: { type: 'string', description: '变更理由 of a row that changed what the contract declares' },
  }, ['level']),
  DerivationStep: object({ step: text, date: { type: 'string', format: 'date' }, at: instant, zh: text, en: text }, ['step', 'zh', 'en']),
  Obligation: complete({
    name: text, title: schemaRef('Bilingual'), owedBy: { type: 'string', description: '责任单位 organisation code' }, state: schemaRef('ObligationState'), startedAt: orNull(instant), dueAt: orNull(instant),
    atRiskFrom: { ...orNull(instant), description: '自此临期 at risk from then on' }, limit: { type: ['object', 'null'], properties: { n: { type: 'integer' }, unit: text, restDay: text }, description: '时限长度 how long it runs; null where a date ends it' }, pausedAt: { ...instant, description: '自此暂停 paused since' },
    source: { type: 'string', description: '依据：文件名，或 policy、contract the document that sets the limit, else policy or contract' }, rule: schemaRef('Rule'),
    derivation: { ...list(schemaRef('DerivationStep')), description: '期限如何算出 how the due time came about; empty while pending' },
    round: { type: 'integer', minimum: 1, description: '第几次起算 grows when it is started again' },
    provisional: { const: true, description: '到期年份的放假通知尚未公布 falls in a year whose holidays are not published' },
    extendedUntil: text, dischargedAt: instant, late: { const: true, description: '逾期后完成 discharged after it was due' },
  }, ['title', 'rule', 'provisional', 'pausedAt', 'extendedUntil', 'dischargedAt', 'late']),
  Organisation: object({
    code: text, agency: text, operator: orNull(text), region: { type: 'string', description: 'GB/T 2260' }, parent: orNull(text), name: text,
    validFrom: instant, validTo: instant, status: { enum: ['active', 'suspended', 'closed'] }, successor: { type: 'string', description: '承继单位 of a closed one: who took over' }, versions: list({ type: 'integer' }),
  }, ['code', 'agency', 'region', 'name', 'status']),
};
