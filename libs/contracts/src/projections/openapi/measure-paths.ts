import { caseSubject, type JsonSchema } from '../../fields';
import { measureKindNames, measureStates } from '../../measures';
import { complete, count, id, instant, list, object, orNull, text } from './components';
import { listOf, operation, paging, pathParameter, query, schemaRef } from './operation';

const day = { type: 'string', format: 'date' };
const money = (description: string) => ({ type: 'string', description });
const steps = ['asked', 'held', 'partly', 'waiting', 'none', 'promoted', 'moved_up', 'reversed', 'lapsed', 'hit', 'ended'];

const item: Record<string, JsonSchema> = {
  id, kind: schemaRef('MeasureKind'), title: schemaRef('Bilingual'), state: schemaRef('MeasureState'), amount: { ...orNull(text), description: '元 yuan' },
  rank: { type: ['integer', 'null'], minimum: 0, description: '轮候顺位，0 为已生效 0 = in effect' }, from: orNull(day), until: orNull(day), untilAsked: { const: true, description: '反馈未写截止日，按请求计 the reply named no end' },
  renewalWarnings: { ...list(day), description: '到期预警日 days on which the end is called' }, lapsedWithoutRenewal: { type: 'boolean' }, renewals: count, hits: count, caseNumber: text,
  debtor: { ...object({ kind: text, name: text, idNumber: text, creditCode: text }, ['kind', 'name']), description: '证件号码已遮蔽 number masked' }, object: { type: 'object', additionalProperties: true, description: '标的，敏感内容已遮蔽 what it is on, masked' },
  recipient: text, request: id, type: text, renewedBy: { ...orNull(text), description: '续行它的事项类型 the type that renews it' }, pending: list(complete({ request: id, act: text })), endedAt: orNull(instant), endedBy: orNull({ type: 'string', format: 'uuid' }),
};

/** The ledger of measures (查控措施台账), at agencies that hold cases. */
export const measureSchemas: Record<string, JsonSchema> = {
  MeasureKind: { type: 'string', enum: measureKindNames },
  MeasureState: { type: 'string', enum: measureStates, description: 'asked 已请求未反馈，none 未形成 asked and not answered; came to nothing' },
  Measure: complete(item, ['untilAsked']),
  MeasureDetail: complete({
    ...item, debtor: caseSubject(['person', 'company']).schema, object: { type: 'object', additionalProperties: true },
    history: list(complete({ at: instant, request: id, message: text, act: { enum: ['create', 'renew', 'lift', 'take'] }, step: { enum: steps }, amount: text, rank: count, from: day, until: day }, ['amount', 'rank', 'from', 'until'])),
  }, ['untilAsked']),
  RenewalDraft: object({
    type: text, to: text, caseNumber: text, subject: caseSubject(['person', 'company']).schema, follows: id, details: { type: 'object', additionalProperties: true },
  }, ['type', 'to', 'caseNumber', 'subject', 'follows', 'details']),
  MeasureSummary: complete({
    states: { type: 'object', additionalProperties: count }, lapsedWithoutRenewal: { ...count, description: '脱保：届满未续 ended, renewable and not renewed' },
    endsWithin: list(complete({ days: count, count })), cap: money('冻结限额（元）up to how much may be frozen'), transferred: money('已划拨至案款账户、尚未登记履行 transferred to the account of the case and not recorded yet'), counted: money('已冻结、轮候与待反馈合计 frozen, waiting and asked for'), held: money('其中：已冻结、轮候 of it: frozen or waiting'), asked: money('其中：已请求未反馈 of it: asked for and not answered'), remainingCap: money('尚可冻结 what is left'), serverNow: instant,
  }, ['cap', 'transferred', 'counted', 'held', 'asked', 'remainingCap']),
};

const caseNumber = query('case', text, '案号 case number');

export const measurePathItems: Record<string, JsonSchema> = {
  '/v1/measures': {
    get: operation({
      id: 'listMeasures', title: { zh: '查控措施台账，先届满者在前', en: 'Ledger of measures, what ends first at the top' }, tag: 'measures', response: listOf(schemaRef('Measure')),
      parameters: [caseNumber, query('state', schemaRef('MeasureState')), query('kind', schemaRef('MeasureKind')), query('until', day, '届满日不晚于 ends on that day or before'), ...paging],
    }),
  },
  '/v1/measures/summary': {
    get: operation({ id: 'countMeasures', title: { zh: '台账统计；指明案件时另有冻结限额', en: 'Figures of the ledger; of one case with what may still be frozen' }, tag: 'measures', parameters: [caseNumber], response: schemaRef('MeasureSummary'), refusals: [404] }),
  },
  '/v1/measures/{measure}': {
    get: operation({ id: 'readMeasure', title: { zh: '查控措施', en: 'Read a measure' }, tag: 'measures', parameters: [pathParameter('measure', '措施编号，即形成该措施的事项编号 id, that of the request that made it', id)], response: schemaRef('MeasureDetail'), refusals: [404] }),
  },
  '/v1/measures/{measure}/renewal': {
    get: operation({ id: 'readRenewal', title: { zh: '续行该措施的请求（预填）', en: 'The request that would renew it, as far as it is known' }, tag: 'measures', parameters: [pathParameter('measure', '措施编号 id of the measure', id)], response: schemaRef('RenewalDraft'), refusals: [404] }),
  },
};
