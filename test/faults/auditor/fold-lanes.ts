import { catalogue, defaultCalendar, emptyRecord, foldedMove, merge, organisationOf, type LaneMessage, type RequestRecord, type Urgency } from '@lianzhi/contracts';
import { effectiveTime } from '@lianzhi/exchange';
import type { LaneRecord } from './lane-reader';

/** What the lanes say of each request, folded by the auditor itself: of several copies of a message the first one counts. */
export function foldLanes(records: readonly LaneRecord[]): Map<string, RequestRecord> {
  const seen = new Set<string>();
  const requests = new Map<string, { from: string; messages: LaneMessage[]; type: string; urgency: Urgency }>();
  const begins = records.filter(({ topic, event }) => topic.startsWith('exchange.') && event.type === 'lianzhi.request.submitted.v1');
  for (const { event } of begins) requests.set(event.subject, { from: organisationOf(event.source)!, messages: [], type: event.requesttype, urgency: event.urgency as Urgency });
  for (const { topic, event, appendedAt } of records) {
    const request = requests.get(event.subject);
    if (!request || !topic.startsWith('exchange.') || event.sequence === undefined || seen.has(event.id)) continue;
    seen.add(event.id);
    const side = organisationOf(event.source) === request.from ? 'requester' : 'recipient';
    const { at, late } = effectiveTime(event, appendedAt);
    const { id, sequence, of, outcome, milestone, until } = event;
    request.messages.push({ side, move: foldedMove(event.type, side, sequence), id, sequence, at, ...(late && { late }), of, outcome, milestone, until });
  }
  return new Map([...requests].map(([id, { messages, type, urgency }]) =>
    [id, messages.reduce((record, message) => merge(record, message, { contract: catalogue.get(type), calendar: defaultCalendar }), emptyRecord(type, urgency))]));
}

/** Comparable: without members that are undefined. */
export const essence = (record: RequestRecord): unknown => JSON.parse(JSON.stringify(record)) as unknown;
