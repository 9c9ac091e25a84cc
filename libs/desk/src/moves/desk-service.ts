import { emptyRecord, milestoneOfRequest, type Details, type RequestContract } from '@lianzhi/contracts';
import { histories, MessageTooBig, NoSuchLane, type HistoryRow } from '@lianzhi/exchange';
import { GatheredCalls, notFound, uuidv7 } from '@lianzhi/platform';
import type { DeskCore, OpenedMessage } from '../desk-core';
import { described } from '../inbound/receive-as-recipient';
import type { Box, DeskRequest, MoveData } from '../requests/desk-request';
import { findRequests, requestOf } from '../requests/request-rows';
import type { DeskContext } from '../unit/desk-context';
import type { DeskSession } from '../unit/desk-session';
import { isLocal, type OwnMove } from '../unit/own-move';
import { UnitBatcher } from '../unit/unit-batcher';
import { decideMove } from './decide-move';
import { deskProblem } from './desk-problems';
import type { MoveCommand, SubmitCommand } from './move-command';
import { openMessages } from './open-messages';

/** What an organisation of this desk does with requests: send one, move one, read one. Calls that come together commit, and read, together. */
export class DeskService implements DeskCore {
  private readonly batcher: UnitBatcher;
  private readonly requests: GatheredCalls<{ id: string; organisation: string }, DeskRequest | undefined>;
  private readonly histories: GatheredCalls<string, HistoryRow[]>;

  constructor(private readonly context: DeskContext) {
    const { pool } = context.exchange;
    this.batcher = new UnitBatcher(context);
    this.requests = new GatheredCalls(async (keys) => {
      const found = await findRequests(pool, keys.map(({ id }) => id));
      // Of a closed organisation, whoever succeeded it.
      return keys.map(({ id, organisation }) => context.exchange.directory.speaksFor(organisation).map((one) => requestOf(found, id, one)).find((one) => one !== undefined));
    });
    this.histories = new GatheredCalls(async (ids) => {
      const rows = await histories(pool, ids);
      return ids.map((id) => rows.filter(({ request_id }) => request_id === id));
    }, 100);
  }

  submit(command: SubmitCommand): Promise<DeskRequest> {
    const id = command.id ?? uuidv7();
    return this.batcher.run(id, async (session) => {
      const send = (): DeskRequest => this.send(id, command, session);
      return session.find(id, boxOf(this.context.catalogue.get(command.type))) ?? (command.around ? command.around(session.client, send) : send());
    }, { ...command, id });
  }

  move(command: MoveCommand): Promise<DeskRequest> {
    return this.batcher.run(command.requestId, async (session) => {
      const send = (): DeskRequest => this.make(command, session);
      return command.around ? command.around(session.client, send) : send();
    });
  }

  /** Sends the `taken` of a received request whose automatic answer is not there in time to stand for it. */
  confirmReceipt(requestId: string): Promise<void> {
    return this.batcher.run(requestId, async (session) => {
      const request = session.find(requestId, 'received');
      if (request) session.confirmed(request);
      session.confirmTask(requestId);
    });
  }

  find(requestId: string, organisation: string): Promise<DeskRequest | undefined> {
    return this.requests.call({ id: requestId, organisation });
  }

  async messages(request: DeskRequest): Promise<OpenedMessage[]> {
    return openMessages(request, await this.histories.call(request.id), this.context.exchange.opener);
  }

  private make(command: MoveCommand, session: DeskSession): DeskRequest {
    const { move, outcome, details, reason, missing, question, note, documents = [], traceparent, id } = command;
    const found = session.findFor(command.requestId, command.organisation);
    if (!found) throw notFound();
    const request = command.endsTask ? found : session.confirmed(found);
    const theirs = request.box === 'received' && request.from === command.organisation;
    const { milestone } = decideMove(request, command, session.fold(request), session.now, theirs ? 'requester' : undefined);
    const data: MoveData = present({ details, reason, missing, question, note, documents: documents.length > 0 ? [...documents] : undefined });
    const until = command.until ?? untilOfReply(session.contract(request), command);
    const own = { move, data, outcome, milestone, until, documents, traceparent, id, by: command.organisation };
    const moved = sized(() => (theirs ? session.receiveLocal(request, own) : session.send(request, own)));
    if (command.endsTask) session.endTask(request.id);
    return moved;
  }

  private send(id: string, command: SubmitCommand, session: DeskSession): DeskRequest {
    const contract = this.context.catalogue.get(command.type);
    const { caseNumber, subject, details, officers, follows } = command;
    const documents = [...command.documents];
    const draft: DeskRequest = {
      id, box: boxOf(contract), type: command.type, from: command.from, to: command.to, thread: follows?.thread ?? id, follows: follows?.id ?? null,
      caseNumber, urgency: command.urgency, state: 'submitted', flags: [], record: emptyRecord(command.type, command.urgency), subject: null, subjectHash: null,
      dueAt: null, dueObligation: null, dueOwedBy: null, closesAt: null, submittedAt: session.now, updatedAt: session.now,
    };
    const until = contract.until?.request && details[contract.until.request];
    const request = described(draft, { caseNumber, subject }, session);
    const own: OwnMove = { move: 'submitted', data: { caseNumber, subject, details, officers, documents }, until: typeof until === 'string' ? until : undefined, milestone: milestoneOfRequest(contract, details), documents, traceparent: command.traceparent };
    return sized(() => (isLocal(contract) ? session.receiveLocal(request, own) : session.send(request, own)));
  }
}

/** Who has no lane has no desk of its own: the request begins where it is answered. */
const boxOf = (contract: RequestContract): Box => (isLocal(contract) ? 'received' : 'sent');

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
