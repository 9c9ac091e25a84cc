import { againstRelation, emptyRecord, isMoveOf, messageType, nextState, organisationOf, parseMessageType, place, sourceOf, type LaneMessage, type MoveName, type RequestContract, type Urgency } from '@lianzhi/contracts';
import { done, type StoredEntry, type Verdict } from '@lianzhi/exchange';
import { maskIdNumber, uuidv7 } from '@lianzhi/platform';
import type { DeskRequest, SubmittedData } from '../requests/desk-request';
import type { DeskSession } from '../unit/desk-session';
import { laneMessageOf } from './lane-message';
import { faultOf } from './message-data';

/**
 * Judges a requester's message at the recipient's desk, whose journal decides the order: confirms it with `taken`, refuses
 * it with `rejected` (message 1: `undeliverable`), or parks it until its predecessor or its documents are there.
 */
export async function receiveAsRecipient(entry: StoredEntry, request: DeskRequest | undefined, session: DeskSession): Promise<Verdict> {
  const next = nextOf(entry, request, session);
  return 'kind' in next ? next : judge(entry, next.message, session.confirmed(next.request), session);
}

/** Refuses a message without looking into it. It uses up its sequence. */
export function refuseAsRecipient(entry: StoredEntry, request: DeskRequest | undefined, session: DeskSession, reason: string): Verdict {
  const next = nextOf(entry, request, session);
  if ('kind' in next) return next;
  return refuse(next.message, session.confirmed(next.request), session, reason, true, saysRejected(entry));
}

/** An unknown type is folded like a `rejected` (it moves nothing), but is none: its sender has to be told. */
export const saysRejected = ({ attributes }: Pick<StoredEntry, 'attributes'>): boolean => parseMessageType(attributes.type)?.move === 'rejected';

/** The message with its request, if it is the next one of its sender; else what becomes of it. */
function nextOf(entry: StoredEntry, request: DeskRequest | undefined, session: DeskSession): { message: LaneMessage; request: DeskRequest } | Verdict {
  const message = laneMessageOf(entry, 'requester');
  if (!message) return { kind: 'dead', reason: 'no-sequence' };
  // Without a contract there is no fold: the request cannot be kept, only refused, each message by one of the same sequence.
  if (!request && !session.context.catalogue.find(entry.attributes.requesttype)) return refuseUnknownType(entry, message, session);
  const known = request ?? (message.move === 'submitted' && message.sequence === 1 ? session.recovered(newRequest(entry, message.at)) : undefined);
  if (!known) return { kind: 'parked', waitingFor: 'request' };
  const standing = place(known.record, message);
  if (standing === 'known') return done;
  return standing === 'gap' ? { kind: 'parked', waitingFor: 'predecessor' } : { message, request: known };
}

async function judge(entry: StoredEntry, message: LaneMessage, request: DeskRequest, session: DeskSession): Promise<Verdict> {
  const contract = session.contract(request);
  if (!answers(contract, entry, session)) return refuse(message, request, session, 'not-permitted', true);
  const closed = message.move === 'submitted' ? closedRecipient(request.to, session) : undefined;
  if (closed !== undefined) return refuse(message, request, session, closed, false);
  if (message.move === 'submitted' && !mayAsk(contract, request, session)) return refuse(message, request, session, 'not-superior', false);
  const opened = session.open(entry);
  // Judged by the day on which it was sent, however late it comes.
  const fault = opened.kind === 'ok' ? faultOf(contract, message.move, entry.attributes, opened.data, message.at) : opened.reason;
  if (fault !== undefined || opened.kind !== 'ok') return refuse(message, request, session, fault ?? 'unreadable-data', true);
  const data = opened.data as unknown as SubmittedData;
  const documents = data.documents ?? [];
  if (documents.length > 0) {
    const standing = await session.hasDocuments(request.id, request.from, request.to, documents);
    if (standing === 'incomplete') return { kind: 'parked', waitingFor: 'documents' };
    if (standing === 'different') return refuse(message, request, session, 'document-differs', true);
  }
  const known = message.move === 'submitted' ? described(request, data, session) : request;
  if (isAnswered(message, known, session)) return done;
  const { state, done: made } = request.record.core;
  if (!isMoveOf('requester', message.move) || !nextState(state, message.move, new Set(made)).allowed) return refuse(message, known, session, 'move-not-allowed', false);
  confirm(message, known, data, session);
  return done;
}

/** Its sender's directory may be older than this one: it learns who took over. */
function closedRecipient(organisation: string, { context: { exchange: { directory } } }: DeskSession): string | undefined {
  if (directory.organisation(organisation)?.status !== 'closed') return undefined;
  const acting = directory.actingFor(organisation);
  return acting === undefined || acting.code === organisation ? 'closed-organisation' : `closed-organisation:${acting.code}`;
}

/** Judged again here: the sender's directory may be older, or its desk another's software. No dead letter, since who stands above whom changes. */
function mayAsk(contract: RequestContract, { from, to, follows }: DeskRequest, { context: { exchange: { directory } } }: DeskSession): boolean {
  return againstRelation(contract, { from, to, earlier: follows === null ? undefined : 'unknown' }, (above, below) => directory.isAbove(above, below)) === undefined;
}

