import { isKnownType, isMoveOf, nextState, place, type LaneMessage } from '@lianzhi/contracts';
import { done, history, type StoredEntry, type Verdict } from '@lianzhi/exchange';
import type { DeskRequest, MoveData, SubmittedData } from '../requests/desk-request';
import type { DeskSession } from '../unit/desk-session';
import { refold } from '../unit/refold-requests';
import { laneMessageOf } from './lane-message';
import { faultOf } from './message-data';
import { answers, confirm } from './receive-as-recipient';
import { requestOf } from './request-of';

type Handle = (entry: StoredEntry, session: DeskSession) => Promise<Verdict>;
const dead = (reason: string, detail?: string): Verdict => ({ kind: 'dead', reason, ...(detail !== undefined && { detail }) });

/**
 * Judges a dead letter again. One that never took its place in the order is handled as if it came now. One that did, a requester's, was refused:
 * `taken` names it and it counts from now on, if the state as it is now allows that. A recipient's counted all the while by its attributes: what it
 * says counts too once it can be read.
 */
export async function requeueMessage(entry: StoredEntry, session: DeskSession, handle: Handle): Promise<Verdict> {
  const request = requestOf(entry, session);
  if (request === 'foreign' || request === undefined || !isKnownType(entry.attributes.type)) return handle(entry, session);
  const message = laneMessageOf(entry, request.box === 'sent' ? 'recipient' : 'requester');
  if (!message || place(request.record, message) !== 'known') return handle(entry, session);
  if (!session.context.catalogue.find(request.type)) return dead('unknown-request-type');
  return request.box === 'sent' ? readAgain(entry, message, request, session) : allowAgain(entry, message, request, session);
}

async function allowAgain(entry: StoredEntry, message: LaneMessage, request: DeskRequest, session: DeskSession): Promise<Verdict> {
  const { state, done: made } = request.record.core;
  const refused = request.record.refused.find(({ sequence }) => sequence === message.sequence);
  // Without its first message there is no request: its sender was told that it was not delivered, and sends a new one.
  if (!refused || refused.move !== message.move) return dead('request-ended');
  if (!answers(session.contract(request), entry, session)) return dead('not-permitted');
  const read = await readable(entry, message, request, session);
  if ('kind' in read) return read;
  if (!isMoveOf('requester', message.move) || !nextState(state, message.move, new Set(made)).allowed) return dead('move-not-allowed', `move-not-allowed:${state}`);
  confirm(message, request, read.data as unknown as SubmittedData, session);
  return done;
}

async function readAgain(entry: StoredEntry, message: LaneMessage, request: DeskRequest, session: DeskSession): Promise<Verdict> {
  const read = await readable(entry, message, request, session);
  if ('kind' in read) return read;
  const rows = (await history(session.client, request.id)).map((row) => (row.seq === entry.seq ? { ...row, handling: 'd' as const } : row));
  refold(request, rows, session);
  session.alert({ organisation: request.from, kind: 'reply-usable', level: 'info', requestId: request.id, raisedAt: session.now, key: `${message.id} usable` });
  return done;
}

async function readable(entry: StoredEntry, message: LaneMessage, request: DeskRequest, session: DeskSession): Promise<{ data: MoveData } | Verdict> {
  const opened = session.open(entry);
  if (opened.kind !== 'ok') return dead(opened.reason);
  const fault = faultOf(session.contract(request), message.move, entry.attributes, opened.data, message.at);
  if (fault !== undefined) return dead(fault.split(':')[0]!, fault);
  const data = opened.data as MoveData;
  const [sender, recipient] = message.side === 'requester' ? [request.from, request.to] : [request.to, request.from];
  const standing = await session.hasDocuments(request.id, sender, recipient, data.documents ?? []);
  return standing === 'complete' ? { data } : dead(standing === 'different' ? 'document-differs' : 'documents-missing');
}
