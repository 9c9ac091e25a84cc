import type { RequestContract } from '@lianzhi/contracts';
import type { SubmissionCheck, SubmitCommand } from '@lianzhi/desk';
import { Problem, type ProblemKind } from '@lianzhi/platform';
import type { CaseRegister } from './case-register';
import { numberOf } from './enforcement-case';

/** WARNING: the slugs are public. */
const unknownCase: ProblemKind = { slug: 'unknown-case', status: 422, title: { zh: '本院没有该案件', en: 'This court has no such case' } };
const notADebtor: ProblemKind = { slug: 'not-a-debtor', status: 422, title: { zh: '不是该案的被执行人', en: 'Not a debtor of the case' } };

/**
 * A court asks for help only in a case of its own, and only about a debtor 被执行人 of it, or about another person for a debtor whom the
 * request names. What the contract allows in any court's case is not looked up: this court does not keep it.
 */
export class KnownCaseCheck implements SubmissionCheck {
  constructor(private readonly cases: Pick<CaseRegister, 'find'>) {}

  async check({ from, caseNumber, subject, details }: SubmitCommand, { caseOf, debtorNamedIn }: Pick<RequestContract, 'caseOf' | 'debtorNamedIn'>): Promise<void> {
    if (caseOf === 'any') return;
    const found = await this.cases.find(from, caseNumber);
    if (found === undefined) throw refusal(unknownCase, '/caseNumber', `本院没有案件${caseNumber}，请先登记`, `This court has no case ${caseNumber}: record it first`);
    const named = debtorNamedIn === undefined ? undefined : details[debtorNamedIn];
    if (typeof named === 'string') {
      if (found.debtors.some(({ name }) => plain(name) === plain(named))) return;
      throw refusal(notADebtor, `/details/${debtorNamedIn}`, `${caseNumber}没有该名称的被执行人`, `No debtor of ${caseNumber} has this name`);
    }
    const numberField = subject.kind === 'person' ? 'idNumber' : 'creditCode';
    const debtor = found.debtors.find((one) => one.kind === subject.kind && numberOf(one) === numberOf(subject));
    // Never the number itself: a refusal may reach a log.
    if (debtor === undefined) throw refusal(notADebtor, `/subject/${numberField}`, `${caseNumber}的被执行人中没有该证件号码`, `No debtor of ${caseNumber} has this number`);
    if (plain(debtor.name) !== plain(subject.name)) throw refusal(notADebtor, '/subject/name', `姓名或名称与${caseNumber}的被执行人不符`, `The name is not that of the debtor of ${caseNumber} with this number`);
  }
}

const plain = (name: string): string => name.normalize('NFKC').replace(/\s+/g, '');

const refusal = (kind: ProblemKind, pointer: string, zh: string, en: string): Problem =>
  new Problem(kind, { detail: { zh, en }, errors: [{ pointer, code: kind.slug, detail: { zh, en } }] });
