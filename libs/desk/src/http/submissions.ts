import { Inject, Injectable } from '@nestjs/common';
import type { Details } from '@lianzhi/contracts';
import type { Problem } from '@lianzhi/platform';
import { deskProblem } from '../moves/desk-problems';
import type { SubmitCommand } from '../moves/move-command';
import type { DeskRequest } from '../requests/desk-request';
import { DESK_HTTP_PARTS, type DeskHttpParts } from './desk-http-parts';
import { SubmissionReader } from './submission-reader';

/** What may be said about sending besides the body. */
export type SubmissionExtras = Pick<SubmitCommand, 'id' | 'traceparent' | 'around'>;

/** Sends what somebody asks for in the form of `POST /v1/requests`: every way to a new request goes through here, so all are checked alike. */
@Injectable()
export class Submissions {
  constructor(
    @Inject(DESK_HTTP_PARTS) private readonly parts: DeskHttpParts,
    @Inject(SubmissionReader) private readonly reader: SubmissionReader,
  ) {}

  /** The organisation takes part, and its agency may send this type. @throws Problem 403 `not-permitted`, of a closed one with a successor elsewhere `succeeded-organisation` */
  mayBegin(organisation: string, body: unknown): void {
    const { directory, catalogue, clock } = this.parts;
    if (!directory.isActive(organisation, clock.now().getTime())) throw this.closed(organisation);
    const { type } = (body ?? {}) as { type?: unknown };
    const contract = typeof type === 'string' ? catalogue.find(type) : undefined;
    const agency = directory.organisation(organisation)?.agency;
    if (contract === undefined || (agency !== undefined && contract.requesters.includes(agency))) return;
    throw deskProblem('not-permitted', { detail: {
      zh: `「${contract.title.zh}」不能由本单位发送`, en: `Requests of type ${contract.type} cannot be sent by this organisation`,
    } });
  }

  /** Why it sends nothing: suspended, or closed, and then who takes over. */
  private closed(organisation: string): Problem {
    const { directory } = this.parts;
    if (directory.organisation(organisation)?.status !== 'closed') return deskProblem('not-permitted', { detail: { zh: '本单位已停用，不能发送事项', en: 'This organisation is suspended and cannot send requests' } });
    const acting = directory.actingFor(organisation);
    if (acting === undefined || acting.code === organisation) return deskProblem('not-permitted', { detail: { zh: '本单位已撤销，不能发送事项', en: 'This organisation is closed and cannot send requests' } });
    return deskProblem('succeeded-organisation', {
      detail: { zh: `本单位已撤销，须由承继单位${acting.name}（${acting.code}）另行发起`, en: `This organisation is closed: its successor ${acting.code} has to ask anew` }, extra: { successor: acting.code },
    });
  }

  /** Everything that can be said against the body before it is sent; nothing is written. @throws Problem */
  async check(organisation: string, body: unknown, extras: SubmissionExtras = {}): Promise<SubmitCommand> {
    this.mayBegin(organisation, body);
    const command = { ...(await this.reader.read(organisation, body)), ...extras };
    await this.parts.submissionCheck?.check(command, this.parts.catalogue.get(command.type));
    return command;
  }

  /** Checks and sends. Resolves after commit; with an `id` that was used before, with the request that it made. @throws Problem */
  async submit(organisation: string, body: unknown, extras: SubmissionExtras = {}): Promise<DeskRequest> {
    return this.parts.core.submit(await this.check(organisation, body, extras));
  }
}

/** The body of a submission, as far as it is known before it is checked. In the API. */
export interface SubmissionDraft {
  type: string;
  to: string;
  caseNumber: string;
  urgency?: string;
  subject?: object;
  details?: Details;
  officers?: object[];
  /** Ids of uploaded documents. */
  documents?: string[];
  /** Id of the earlier request. */
  follows?: string;
}
