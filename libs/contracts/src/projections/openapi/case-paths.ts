import { caseSubject, type JsonSchema } from '../../fields';
import { preservationFields } from '../../preservation-limits';
import { complete, id, instant, list, object, orNull, text } from './components';
import { idempotencyKey } from './desk-moves';
import { listOf, operation, pathParameter, schemaRef, timelinePaging } from './operation';

const body = object({
  cause: { type: 'string', minLength: 1 },
  debtors: { type: 'array', minItems: 1, items: caseSubject(['person', 'company']).schema },
  amountOwed: schemaRef('Money'), costs: schemaRef('Money'), preservation: preservationFields.jsonSchema() as JsonSchema,
}, ['cause', 'debtors', 'amountOwed']);

/** Enforcement cases (执行案件), at agencies that hold them. */
export const caseSchemas: Record<string, JsonSchema> = {
  CaseBody: body,
  Case: object({ caseNumber: { type: 'string' }, ...body.properties as Record<string, JsonSchema>, limits: { ...list(schemaRef('CaseLimit')), description: '法院自身的办理时限 what the court owes by itself' } }, ['caseNumber', 'cause', 'debtors', 'amountOwed']),
  CaseLimit: object({
    name: text, title: schemaRef('Bilingual'), state: { enum: ['running', 'overdue', 'met', 'late'] }, startedAt: instant, dueAt: instant, doneAt: orNull(instant), provisional: { const: true },
    rule: { type: 'object', description: '规则及出处 the rule and its source' }, derivation: { ...list({ type: 'object' }), description: '推算过程 how the due time was found' },
  }, ['name', 'title', 'state', 'startedAt', 'dueAt', 'doneAt', 'derivation']),
  Performance: complete({
    id, caseNumber: text, amount: schemaRef('Money'), at: instant, inFull: { type: 'boolean' }, voluntary: { type: 'boolean' }, amountOwed: schemaRef('Money'), note: text,
    steps: { ...list(object({ request: id, type: text, move: schemaRef('Move'), milestone: text }, ['request', 'move'])), description: '系统因此撤回或告知的事项 what the desk withdraws or tells because of it' },
  }, ['note']),
};

const parameters = [pathParameter('caseNumber', '案号 case number')];
export const casePathItems: Record<string, JsonSchema> = {
  '/v1/cases/{caseNumber}': {
    get: operation({ id: 'readCase', title: { zh: '案件', en: 'Read a case' }, tag: 'cases', parameters, response: schemaRef('Case'), refusals: [404] }),
    put: operation({ id: 'putCase', title: { zh: '登记案件', en: 'Record a case' }, tag: 'cases', parameters, body: schemaRef('CaseBody'), response: schemaRef('Case') }),
  },
  '/v1/cases/{caseNumber}/timeline': {
    get: operation({ id: 'readCaseTimeline', title: { zh: '案件全部事项的时间线', en: 'Timeline of all requests of a case' }, tag: 'cases', parameters: [...parameters, ...timelinePaging], response: { allOf: [object({ caseNumber: text }, ['caseNumber']), schemaRef('TimelinePage')] }, refusals: [404] }),
  },
  '/v1/cases/{caseNumber}/performance': {
    get: operation({ id: 'listPerformance', title: { zh: '履行记录', en: 'What was paid' }, tag: 'cases', parameters, response: listOf(schemaRef('Performance')), refusals: [404] }),
    post: operation({
      id: 'recordPerformance', title: { zh: '履行登记；履行完毕的，撤回在办事项并告知后续环节', en: 'Record a payment; when in full, open steps are withdrawn and those downstream told' }, tag: 'cases', parameters: [...parameters, idempotencyKey], status: 201,
      body: object({ amount: schemaRef('Money'), at: instant, inFull: { type: 'boolean', description: '缺省：是否已无余额 default: whether nothing is left' }, voluntary: { type: 'boolean', description: '被执行人自行履行，非银行已划拨的款项；缺省：先抵已划拨未登记的款项 paid by the debtor himself; default: it records first what banks have transferred' }, note: { type: 'string', minLength: 1, maxLength: 2000 } }, ['amount']),
      response: schemaRef('Performance'), refusals: [404, 409],
    }),
  },
};
