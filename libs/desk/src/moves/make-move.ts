import { emptyRecord, milestoneOfRequest, type Details, type RequestContract } from '@lianzhi/contracts';
import { MessageTooBig, NoSuchLane } from '@lianzhi/exchange';
import { notFound } from '@lianzhi/platform';
import { described } from '../inbound/receive-as-recipient';
import type { Box, DeskRequest, MoveData } from '../requests/desk-request';
import type { DeskSession } from '../unit/desk-session';
import { isLocal, type OwnMove } from '../unit/own-move';
import { decideMove } from './decide-move';
import { deskProblem } from './desk-problems';
import type { MoveCommand, SubmitCommand } from './move-command';

/** Decides a move of this desk and puts its message into the session. @throws Problem */
export function makeMove(command: MoveCommand, session: DeskSession): DeskRequest {
  const { move, outcome, details, reason, missing, question, note, documents = [], traceparent, id } = command;
  const found = session.findFor(command.requestId, command.organisation);
  if (!found) throw notFound();
  const request = command.endsTask !== undefined ? found : session.confirmed(found);
  const theirs = request.box === 'received' && request.from === command.organisation;
  const { milestone } = decideMove(request, command, session.fold(request), session.now, theirs ? 'requester' : undefined);
  const data: MoveData = present({ details, reason, missing, question, note, documents: documents.length > 0 ? [...documents] : undefined });
  const until = command.until ?? untilOfReply(session.contract(request), command);
  const own = { move, data, outcome, milestone, until, documents, traceparent, id, by: command.organisation };
  const moved = sized(() => (theirs ? session.receiveLocal(request, own) : session.send(request, own)));
  if (command.endsTask !== undefined) session.endTask({ requestId: request.id, attempt: command.endsTask });
  return moved;
}

/** Begins a request of this desk under that id. @throws Problem */
export function beginRequest(id: string, command: SubmitCommand, session: DeskSession): DeskRequest {
  const contract = session.context.catalogue.get(command.type);
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

/** Who has no lane has no desk of its own: the request begins where it is answered. */
export const boxOf = (contract: RequestContract): Box => (isLocal(contract) ? 'received' : 'sent');

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
