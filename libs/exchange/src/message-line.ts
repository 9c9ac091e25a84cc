import type { EventAttributes } from '@lianzhi/contracts';
import { parseTraceparent } from '@lianzhi/platform';
import type { MessageLine } from './exchange-metrics';
import type { StoredEntry, Verdict } from './journal/journal-entry';

const lineOf = (what: MessageLine['what'], { type, subject, id, traceparent }: EventAttributes): MessageLine =>
  ({ what, type, request: subject, message: id, traceId: parseTraceparent(traceparent)?.traceId });

export const publishedLine = (attributes: EventAttributes): MessageLine => lineOf('published', attributes);

export function handledLine({ attributes }: StoredEntry, verdict: Verdict): MessageLine {
  const why = verdict.kind === 'parked' ? `: ${verdict.waitingFor}` : verdict.kind === 'dead' ? `: ${verdict.reason}` : '';
  return { ...lineOf('handled', attributes), verdict: `${verdict.kind}${why}` };
}
