import { invalidParameter } from '../errors/refusals';

/** Query string as Express parses it: a parameter given twice is an array. */
export type Query = Readonly<Record<string, unknown>>;

/** One text parameter; undefined when absent or empty. @throws Problem 422 when given twice or too long */
export function textParameter(query: Query, name: string, maxLength = 200): string | undefined {
  const value = query[name];
  if (value === undefined || value === '') return undefined;
  if (typeof value !== 'string') throw invalidParameter(name, 'repeated', { zh: `参数 ${name} 只能出现一次`, en: `${name} may be given only once` });
  if (value.length > maxLength) throw invalidParameter(name, 'too-long', { zh: `参数 ${name} 不能超过 ${maxLength} 个字符`, en: `${name} must not exceed ${maxLength} characters` });
  return value;
}

/** `limit`: 1 to 200, 50 when absent. @throws Problem 422 */
export function limitParameter(query: Query, byDefault = 50): number {
  const text = textParameter(query, 'limit');
  if (text === undefined) return byDefault;
  const limit = Number(text);
  if (!/^\d{1,3}$/.test(text) || limit < 1 || limit > 200) throw invalidParameter('limit', 'out-of-range', { zh: 'limit 应为 1 到 200 的整数', en: 'limit must be a whole number from 1 to 200' });
  return limit;
}

/** One of the allowed values. @throws Problem 422 that lists them */
export function enumParameter<const T extends string>(query: Query, name: string, allowed: readonly T[]): T | undefined {
  const text = textParameter(query, name);
  const known = allowed.find((value) => value === text);
  if (text !== undefined && known === undefined) {
    throw invalidParameter(name, 'not-allowed', { zh: `参数 ${name} 应为以下之一：${allowed.join('、')}`, en: `${name} must be one of ${allowed.join(', ')}` });
  }
  return known;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** Date.parse takes 30 February for 2 March. */
const isRealDay = (day: string): boolean => !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().startsWith(day);

/** An RFC 3339 instant with offset. @throws Problem 422 */
export function instantParameter(query: Query, name: string): Date | undefined {
  // An unescaped plus sign arrives as a space.
  const text = textParameter(query, name)?.replace(/ (?=\d{2}:\d{2}$)/, '+');
  if (text === undefined) return undefined;
  if (!INSTANT.test(text) || !isRealDay(text.slice(0, 10)) || Number.isNaN(Date.parse(text))) throw invalidParameter(name, 'not-an-instant', { zh: `参数 ${name} 应为带时区的时刻，如 2025-09-03T00:00:00+08:00`, en: `${name} must be an instant with offset, such as 2025-09-03T00:00:00+08:00` });
  return new Date(text);
}
