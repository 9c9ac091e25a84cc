import type { JsonSchema } from '../../fields';
import { complete, count, id, instant, list, obligationStates, orNull, text } from './components';
import { listOf, operation, paging, query, schemaRef } from './operation';

/** Standing watches (布控), at agencies that answer a type with a watch. */
export const watchSchemas: Record<string, JsonSchema> = {
  Watch: complete({
    request: id, type: text, title: schemaRef('Bilingual'), from: text, caseNumber: text,
    subject: { type: ['object', 'null'], properties: { kind: text, name: text, idNumber: text, creditCode: text }, required: ['kind', 'name'], description: '证件号码已遮盖 the number is masked' },
    state: { enum: ['asked', 'standing', 'over'], description: '未反馈、布控中、已结束 not answered yet, standing, over' },
    since: orNull(instant), endsAt: instant, overAt: orNull(instant), hits: count, lastHit: { type: ['object', 'null'], properties: { at: instant, milestone: text }, required: ['at', 'milestone'] },
    owed: { ...list(complete({ name: text, dueAt: orNull(instant), state: { enum: [...obligationStates] } })), description: '请求方尚欠的义务，如接收被控制人 what the requester owes after a hit' },
    leftToPerson: { const: true, description: '已到期，须由人员反馈 has ended and must be answered by a person' },
  }, ['leftToPerson']),
};

export const watchPathItems: Record<string, JsonSchema> = {
  '/v1/watches': {
    get: operation({
      id: 'listWatches', title: { zh: '布控列表，先到期者在前', en: 'Standing watches, what ends first at the top' }, tag: 'watches', response: listOf(schemaRef('Watch')),
      parameters: [query('state', { enum: ['asked', 'standing', 'over', 'all'], default: 'standing' }), query('endsBefore', instant), ...paging],
    }),
  },
};
