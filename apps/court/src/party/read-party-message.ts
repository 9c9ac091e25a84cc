import { isPlainObject, normaliseCaseNumber, senderFields, validateSubmission, type Catalogue, type Details, type Issue, type RequestContract, type Subject, type Urgency } from '@lianzhi/contracts';
import type { SubmitCommand } from '@lianzhi/desk';
import { invalidIssues } from '@lianzhi/platform';
import type { EnforcementCase } from '../cases/enforcement-case';
import type { Party } from './party';

/** What a party writes: no more than this. Who speaks is the token's, the subject the case's. */
interface PartyMessageBody { type?: unknown; caseNumber?: unknown; debtor?: unknown; urgency?: unknown; details?: unknown }
const known = ['type', 'caseNumber', 'debtor', 'urgency', 'details'];
const issue = (pointer: string, code: string, zh: string, en: string): Issue => ({ pointer, code, zh, en });

/** The case that the body is about, as written. @throws Problem 422 */
export function caseNumberOf(body: unknown): string {
  const { caseNumber } = isPlainObject(body) ? (body as PartyMessageBody) : {};
  if (typeof caseNumber !== 'string' || caseNumber === '') throw invalidIssues([issue('/caseNumber', 'required', '必填', 'is required')]);
  return caseNumber;
}

/** The body of `POST /v1/party/messages` as a request to the court. @throws Problem 422 naming every field at fault */
export function readPartyMessage(body: PartyMessageBody, party: Party, { debtors }: Pick<EnforcementCase, 'debtors'>, catalogue: Pick<Catalogue, 'contracts'>, businessDate: string): Omit<SubmitCommand, 'id'> {
  const contract = contractOf(body.type, catalogue);
  const subject = subjectOf(body.debtor, debtors);
  const submission = {
    type: contract.type, to: party.court, caseNumber: party.caseNumber, ...(body.urgency !== undefined && { urgency: body.urgency }), subject,
    details: isPlainObject(body.details) ? { ...body.details, sender: party.name, capacity: party.capacity } : body.details,
  };
  const issues = [
    ...Object.keys(body).filter((name) => !known.includes(name)).map((name) => issue(`/${name}`, 'unknown-property', '没有该字段', 'is not a known field')),
    ...forged(body.details),
    ...validateSubmission(contract, submission, { businessDate, strict: true }),
  ];
  if (issues.length > 0) throw invalidIssues(issues);
  return {
    type: contract.type, from: party.code, to: party.court, caseNumber: normaliseCaseNumber(party.caseNumber), urgency: (submission.urgency ?? 'ordinary') as Urgency,
    subject, details: submission.details as Details, officers: [], documents: [],
  };
}

function contractOf(type: unknown, { contracts }: Pick<Catalogue, 'contracts'>): RequestContract {
  const open = contracts.filter(({ channel }) => channel === 'http');
  const contract = open.find((one) => one.type === type);
  if (contract === undefined) throw invalidIssues([issue('/type', 'choice', `须为以下之一：${open.map((one) => one.type).join('、')}`, `must be one of ${open.map((one) => one.type).join(', ')}`)]);
  return contract;
}

/** Named by its name, since a party need not know its number; a case of one debtor needs no name. */
function subjectOf(name: unknown, debtors: readonly Subject[]): Subject {
  const found = name === undefined && debtors.length === 1 ? debtors[0] : debtors.find((debtor) => debtor.name === name);
  if (found === undefined) throw invalidIssues([issue('/debtor', name === undefined ? 'required' : 'not-a-debtor', '须为本案被执行人的姓名或名称', 'must be the name of a debtor of the case')]);
  return found;
}

/** Whoever could type these could speak as somebody else. */
const forged = (details: unknown): Issue[] => (isPlainObject(details) ? Object.keys(senderFields).filter((name) => Object.hasOwn(details, name)) : [])
  .map((name) => issue(`/details/${name}`, 'not-yours-to-say', '由登录信息确定，不得填写', 'is taken from the token and cannot be given'));
