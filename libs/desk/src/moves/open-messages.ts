import { isMove, parseMessageType, type Side } from '@lianzhi/contracts';
import { effectiveTime, readEvent, type EventOpener, type HistoryRow } from '@lianzhi/exchange';
import type { OpenedMessage } from '../desk-core';
import type { DeskRequest } from '../requests/desk-request';

/** The rows of the journal that belong to this side's view: in a court's own database a request may stand twice. */
export function rowsOf(request: Pick<DeskRequest, 'box' | 'from' | 'to'>, rows: readonly HistoryRow[]): { row: HistoryRow; side: Side }[] {
  return rows.flatMap((row) => {
    const side: Side | undefined = row.sender === request.from ? 'requester' : row.sender === request.to ? 'recipient' : undefined;
    if (!side || !isMove(parseMessageType(row.type)?.move ?? '')) return [];
    const own = (side === 'requester') === (request.box === 'sent');
    return own === (row.direction === 'o') ? [{ row, side }] : [];
  });
}

/** The messages of a request as its two organisations may read them, in the order in which they count. */
export function openMessages(request: DeskRequest, rows: readonly HistoryRow[], opener: EventOpener): OpenedMessage[] {
  return rowsOf(request, rows)
    .map(({ row, side }) => openMessage(request, row, side, opener))
    .sort((a, b) => a.at - b.at || (a.sequence ?? 0) - (b.sequence ?? 0));
}

function openMessage({ record }: DeskRequest, row: HistoryRow, side: Side, opener: EventOpener): OpenedMessage {
  const event = readEvent(row.event);
  const { at, late } = effectiveTime(event, row.appended_at?.getTime());
  const opened = opener.open(event, row.topic);
  return {
    id: event.id, move: parseMessageType(row.type)!.move, side, by: row.sender, sequence: event.sequence ?? null, at, late,
    outcome: event.outcome, milestone: event.milestone, until: event.until, traceparent: event.traceparent,
    data: opened.kind === 'ok' ? opened.data : null,
    standing: standingOf(record, row, side, event.sequence ?? 0),
  };
}

function standingOf(record: DeskRequest['record'], row: HistoryRow, side: Side, sequence: number): OpenedMessage['standing'] {
  if (row.handling === 'x') return 'dead';
  if (side === 'requester' && record.refused.some((refused) => refused.sequence === sequence)) return 'rejected';
  const settled = side === 'requester' ? sequence <= record.placed : sequence <= record.folded;
  return settled ? 'confirmed' : 'pending';
}
