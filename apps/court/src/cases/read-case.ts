import { caseSubject, fieldSet, isPlainObject, money, optional, preservationFields, preservationIssues, text, type Issue, type PreservationFacts } from '@lianzhi/contracts';
import { invalidIssues } from '@lianzhi/platform';
import { isPreservation, type CaseContent } from './enforcement-case';

const withoutDebtors = fieldSet({
  cause: text({ zh: '案由', en: 'Cause', max: 200 }),
  amountOwed: money({ zh: '执行标的额', en: 'Amount owed' }),
  costs: optional(money({ zh: '执行费用', en: 'Costs' })),
}, 'Case');
const oneDebtor = fieldSet({ debtor: caseSubject(['person', 'company']) }, 'Debtor');
const mostDebtors = 200;

/** Checks the body of `PUT /v1/cases/{caseNumber}`. @param now business time, ms @throws Problem 422 naming every field at fault */
export function readCase(body: unknown, caseNumber: string, now: number): CaseContent {
  const { debtors, preservation, ...others } = isPlainObject(body) ? body : { debtors: undefined, preservation: undefined };
  const issues = isPlainObject(body)
    ? [...withoutDebtors.validate(others, { strict: true }), ...debtorIssues(debtors), ...factIssues(preservation, caseNumber, now)]
    : withoutDebtors.validate(body);
  if (issues.length > 0) throw invalidIssues(issues);
  return body as CaseContent;
}

function factIssues(facts: unknown, caseNumber: string, now: number): Issue[] {
  if (facts === undefined) return [];
  if (!isPreservation(caseNumber)) return [{ pointer: '/preservation', code: 'no-preservation', zh: '只有执保案件才有保全期限', en: 'goes only with a case of preservation (执保)' }];
  const issues = preservationFields.validate(facts, { strict: true });
  return (issues.length > 0 ? issues : preservationIssues(facts as PreservationFacts, now)).map((issue) => ({ ...issue, pointer: `/preservation${issue.pointer}` }));
}

function debtorIssues(debtors: unknown): Issue[] {
  if (debtors === undefined) return [{ pointer: '/debtors', code: 'required', zh: '必填', en: 'is required' }];
  if (!Array.isArray(debtors) || debtors.length < 1 || debtors.length > mostDebtors) {
    return [{ pointer: '/debtors', code: 'list', zh: `须为 1 至 ${mostDebtors} 名被执行人的列表`, en: `must be a list of 1 to ${mostDebtors} debtors` }];
  }
  return debtors.flatMap((debtor: unknown, i) => oneDebtor.validate({ debtor }, { strict: true }).map((issue) => ({ ...issue, pointer: issue.pointer.replace('/debtor', `/debtors/${i}`) })));
}
