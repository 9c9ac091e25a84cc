import { emptyRecord, merge, organisationOf, type LaneMessage, type LianzhiEvent, type RequestRecord, type Urgency } from '@lianzhi/contracts';
import { history, lock, readEvent, type HistoryRow } from '@lianzhi/exchange';
import { inTransaction } from '@lianzhi/platform';
import { described } from '../inbound/receive-as-recipient';
import { laneMessageOf } from '../inbound/lane-message';
import { rowsOf } from '../moves/open-messages';
import type { DeskRequest, SubmittedData } from '../requests/desk-request';
import { upsertRequests } from '../requests/request-rows';
import { settleRequest } from '../requests/settle-request';
import type { DeskContext } from './desk-context';
import { DeskSession } from './desk-session';

/**
 * Folds requests anew from the journal: their messages reached the bus late, so they count from another time, or they were
 * found again after a restore. Runs no handler and sends nothing.
 */
export async function refoldRequests(context: DeskContext, requestIds: readonly string[]): Promise<void> {
  for (const id of requestIds) {
    await inTransaction(context.exchange.pool, async (client) => {
      await lock(client, [id]);
      const session = await DeskSession.begin(client, context, [id]);
      const rows = await history(client, id);
      const requests = (['sent', 'received'] as const).flatMap((box) => session.find(id, box) ?? rebuilt(rows, box, session) ?? []);
      const refolded = requests.map((request) => refold(request, rows, session));
      await upsertRequests(client, refolded);
      if (refolded.length > 0) await context.onRequests?.(client, refolded);
    });
  }
}

function refold(request: DeskRequest, rows: readonly HistoryRow[], session: DeskSession): DeskRequest {
  const fold = session.fold(request);
  const record = rowsOf(request, rows)
    // What was received and not handled yet is not part of the fold.
    .filter(({ row }) => row.handling === null || row.handling === 'd' || row.handling === 'x')
    .flatMap(({ row, side }) => messageOf(row, side) ?? [])
    .reduce<RequestRecord>((folded, message) => merge(folded, message, fold), emptyRecord(request.type, request.urgency));
  return settleRequest(request, record, session.now, fold);
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
