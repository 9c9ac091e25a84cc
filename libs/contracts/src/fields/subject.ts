import type { Subject, SubjectKind } from '../request-contract';
import { choice } from './choice';
import { creditCode } from './credit-code';
import type { FieldTitle, RequiredField } from './field';
import { fieldSet, type FieldSet } from './field-set';
import { oneOfGroups } from './one-of-groups';
import { personId } from './person-id';
import { text } from './text';

const kindTitle = { zh: '类别', en: 'Kind' };
const name = text({ zh: '姓名或名称', en: 'Name', max: 120 });

const variants = {
  person: fieldSet({ kind: choice({ ...kindTitle, options: { person: { zh: '自然人', en: 'Person' } } }), name, idNumber: personId({ zh: '公民身份号码', en: 'Identity number' }) }, 'Person'),
  company: fieldSet({ kind: choice({ ...kindTitle, options: { company: { zh: '单位', en: 'Company' } } }), name, creditCode: creditCode({ zh: '统一社会信用代码', en: 'Unified social credit code' }) }, 'Company'),
};

/** A person or a company, told apart by `kind`. */
export const party = ({ kinds = ['person', 'company'], ...title }: FieldTitle & { kinds?: readonly SubjectKind[] }): RequiredField<Subject> => oneOfGroups({
  ...title, by: 'kind',
  variants: Object.fromEntries(kinds.map((kind) => [kind, variants[kind] as FieldSet])),
}) as RequiredField<unknown> as RequiredField<Subject>;

/** Whom a request is about (被执行人): a person or a company, as the contract allows. */
export const caseSubject = (kinds: readonly SubjectKind[]): RequiredField<Subject> => party({ zh: '被执行人', en: 'Debtor', kinds });
