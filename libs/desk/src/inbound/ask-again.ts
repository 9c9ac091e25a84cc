import { lastKnown, messageType, sourceOf, type LianzhiEvent } from '@lianzhi/contracts';
import { type AskAgain, type Exchange, insertOutgoing, type OutgoingEntry, type Parked, readEvent } from '@lianzhi/exchange';
import { inTransaction, uuidv7 } from '@lianzhi/platform';
import type { DeskRequest } from '../requests/desk-request';
import { findRequests, requestOf } from '../requests/request-rows';
import type { DeskContext } from '../unit/desk-context';

/** How long documents may be missing before somebody is told, ms (design §3). */
const alertAfterMs = 60 * 60_000;

/** Asks the sender of a parked message to send again what is missing, and raises an alert when documents stay away. */
export function askAgain(context: DeskContext): AskAgain {
  return async (parked) => {
    await inTransaction(context.exchange.pool, async (client) => {
      const { rows } = await client.query<{ seq: string; event: Buffer }>('SELECT seq, event FROM journal WHERE seq = ANY($1::bigint[])', [parked.map(({ seq }) => seq)]);
      const events = new Map(rows.map(({ seq, event }) => [seq, readEvent(event)]));
      const asked = await Promise.all(parked.filter(({ seq }) => events.has(seq)).map((one) => request(one, events.get(one.seq)!, context)));
      await insertOutgoing(client, asked.flatMap((entry) => entry ?? []));
      await context.raiseAlerts(client, parked.filter(({ waitingFor, waitedMs }) => waitingFor === 'documents' && waitedMs > alertAfterMs).map((one) => ({
        organisation: one.recipient, kind: 'documents-missing', level: 'warning' as const, requestId: one.requestId,
        raisedAt: context.clock.now().getTime(), key: `${one.requestId} ${one.seq} documents-missing`,
      })));
    });
    context.exchange.nudge();
  };
}

async function request(parked: Parked, event: LianzhiEvent, context: DeskContext): Promise<OutgoingEntry | undefined> {
  const { requestId, recipient } = parked;
  return resendRequest(parked, event, requestOf(await findRequests(context.exchange.pool, [requestId]), requestId, recipient), context.exchange);
}

/** `resend-requested` has no sequence: it is handled on arrival. From 1 when the request itself is not known here. Pure but for the id and the time. */
export function resendRequest(
  { requestId, sender, recipient, waitingFor }: Parked, event: LianzhiEvent, known: DeskRequest | undefined, { composer, directory }: Pick<Exchange, 'composer' | 'directory'>,
): OutgoingEntry | undefined {
  // A sender that has left the directory cannot be asked; the others are.
  if (directory.operatorOf(sender) === undefined) return undefined;
  const firstMissing = known ? lastKnown(known.record, known.box === 'sent' ? 'recipient' : 'requester') + 1 : 1;
  return composer.compose({
    id: uuidv7(), source: sourceOf(recipient), type: messageType('resend-requested'), subject: requestId, dataschema: event.dataschema,
    recipient: sender, requesttype: event.requesttype, urgency: event.urgency, thread: event.thread,
    ...(waitingFor === 'documents' ? { document: requestId } : { resendfrom: firstMissing }),
  }, {});
}
