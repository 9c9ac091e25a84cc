import { lastKnown, messageType, sourceOf, type LianzhiEvent } from '@lianzhi/contracts';
import { type AskAgain, insertOutgoing, type OutgoingEntry, type Parked, readEvent } from '@lianzhi/exchange';
import { inTransaction, uuidv7 } from '@lianzhi/platform';
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

/** `resend-requested` has no sequence: it is handled on arrival. From 1 when the request itself is not known here. */
async function request(parked: Parked, event: LianzhiEvent, context: DeskContext): Promise<OutgoingEntry | undefined> {
  // A sender that has left the directory cannot be asked; the others are.
  if (context.exchange.directory.operatorOf(parked.sender) === undefined) return undefined;
  return context.exchange.composer.compose({
    id: uuidv7(), source: sourceOf(parked.recipient), type: messageType('resend-requested'), subject: parked.requestId, dataschema: event.dataschema,
    recipient: parked.sender, requesttype: event.requesttype, urgency: event.urgency, thread: event.thread,
    ...(parked.waitingFor === 'documents' ? { document: parked.requestId } : { resendfrom: await firstMissing(parked, context) }),
  }, {});
}

async function firstMissing({ requestId, recipient }: Parked, context: DeskContext): Promise<number> {
  const known = requestOf(await findRequests(context.exchange.pool, [requestId]), requestId, recipient);
  return known ? lastKnown(known.record, known.box === 'sent' ? 'recipient' : 'requester') + 1 : 1;
}
