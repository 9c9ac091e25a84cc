import { merge, type FoldContext, type RequestRecord } from '@lianzhi/contracts';
import { readEvent, type HistoryRow } from '@lianzhi/exchange';
import { laneMessageOf } from '../inbound/lane-message';
import { rowsOf } from '../moves/open-messages';
import type { DeskRequest } from '../requests/desk-request';

/**
 * A request that begins here anew, with what this desk has said of it already: after a restore its own lane was read back
 * while the requester's messages come again. They find their answers waiting and run no handler a second time.
 */
export function withOwnLane(request: DeskRequest, sent: readonly HistoryRow[], fold: FoldContext): DeskRequest {
  const record = rowsOf(request, sent)
    .flatMap(({ row, side }) => laneMessageOf({ attributes: readEvent(row.event), appendedAt: row.appended_at?.getTime() }, side) ?? [])
    .reduce<RequestRecord>((folded, message) => merge(folded, message, fold), request.record);
  return record === request.record ? request : { ...request, record };
}
