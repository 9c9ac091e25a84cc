import { Inject, Injectable } from '@nestjs/common';
import {
  againstRelation, mayFollow, missingDocuments, normaliseCaseNumber, shanghaiDate, validateSubmission,
  type Details, type DocumentMove, type Issue, type Officer, type RequestContract, type SaidByMove, type Subject, type Urgency,
} from '@lianzhi/contracts';
import type { DocumentReference } from '@lianzhi/exchange';
import { invalid, invalidIssues, type Problem } from '@lianzhi/platform';
import { deskProblem, isDeskProblem } from '../moves/desk-problems';
import type { SubmitCommand } from '../moves/move-command';
import type { DeskRequest } from '../requests/desk-request';
import { isUuid } from '../requests/request-filter';
import { DESK_HTTP_PARTS, type DeskHttpParts } from './desk-http-parts';
import { fieldProblem } from './field-problem';

interface SubmissionBody {
  type: string; to: string; caseNumber: string; urgency?: Urgency; subject: Subject; details: Details;
  officers?: Officer[]; documents?: string[]; follows?: string;
}

/** Turns the body of `POST /v1/requests` into a command, or says everything that is wrong with it. */
@Injectable()
export class SubmissionReader {
  constructor(@Inject(DESK_HTTP_PARTS) private readonly parts: DeskHttpParts) {}

  /** @throws Problem 422 */
  async read(from: string, body: unknown): Promise<SubmitCommand> {
    const contract = this.contractOf(body);
    const issues = validateSubmission(contract, body, { businessDate: shanghaiDate(this.parts.clock.now()), strict: true });
    if (issues.length > 0) throw refusalOf(issues);
    const { type, to, caseNumber, urgency = 'ordinary', subject, details, officers = [], documents = [], follows } = body as SubmissionBody;
    this.checkRecipient(contract, from, to);
    const earlier = follows === undefined ? undefined : await this.readFollows(contract, from, follows);
    this.checkRelation(contract, from, to, earlier);
    const references = await this.readDocuments(contract, from, documents, details, 'request');
    return { type, from, to, caseNumber: normaliseCaseNumber(caseNumber), urgency, subject, details, officers, documents: references, ...(earlier && { follows: { id: earlier.id, thread: earlier.thread } }) };
  }

  /**
   * The ids are of the owner's documents, and those that the contract requires with the move are among them.
   * @returns the documents in the order of the ids, each once
   */
  async readDocuments(contract: RequestContract, owner: string, ids: readonly string[], details: Details, move: DocumentMove | undefined, said?: SaidByMove): Promise<DocumentReference[]> {
    const wanted = [...new Set(ids.map((id) => id.toLowerCase()))];
    const found = (await Promise.all(this.parts.directory.speaksFor(owner).map((one) => this.parts.documents.find(one, wanted.filter(isUuid))))).flat();
    const known = new Map(found.map((document) => [document.id, document]));
    const unknown = ids.flatMap((id, i) => (known.has(id.toLowerCase()) ? [] : [{ pointer: `/documents/${i}`, code: 'unknown-document', detail: unknownDocument }]));
    if (unknown.length > 0) throw deskProblem('unknown-document', { detail: unknownDocument, errors: unknown });
    const missing = move === undefined ? [] : missingDocuments(contract, move, details, found.map(({ kind }) => kind), said);
    if (missing.length === 0) return wanted.map((id) => known.get(id)!);
    throw fieldProblem('documents-missing', '/documents', { zh: `缺少：${missing.join('、')}`, en: `Missing: ${missing.join(', ')}` }, { missing });
  }

  private contractOf(body: unknown): RequestContract {
    const { type } = (body ?? {}) as { type?: unknown };
    if (typeof type !== 'string' || type === '') throw invalid([{ pointer: '/type', code: 'required', detail: { zh: '必填', en: 'is required' } }]);
    const contract = this.parts.catalogue.find(type);
    if (contract === undefined) throw fieldProblem('unknown-type', '/type', { zh: '目录中没有该事项类型', en: 'The catalogue has no such request type' });
    return contract;
  }

  private checkRecipient(contract: RequestContract, from: string, to: string): void {
    const { directory, clock } = this.parts;
    const recipient = directory.organisation(to);
    if (recipient === undefined) throw fieldProblem('unknown-organisation', '/to', { zh: '通讯录中没有该单位', en: 'The directory has no such organisation' });
    if (recipient.status === 'closed') throw closedOrganisation(recipient.name, to, directory.actingFor(to));
    if (!directory.isActive(to, clock.now().getTime())) {
      throw fieldProblem('suspended-organisation', '/to', { zh: `${recipient.name}已停用`, en: `${to} is suspended or no longer takes part` });
    }
    if (to === from || recipient.operator === undefined || !contract.responders.includes(recipient.agency)) {
      throw fieldProblem('recipient-does-not-answer', '/to', { zh: `${recipient.name}不办理「${contract.title.zh}」`, en: `${to} does not answer requests of type ${contract.type}` });
    }
  }

  /** Names who stands above, so that whoever may not ask knows who may. */
  private checkRelation(contract: RequestContract, from: string, to: string, earlier: DeskRequest | undefined): void {
    const { directory } = this.parts;
    const against = againstRelation(contract, { from, to, earlier }, (above, below) => directory.isAbove(above, below));
    if (!against) return;
    const turnedUp = contract.requester?.turnsUpAfter?.includes(earlier?.type ?? '') === true;
    const superiors = directory.superiors(turnedUp ? earlier!.to : to).map(({ code, name }) => ({ code, name }));
    const names = superiors.map(({ code, name }) => `${name}（${code}）`).join('、');
    const detail = superiors.length === 0 ? against : { zh: `${against.zh}；其上级为：${names}`, en: `${against.en}. Above it: ${superiors.map(({ code }) => code).join(', ')}` };
    throw fieldProblem('not-superior', '/to', detail, { superiors: superiors.map(({ code }) => code) });
  }

  private async readFollows(contract: RequestContract, from: string, follows: string): Promise<DeskRequest> {
    const earlier = await this.parts.core.find(follows, from);
    if (earlier === undefined) throw fieldProblem('unknown-follows', '/follows', { zh: '没有该事项', en: 'There is no such request' });
    const verdict = mayFollow(contract, earlier, this.parts.clock.now().getTime());
    if (!verdict.allowed) throw fieldProblem(verdict.code === 'not-yet' ? 'follows-not-yet' : 'unknown-follows', '/follows', verdict.reason);
    return earlier;
  }
}

/** Names whoever took over, so that the sender can ask there. */
function closedOrganisation(name: string, code: string, acting: { code: string; name: string } | undefined): Problem {
  if (acting === undefined || acting.code === code) return fieldProblem('closed-organisation', '/to', { zh: `${name}已撤销`, en: `${code} is closed` });
  return fieldProblem('closed-organisation', '/to', { zh: `${name}已撤销，请向${acting.name}（${acting.code}）提出`, en: `${code} is closed: ask its successor ${acting.code}` }, { successor: acting.code });
}

/** `invalid`, unless one of the issues is a kind of problem of its own: callers tell it by its type. */
function refusalOf(issues: readonly Issue[]): Problem {
  const own = issues.find(({ code }) => isDeskProblem(code));
  if (!own || !isDeskProblem(own.code)) return invalidIssues(issues);
  return deskProblem(own.code, { detail: own, errors: issues.map(({ pointer, code, zh, en }) => ({ pointer, code, detail: { zh, en } })) });
}

const unknownDocument = { zh: '文书不存在或不属于本单位', en: 'is not a document of this organisation' };
