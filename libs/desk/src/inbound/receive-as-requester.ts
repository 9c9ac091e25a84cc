import { place, type LaneMessage } from '@lianzhi/contracts';
import { done, type StoredEntry, type Verdict } from '@lianzhi/exchange';
import type { DeskRequest, MoveData } from '../requests/desk-request';
import type { DeskSession } from '../unit/desk-session';
import { laneMessageOf } from './lane-message';
import { faultOf } from './message-data';
import { raiseMilestoneAlert, saysRejected } from './receive-as-recipient';

/** Moves by which the recipient tells that something went wrong, and how loudly the requester is told. */
const alarming: Partial<Record<string, 'warning' | 'critical'>> = { rejected: 'warning', undeliverable: 'critical', returned: 'warning', 'measure-changed': 'warning' };

/**
 * Takes a recipient's message at the requester's desk. Its attributes always count; data that cannot be used becomes a
 * dead letter, the recipient is told by `rejected`, both get an alert, and the state stands.
 */
export async function receiveAsRequester(entry: StoredEntry, request: DeskRequest, session: DeskSession): Promise<Verdict> {
  const next = nextOf(entry, request);
  if ('kind' in next) return next;
  const { message } = next;
  const opened = session.open(entry);
  const fault = opened.kind === 'ok' ? faultOf(session.contract(request), message.move, entry.attributes, opened.data, message.at) : opened.reason;
  if (fault === undefined && opened.kind === 'ok') {
    const documents = (opened.data as MoveData).documents ?? [];
    if (documents.length > 0) {
      const complete = await session.hasDocuments(request.id, request.to, request.from, documents);
      if (complete === 'incomplete') return { kind: 'parked', waitingFor: 'documents' };
      if (complete === 'different') return unusable(message, request, session, 'document-differs');
    }
    const taken = take(message, request, session, opened.data as MoveData);
    if (taken.forbidden) refuse(message, taken.request, session, 'move-not-allowed');
    else session.effect(taken.request, message, opened.data as MoveData);
    return done;
  }
  return unusable(message, request, session, fault ?? 'unreadable-data');
}

/** Refuses what a message says without looking into it; its attributes count. */
export function refuseAsRequester(entry: StoredEntry, request: DeskRequest, session: DeskSession, reason: string): Verdict {
  const next = nextOf(entry, request);
  return 'kind' in next ? next : unusable(next.message, request, session, reason, saysRejected(entry));
}

function nextOf(entry: StoredEntry, request: DeskRequest): { message: LaneMessage } | Verdict {
  const message = laneMessageOf(entry, 'recipient');
  if (!message) return { kind: 'dead', reason: 'no-sequence' };
  const standing = place(request.record, message);
  if (standing === 'known') return done;
  return standing === 'gap' ? { kind: 'parked', waitingFor: 'predecessor' } : { message };
}

function take(message: LaneMessage, request: DeskRequest, session: DeskSession, data?: MoveData): { request: DeskRequest; forbidden: boolean } {
  const before = request.record.core;
  const next = session.take(request, message);
  raiseMilestoneAlert(message, next, session);
  const level = alarming[message.move];
  if (level) session.alert({ organisation: request.from, kind: message.move, level, requestId: request.id, raisedAt: session.now, key: `${message.id} ${message.move}`, ...newsOf(data) });
  // The recipient's own order never contains a move that its state forbids; a foreign system's fault changes nothing here.
  const forbidden = next.record.core === before && !next.record.waiting.recipient.some(({ id }) => id === message.id);
  return { request: next, forbidden };
}

/** What has become of an effect: an officer sees at once whether a waiting measure has taken effect. */
function newsOf(data: MoveData | undefined): { detail?: Record<string, unknown> } {
  const { change, rank } = data?.details ?? {};
  return change === undefined ? {} : { detail: { change, ...(typeof rank === 'number' && { rank }) } };
}

function unusable(message: LaneMessage, request: DeskRequest, session: DeskSession, code: string, isRejection = message.move === 'rejected'): Verdict {
  const { request: next } = take(message, request, session);
  // A `rejected` is never answered by `rejected`.
  if (!isRejection) refuse(message, next, session, code);
  session.alert({ organisation: request.from, kind: 'unusable-reply', level: 'critical', requestId: request.id, raisedAt: session.now, key: `${message.id} unusable` });
  return { kind: 'dead', reason: code.split(':')[0]!, detail: code };
}

function refuse(message: LaneMessage, request: DeskRequest, session: DeskSession, code: string): void {
  session.send(request, { move: 'rejected', data: { code }, of: message.sequence });
}