/** Whether this desk's own lane, read back after a restore, has answered the message already: then it only takes its place. */
function isAnswered(message: LaneMessage, request: DeskRequest, session: DeskSession): boolean {
  if (request.record.waiting.recipient.length === 0) return false;
  return session.take(request, message).record.placed >= message.sequence;
}

/** The message stands in the order from here on. */
export function confirm(message: LaneMessage, request: DeskRequest, data: SubmittedData, session: DeskSession): void {
  const known = session.take(request, message);
  const { automated } = session.context;
  const toAutomation = request.record.placed === 0 && automated.has(request.type);
  if (toAutomation) session.task(known, data);
  // The answer of a machine follows at once and stands for `taken`: a third of the messages less. Where it does not, the task sees to it.
  // Where the order of delivery decides a rank, `taken` is the proof of that order.
  const answerConfirms = toAutomation && automated.get(request.type) === undefined;
  const taken = answerConfirms ? known : session.send(known, { move: 'taken', data: {}, of: message.sequence });
  raiseMilestoneAlert(message, taken, session);
  if (session.contract(taken).milestones.some(({ name, passesOn }) => passesOn && name === message.milestone)) {
    session.tellOn({ organisation: taken.to, thread: taken.thread, milestone: message.milestone!, causedBy: message.id });
  }
  // The requester could not use what this side sent: somebody here has to know.
  if (message.move === 'rejected') session.alert({ organisation: request.to, kind: 'rejected', level: 'critical', requestId: request.id, raisedAt: session.now, key: `${message.id} rejected` });
}

/** `unusable`: the message becomes a dead letter besides (it consumes its sequence all the same). */
function refuse(message: LaneMessage, request: DeskRequest, session: DeskSession, code: string, unusable: boolean, isRejection = message.move === 'rejected'): Verdict {
  const verdict: Verdict = unusable ? { kind: 'dead', reason: code.split(':')[0]!, detail: code } : done;
  if (isAnswered(message, request, session)) return verdict;
  // A `rejected` is never answered by `rejected`, or two desks would go on for ever.
  const move: MoveName = isRejection ? 'taken' : message.sequence === 1 ? 'undeliverable' : 'rejected';
  session.send(session.take(request, message), { move, data: move === 'taken' ? {} : { code }, of: message.sequence });
  return verdict;
}

/** A type that is unknown here: answered message by message, so that the sender knows, but kept as a dead letter. */
function refuseUnknownType({ attributes }: StoredEntry, { sequence }: LaneMessage, session: DeskSession): Verdict {
  const reason = 'unknown-request-type';
  session.sendEntry(session.context.exchange.composer.compose({
    id: uuidv7(), source: sourceOf(attributes.recipient), type: messageType(sequence === 1 ? 'undeliverable' : 'rejected'), subject: attributes.subject,
    dataschema: attributes.dataschema, recipient: organisationOf(attributes.source)!, requesttype: attributes.requesttype, urgency: attributes.urgency,
    sequence, of: sequence, thread: attributes.thread,
  }, { code: reason }));
  return { kind: 'dead', reason };
}

/** Whether the contract joins these two agencies in this direction. */
export function answers(contract: RequestContract, { attributes }: StoredEntry, session: DeskSession): boolean {
  const { directory } = session.context.exchange;
  const from = directory.agencyOf(organisationOf(attributes.source) ?? '');
  const to = directory.agencyOf(attributes.recipient);
  return contract.requesters.includes(from ?? '') && contract.responders.includes(to ?? '');
}

function newRequest({ attributes }: StoredEntry, at: number): DeskRequest {
  const urgency = attributes.urgency as Urgency;
  return {
    id: attributes.subject, box: 'received', type: attributes.requesttype, from: organisationOf(attributes.source)!, to: attributes.recipient,
    thread: attributes.thread, follows: attributes.follows ?? null, caseNumber: '', urgency, state: 'submitted', flags: [],
    record: emptyRecord(attributes.requesttype, urgency), subject: null, subjectHash: null,
    dueAt: null, dueObligation: null, dueOwedBy: null, closesAt: null, submittedAt: at, updatedAt: at,
  };
}

/** What lists and searches need of the data: name, masked number, keyed hash. */
export function described(request: DeskRequest, { caseNumber, subject }: Pick<SubmittedData, 'caseNumber' | 'subject'>, session: Pick<DeskSession, 'context'>): DeskRequest {
  const number = 'idNumber' in subject ? subject.idNumber : subject.creditCode;
  return {
    ...request, caseNumber,
    subject: { kind: subject.kind, name: subject.name, number: maskIdNumber(number) },
    subjectHash: session.context.cipher.hashIdNumber(number),
  };
}

/** Alerts that must not wait for the coordinator: a milestone whose contract says whom to call. */
export function raiseMilestoneAlert(message: LaneMessage, request: DeskRequest, session: DeskSession): void {
  const rule = session.contract(request).milestones.find(({ name }) => name === message.milestone);
  if (!rule?.alert) return;
  const organisation = rule.alert.to === 'requester' ? request.from : request.to;
  const mine = request.box === 'sent' ? request.from : request.to;
  if (organisation !== mine) return;
  session.alert({ organisation, kind: rule.name, level: rule.alert.level, requestId: request.id, raisedAt: session.now, key: `${message.id} ${rule.name}` });
}

