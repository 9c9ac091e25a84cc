import { isPlainObject, type FieldSet } from '@lianzhi/contracts';
import { UnreadableAnswer } from './unreadable-answer';

/** The declared fields of a value that passes; what nobody declared is left out. @throws UnreadableAnswer */
export function readFields<T>(fields: FieldSet<T>, value: unknown, what: string): T {
  const [issue] = fields.validate(value);
  // The pointer names the field, never its value.
  if (issue !== undefined) throw new UnreadableAnswer(`${what}${issue.pointer} ${issue.en}`);
  const given = value as Record<string, unknown>;
  return Object.fromEntries(Object.keys(fields.fields).filter((name) => given[name] !== undefined).map((name) => [name, given[name]])) as T;
}

/**
 * Events in the order of their positions. One that cannot be read stops there, since those behind it would be read without it.
 * @throws UnreadableAnswer
 */
export function readEvents<E extends { kind: string }>(shapes: Readonly<Record<E['kind'], FieldSet<object>>>, value: unknown, after: number): (E & { position: number })[] {
  const items: unknown = isPlainObject(value) ? value['items'] : undefined;
  if (!Array.isArray(items)) throw new UnreadableAnswer('events without items');
  return items.map((item: unknown, index) => {
    const shape = isPlainObject(item) && typeof item['kind'] === 'string' && Object.hasOwn(shapes, item['kind']) ? shapes[item['kind'] as E['kind']] : undefined;
    const [issue] = shape?.validate(item) ?? [{ pointer: '/kind' }];
    if (issue) throw new UnreadableAnswer(`event ${index + 1} after ${after}${issue.pointer}`);
    return item as E & { position: number };
  });
}

/** What a list holds that can be read, and why some of it cannot: an answer is partial then, not shorter. */
export function readList<T>(fields: FieldSet<T>, value: unknown, what: string, says: { broken: (count: number) => string; incomplete: string }): { readable: T[]; broken: number; unread: string[] } {
  const { [what]: items, unread, complete } = isPlainObject(value) ? value : {};
  if (!Array.isArray(items) || typeof complete !== 'boolean' || !isListOfTexts(unread)) throw new UnreadableAnswer(`search without ${what}, unread or complete`);
  const readable = items.filter((one) => fields.validate(one).length === 0);
  const broken = items.length - readable.length;
  return {
    broken, readable: readable.map((one) => readFields(fields, one, what)),
    unread: [...unread, ...broken > 0 ? [says.broken(broken)] : [], ...!complete && broken + unread.length === 0 ? [says.incomplete] : []],
  };
}

const isListOfTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every((one) => typeof one === 'string');
