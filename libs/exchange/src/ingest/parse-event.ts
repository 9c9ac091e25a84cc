import { documentChunkType, isLegalDate, parseMessageType, type LianzhiEvent } from '@lianzhi/contracts';

/** Why a value is no message of ours. WARNING: reasons are stored with dead letters. */
export type ParseFailure = 'broken-event' | 'unknown-version' | 'unknown-type';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const required = ['id', 'source', 'type', 'subject', 'time', 'dataschema', 'recipient', 'requesttype', 'urgency', 'thread', 'datadigest', 'proof', 'datacontenttype'] as const;
const integers = ['sequence', 'of', 'chunk', 'chunks', 'round', 'resendfrom', 'clockoffset'] as const;
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** The event in a record's value, or why it is none. Unknown further attributes are kept: a later minor version may add some. */
export function parseEvent(value: Buffer | null): LianzhiEvent | ParseFailure {
  let event: Record<string, unknown>;
  try {
    event = JSON.parse(value?.toString('utf8') ?? '') as Record<string, unknown>;
  } catch {
    return 'broken-event';
  }
  if (typeof event !== 'object' || event === null || event['specversion'] !== '1.0') return 'broken-event';
  if (!required.every((name) => typeof event[name] === 'string' && isText(event[name] as string))) return 'broken-event';
  if (!integers.every((name) => event[name] === undefined || Number.isSafeInteger(event[name]))) return 'broken-event';
  if (!uuid.test(event['id'] as string) || !uuid.test(event['subject'] as string)) return 'broken-event';
  if (!isInstant(event['time'] as string)) return 'broken-event';
  const until = event['until'];
  if (until !== undefined && !(typeof until === 'string' && (isLegalDate(until) || isInstant(until)))) return 'broken-event';
  return typeOf(event as unknown as LianzhiEvent);
}

const isInstant = (text: string): boolean => instant.test(text) && !Number.isNaN(Date.parse(text));

/** Postgres stores neither NUL nor lone surrogates as text; both are refused before they get that far. */
const isText = (text: string): boolean => !/[\u0000]|\p{Surrogate}/u.test(text);

function typeOf(event: LianzhiEvent): LianzhiEvent | ParseFailure {
  if (event.type === documentChunkType || event.type.startsWith('lianzhi.notice.')) return event.type.endsWith('.v1') ? event : 'unknown-version';
  const parsed = parseMessageType(event.type);
  if (!parsed) return 'unknown-type';
  return parsed.version === 1 ? event : 'unknown-version';
}
