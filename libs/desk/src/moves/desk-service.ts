import { emptyRecord, type Details, type RequestContract } from '@lianzhi/contracts';
import { history, MessageTooBig, NoSuchLane, type DocumentReference } from '@lianzhi/exchange';
import { notFound, uuidv7 } from '@lianzhi/platform';
import type { PoolClient } from 'pg';
import type { DeskCore, OpenedMessage } from '../desk-core';
import { described } from '../inbound/receive-as-recipient';
import type { DeskRequest, MoveData } from '../requests/desk-request';
import { findRequest } from '../requests/request-rows';
import type { DeskContext } from '../unit/desk-context';
import type { DeskSession } from '../unit/desk-session';
import { UnitBatcher } from '../unit/unit-batcher';
import { decideMove } from './decide-move';
import { deskProblem } from './desk-problems';
import type { MoveCommand, SubmitCommand } from './move-command';
import { openMessages } from './open-messages';

/** What an organisation of this desk does with requests: send one, move one, read one. Calls that come together commit together. */
export class DeskService implements DeskCore {
  private readonly batcher: UnitBatcher;

  constructor(private readonly context: DeskContext) {
    this.batcher = new UnitBatcher(context);
  }

  async submit(command: SubmitCommand): Promise<DeskRequest> {
    const id = command.id ?? uuidv7();
    const documents = await this.documentsOf(command.from, command.documents);
    const thread = await this.threadOf(command, id);
    return this.batcher.run(id, async (session) => session.find(id, 'sent') ?? this.send(id, thread, command, documents, session));
  }

  /** `also` writes in the same transaction, only if the move is made. */
  async move(command: MoveCommand, also?: (client: PoolClient) => Promise<void>): Promise<DeskRequest> {
    const documents = await this.documentsOf(command.organisation, command.documents ?? []);
    return this.batcher.run(command.requestId, async (session) => {
      const request = session.findFor(command.requestId, command.organisation);
      if (!request) throw notFound();
      const { milestone } = decideMove(request, command, session.fold(request), session.now);
      const data: MoveData = present({
        details: command.details, reason: command.reason, missing: command.missing, question: command.question, note: command.note, documents: documents.length > 0 ? documents : undefined,
      });
      const contract = session.contract(request);
      const until = command.until ?? untilOfReply(contract, command);
      const moved = sized(() => session.send(request, { move: command.move, data, outcome: command.outcome, milestone, until, documents, traceparent: command.traceparent, id: command.id }));
      if (also) session.also(also);
      return moved;
    });
  }

  find(requestId: string, organisation: string): Promise<DeskRequest | undefined> {
    return findRequest(this.context.exchange.pool, requestId, organisation);
  }

  async messages(request: DeskRequest): Promise<OpenedMessage[]> {
    return openMessages(request, await history(this.context.exchange.pool, request.id), this.context.exchange.opener);
  }

  private send(id: string, thread: string, command: SubmitCommand, documents: DocumentReference[], session: DeskSession): DeskRequest {
    const contract = this.context.catalogue.get(command.type);
    const { caseNumber, subject, details, officers } = command;
    const draft: DeskRequest = {
      id, box: 'sent', type: command.type, from: command.from, to: command.to, thread, follows: command.follows ?? null,
      caseNumber, urgency: command.urgency, state: 'submitted', flags: [], record: emptyRecord(command.type, command.urgency), subject: null, subjectHash: null,
      dueAt: null, dueObligation: null, dueOwedBy: null, closesAt: null, submittedAt: session.now, updatedAt: session.now,
    };
    const until = contract.until?.request && details[contract.until.request];
    return sized(() => session.send(described(draft, { caseNumber, subject }, session), {
      move: 'submitted', data: { caseNumber, subject, details, officers, documents }, until: typeof until === 'string' ? until : undefined, documents, traceparent: command.traceparent,
    }));
  }

  /** A later step belongs to the thread of the request it follows, which must be one of this organisation's. */
  private async threadOf({ follows, from }: SubmitCommand, id: string): Promise<string> {
    if (follows === undefined) return id;
    const earlier = await this.find(follows, from);
    if (!earlier) throw deskProblem('unknown-follows', { errors: [{ pointer: '/follows', code: 'unknown-follows', detail: { zh: '没有该事项', en: 'is not a request of this organisation' } }] });
    return earlier.thread;
  }

  private async documentsOf(owner: string, ids: readonly string[]): Promise<DocumentReference[]> {
    if (ids.length === 0) return [];
    const found = await this.context.exchange.documents.find(this.context.exchange.pool, owner, ids);
    const missing = ids.findIndex((id) => !found.some((document) => document.id === id));
    if (missing >= 0) throw deskProblem('unknown-document', { errors: [{ pointer: `/documents/${missing}`, code: 'unknown-document', detail: { zh: '没有该文书，请先上传', en: 'is not a document of this organisation: upload it first' } }] });
    return ids.map((id) => found.find((document) => document.id === id)!);
  }
}

function untilOfReply(contract: RequestContract, command: MoveCommand): string | undefined {
  const field = contract.until?.reply;
  const value: unknown = field && (command.details as Details | undefined)?.[field];
  return typeof value === 'string' ? value : undefined;
}

/** Size and reachability are checked while composing, so that everything in the journal can be published. */
function sized<T>(send: () => T): T {
  try {
    return send();
  } catch (error) {
    if (error instanceof MessageTooBig) throw deskProblem('message-too-big');
    if (error instanceof NoSuchLane) throw deskProblem('unknown-organisation');
    throw error;
  }
}

const present = (data: MoveData): MoveData => Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
