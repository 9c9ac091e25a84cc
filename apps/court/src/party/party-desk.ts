import { Inject, Injectable } from '@nestjs/common';
import { shanghaiDate, validateMoveFields, type RequestState } from '@lianzhi/contracts';
import { DESK_HTTP_PARTS, type DeskHttpParts, type DeskRequest, type MoveCommand } from '@lianzhi/desk';
import { invalidIssues, notFound, problem, type Caller } from '@lianzhi/platform';
import { CaseRegister } from '../cases/case-register';
import type { EnforcementCase } from '../cases/enforcement-case';
import { caseProgress, seesProgress, type CaseStep, type ProgressItem } from './case-progress';
import { partyCodes, partyOf, type Party } from './party';
import { partyMessageView, type PartyMessageView } from './party-view';
import { readPartyMessage } from './read-party-message';

/** A case as one of its people sees it. */
export interface PartyCaseView {
  caseNumber: string;
  as: Party['capacity'];
  cause?: string;
  amountOwed?: string;
  progress?: ProgressItem[];
  messages: PartyMessageView[];
}

/** Open messages of one person in one case at most (policy): what is unanswered need not be said again. */
const mostOpen = 20;
const shownMessages = 200;

/** What a party does at its court: writes, reads its own case, answers questions, takes a message back. */
@Injectable()
export class PartyDesk {
  constructor(@Inject(DESK_HTTP_PARTS) private readonly parts: DeskHttpParts, @Inject(CaseRegister) private readonly cases: CaseRegister) {}

  /** @param id drawn from the caller's idempotency key: the same one finds what was sent */
  async send(party: Party, body: object, id: string | undefined): Promise<PartyMessageView> {
    const command = readPartyMessage(body, party, await this.caseOf(party), this.parts.catalogue, shanghaiDate(this.parts.clock.now()));
    const sent = id === undefined ? undefined : await this.parts.core.find(id, party.court);
    if (sent !== undefined) return this.again(sent, command);
    if ((await this.requestsOf(party)).filter(isUnanswered).length >= mostOpen) throw problem('too-many-requests', { detail: { zh: `本案尚有${mostOpen}件来信未答复`, en: `${mostOpen} messages in this case wait for an answer` } });
    return this.view(await this.parts.core.submit({ ...command, id }));
  }

  async read(party: Party): Promise<PartyCaseView> {
    const found = await this.caseOf(party);
    const mine = await this.requestsOf(party);
    const isSide = party.capacity !== 'informant';
    return {
      caseNumber: party.caseNumber, as: party.capacity, ...(isSide && { cause: found.cause, amountOwed: found.amountOwed }),
      ...(seesProgress.includes(party.capacity) && { progress: caseProgress(await this.stepsOf(party), this.parts.catalogue) }),
      messages: await Promise.all(mine.map((request) => this.view(request))),
    };
  }

  /** A supplement or withdrawal of one's own message. @throws Problem 404, 409, 422 */
  async move(caller: Caller, id: string, path: 'supplements' | 'withdrawal', move: MoveCommand['move'], body: unknown): Promise<PartyMessageView> {
    const { cipher, directory } = this.parts;
    const request = await this.parts.core.find(id, directory.successionOf(caller.organisation)[0]!);
    if (request?.box !== 'received' || !partyCodes(caller, cipher, directory).includes(request.from)) throw notFound({ zh: '没有该来信', en: 'There is no such message' });
    // A case that the token no longer names does not exist for the caller, nor do the messages in it.
    partyOf(caller, request.caseNumber, this.parts);
    const issues = validateMoveFields(this.parts.catalogue.get(request.type), path, body, { strict: true });
    if (issues.length > 0) throw invalidIssues(issues);
    const { documents: _none, ...content } = body as Pick<MoveCommand, 'reason' | 'note' | 'details' | 'documents'>;
    return this.view(await this.parts.core.move({ ...content, requestId: id, organisation: request.from, move }));
  }

  /** A key that is used again for something else is refused: the first message would be taken for the second. */
  private async again(sent: DeskRequest, { type, details }: { type: string; details: object }): Promise<PartyMessageView> {
    const view = await this.view(sent);
    if (sent.type !== type || canonical(view.details ?? {}) !== canonical(details)) throw problem('idempotency-key-reused', { detail: { zh: '该幂等键已用于内容不同的来信', en: 'The key was used with another message' } });
    return view;
  }

  private async view(request: DeskRequest): Promise<PartyMessageView> {
    return partyMessageView(request, await this.parts.core.messages(request), this.parts.catalogue);
  }

  private async caseOf({ court, caseNumber }: Party): Promise<EnforcementCase> {
    const found = await this.cases.find(court, caseNumber);
    if (found === undefined) throw notFound({ zh: '没有该案件', en: 'There is no such case' });
    return found;
  }

  private async requestsOf({ codes, court, courts, caseNumber }: Party): Promise<DeskRequest[]> {
    const { rows } = await this.parts.pool.query<{ id: string }>({
      name: 'party-requests', values: [caseNumber, codes, courts],
      text: `SELECT id FROM request WHERE case_number = $1 AND box = 'received' AND from_org = ANY($2::text[]) AND to_org = ANY($3::text[]) ORDER BY submitted_at DESC, id DESC LIMIT ${shownMessages}`,
    });
    return (await Promise.all(rows.map(({ id }) => this.parts.core.find(id, court)))).filter((request) => request !== undefined);
  }

  private async stepsOf({ courts, caseNumber }: Party): Promise<CaseStep[]> {
    const { rows } = await this.parts.pool.query<{ type: string; state: RequestState; to_org: string; submitted_at: Date; answered_at: string | null }>({
      name: 'party-case-steps', values: [caseNumber, courts],
      text: `SELECT type, state, to_org, submitted_at, record->'core'->>'answeredAt' AS answered_at FROM request WHERE case_number = $1 AND box = 'sent' AND from_org = ANY($2::text[]) ORDER BY submitted_at DESC LIMIT 500`,
    });
    const { directory } = this.parts;
    return rows.map(({ type, state, to_org: to, submitted_at: at, answered_at: answered }) => ({
      type, state, agency: directory.organisation(to)?.agency ?? '', submittedAt: at.getTime(), answeredAt: answered === null ? null : Number(answered),
    }));
  }
}

const isUnanswered = ({ state }: DeskRequest): boolean => ['submitted', 'delivered', 'accepted', 'information_requested'].includes(state);

const canonical = (details: object): string => JSON.stringify(Object.entries(details).sort(([a], [b]) => (a < b ? -1 : 1)));
