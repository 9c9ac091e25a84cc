import { caseSubject, type JsonSchema } from '../../fields';
import { object } from './components';
import { operation, pathParameter, schemaRef } from './operation';

const body = object({
  cause: { type: 'string', minLength: 1 },
  debtors: { type: 'array', minItems: 1, items: caseSubject(['person', 'company']).schema },
  amountOwed: schemaRef('Money'), costs: schemaRef('Money'),
}, ['cause', 'debtors', 'amountOwed']);

/** Enforcement cases (执行案件), at agencies that hold them. */
export const caseSchemas: Record<string, JsonSchema> = { CaseBody: body, Case: object({ caseNumber: { type: 'string' }, ...body.properties as Record<string, JsonSchema> }, ['caseNumber', 'cause', 'debtors', 'amountOwed']) };

const parameters = [pathParameter('caseNumber', '案号 case number')];
export const casePathItems: Record<string, JsonSchema> = {
  '/v1/cases/{caseNumber}': {
    get: operation({ id: 'readCase', title: { zh: '案件', en: 'Read a case' }, tag: 'cases', parameters, response: schemaRef('Case'), refusals: [404] }),
    put: operation({ id: 'putCase', title: { zh: '登记案件', en: 'Record a case' }, tag: 'cases', parameters, body: schemaRef('CaseBody'), response: schemaRef('Case') }),
  },
};
