import { documentChunkType, isLegalDate, parseInstant, type LianzhiEvent } from '@lianzhi/contracts';

/** Why a value is no message of ours. WARNING: reasons are stored with dead letters. */
export type ParseFailure = 'broken-event' | 'unknown-version';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const required = ['id', 'source', 'type', 'subject', 'time', 'dataschema', 'recipient', 'requesttype', 'urgency', 'thread', 'datadigest', 'proof', 'datacontenttype'] as const;
const ids = ['id', 'subject', 'thread'] as const;
const optionalIds = ['follows', 'document'] as const;
const counts = ['sequence', 'of', 'chunk', 'chunks', 'round', 'resendfrom'] as const;
const optionalTexts = ['outcome', 'milestone', 'obligation', 'step', 'traceparent'] as const;
/** As Postgres stores them. */
const largestCount = 2 ** 31 - 1;

type Fields = Record<string, unknown>;

/** What every event must be, whatever its type. */
const shape: readonly ((event: Fields) => boolean)[] = [
  (event) => event['specversion'] === '1.0',
  (event) => required.every((name) => typeof event[name] === 'string' && isText(event[name])),
  (event) => ids.every((name) => uuid.test(event[name] as string)),
  (event) => optionalIds.every((name) => event[name] === undefined || uuid.test(String(event[name]))),
  (event) => counts.every((name) => event[name] === undefined || isCount(event[name])),
  (event) => optionalTexts.every((name) => event[name] === undefined || (typeof event[name] === 'string' && isText(event[name]))),
  (event) => event['clockoffset'] === undefined || Number.isSafeInteger(event['clockoffset']),
  (event) => isInstant(event['time'] as string),
  ({ until }) => until === undefined || (typeof until === 'string' && (isLegalDate(until) || isInstant(until))),
];

/** The event in a record's value, or why it is none. Unknown further attributes are kept: a later minor version may add some. */
export function parseEvent(value: Buffer | null): LianzhiEvent | ParseFailure {
  let event: Fields | null;
  try {
    event = JSON.parse(value?.toString('utf8') ?? '') as Fields | null;
  } catch {
    return 'broken-event';
  }
  if (typeof event !== 'object' || event === null || !meets(event)) return 'broken-event';
  // Messages of a type or version unknown here go on when they are authentic: they take their place, and nobody waits behind them.
  return event['type'] !== documentChunkType && String(event['type']).startsWith('lianzhi.document.') ? 'unknown-version' : (event as unknown as LianzhiEvent);
}

const meets = (event: Fields): boolean => shape.every((holds) => holds(event));

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= largestCount;

function isInstant(text: string): boolean {
  try {
    return Number.isFinite(parseInstant(text)) && !Number.isNaN(Date.parse(text));
  } catch {
    return false;
  }
}

/** Postgres stores neither NUL nor lone surrogates as text; both are refused before they get that far. */
const isText = (text: string): boolean => !/[\u0000]|\p{Surrogate}/u.test(text);
