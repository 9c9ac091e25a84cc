import { emptyRecord, merge, organisationOf, type LaneMessage, type LianzhiEvent, type RequestRecord, type Urgency } from '@lianzhi/contracts';
import { history, lock, readEvent, type HistoryRow } from '@lianzhi/exchange';
import { inTransaction } from '@lianzhi/platform';
import { described } from '../inbound/receive-as-recipient';
import { laneMessageOf } from '../inbound/lane-message';
import { rowsOf } from '../moves/open-messages';
import type { DeskRequest, MoveData, SubmittedData } from '../requests/desk-request';
import { settleRequest } from '../requests/settle-request';
import type { DeskContext } from './desk-context';
import { DeskSession } from './desk-session';

/**
 * Folds requests anew from the journal: their messages reached the bus late, so they count from another time, or they were
 * found again after a restore. Runs no handler and sends nothing.
 */
export async function refoldRequests(context: DeskContext, requestIds: readonly string[]): Promise<void> {
  // A later request about an earlier one finds what that one made: ids grow with time.
  for (const id of [...requestIds].sort()) {
    await inTransaction(context.exchange.pool, async (client) => {
      await lock(client, [id]);
      const session = await DeskSession.begin(client, context, [id]);
      const rows = await history(client, id);
      for (const box of ['sent', 'received'] as const) {
        const request = session.find(id, box) ?? rebuilt(rows, box, session);
        if (request) refold(request, rows, session);
      }
      await session.flush();
    });
  }
}

/** Folds one request anew from these rows, in the session's transaction. */
export function refold(request: DeskRequest, rows: readonly HistoryRow[], session: DeskSession): void {
  const fold = session.fold(request);
  const messages = rowsOf(request, rows)
    // What was received and not handled yet is not part of the fold.
    .filter(({ row }) => row.handling === null || row.handling === 'd' || row.handling === 'x')
    .flatMap(({ row, side }) => ({ row, message: messageOf(row, side) }));
  let record = emptyRecord(request.type, request.urgency);
  const counting = new Set<string>();
  for (const { message } of messages) {
    if (!message) continue;
    const before = record;
    record = merge(before, message, fold);
    for (const { id } of newlyFolded(before, record, message)) counting.add(id);
  }
  const settled = settleRequest(request, record, session.now, fold);
  session.put(settled);
  for (const { row, message } of messages) {
    // A dead letter counts by its attributes, but says nothing that could be used.
    if (message && row.handling !== 'x' && (message.move === 'submitted' || counting.has(message.id))) session.effect(settled, message, dataOf(row, session));
  }
}

/** The recipient's messages that this one brought into the order; none where the state forbade what it says. */
function newlyFolded(before: RequestRecord, after: RequestRecord, message: LaneMessage): LaneMessage[] {
  const folded = [...before.waiting.recipient, message].filter(({ side, sequence }) => side === 'recipient' && sequence > before.folded && sequence <= after.folded);
  return after.core === before.core && folded.length === 1 ? [] : folded;
}

function dataOf(row: HistoryRow, session: DeskSession): MoveData | SubmittedData | null {
  const opened = session.context.exchange.opener.open(readEvent(row.event), row.topic);
  return opened.kind === 'ok' ? opened.data as MoveData | SubmittedData : null;
}

function messageOf(row: HistoryRow, side: LaneMessage['side']): LaneMessage | undefined {
  return laneMessageOf({ attributes: readEvent(row.event), appendedAt: row.appended_at?.getTime() }, side);
}

/** A request that the database lost and the journal holds again. */
function rebuilt(rows: readonly HistoryRow[], box: DeskRequest['box'], session: DeskSession): DeskRequest | undefined {
  const row = rows.find(({ type, direction }) => type === 'lianzhi.request.submitted.v1' && direction === (box === 'sent' ? 'o' : 'i'));
  if (!row) return undefined;
  const event: LianzhiEvent = readEvent(row.event);
  const opened = session.context.exchange.opener.open(event, row.topic);
  const at = Date.parse(event.time);
  const request: DeskRequest = {
    id: event.subject, box, type: event.requesttype, from: organisationOf(event.source)!, to: event.recipient, thread: event.thread, follows: event.follows ?? null,
    caseNumber: '', urgency: event.urgency as Urgency, state: 'submitted', flags: [], record: emptyRecord(event.requesttype, event.urgency as Urgency),
    subject: null, subjectHash: null, dueAt: null, dueObligation: null, dueOwedBy: null, closesAt: null, submittedAt: at, updatedAt: at,
  };
  return opened.kind === 'ok' ? described(request, opened.data as unknown as SubmittedData, session) : request;
}
