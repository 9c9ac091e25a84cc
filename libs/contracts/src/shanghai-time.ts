/**
 * Legal time of the whole country: Asia/Shanghai, a fixed +08:00 (no daylight saving since 1991).
 * Instants are milliseconds since 1970 (UTC); days are `LegalDate`s. Nothing here reads a clock.
 */

/** A day of the legal calendar, `YYYY-MM-DD`. */
export type LegalDate = string;

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
const OFFSET_MS = 8 * HOUR_MS;
const DATE = /^[1-9]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const INSTANT = /^(\d{4}-\d{2}-\d{2})[Tt]([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d{1,9}))?(?:[Zz]|([+-])([01]\d|2[0-3]):([0-5]\d))$/;

/** True only for a day that exists: `2025-02-29` is not one. */
export function isLegalDate(text: unknown): text is LegalDate {
  return typeof text === 'string' && DATE.test(text) && new Date(numbersToMs(text)).getUTCDate() === number(text, 8, 10);
}

/** The day in Shanghai that contains the instant; 00:00 belongs to the day that begins with it. */
export function shanghaiDate(instant: Date | number): LegalDate {
  return isoDay(Number(instant) + OFFSET_MS);
}

/** 00:00 in Shanghai of the day, in ms. @throws RangeError when there is no such day */
export function startOfDay(date: LegalDate): number {
  return utcMidnight(date) - OFFSET_MS;
}

/** The instant at which the day ends, which is written as 00:00 of the next day. */
export function endOfDay(date: LegalDate): number {
  return startOfDay(date) + DAY_MS;
}

/** The day that an end instant closes: 2025-10-01T00:00 (+08:00) is the end of 2025-09-30. */
export function lastDayOf(end: Date | number): LegalDate {
  return shanghaiDate(Number(end) - 1);
}

/** The day `n` days later (earlier when negative). */
export function addDays(date: LegalDate, n: number): LegalDate {
  return isoDay(utcMidnight(date) + n * DAY_MS);
}

/** The same day number `n` months later, or the month's last day where that number is missing (31 Jan + 1 = 28 or 29 Feb). */
export function addMonths(date: LegalDate, n: number): LegalDate {
  const from = new Date(utcMidnight(date));
  const firstOfMonth = Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + n, 1);
  const last = new Date(firstOfMonth);
  last.setUTCMonth(last.getUTCMonth() + 1, 0);
  return isoDay(firstOfMonth + (Math.min(from.getUTCDate(), last.getUTCDate()) - 1) * DAY_MS);
}

/** 0 = Sunday … 6 = Saturday. */
export function weekdayOf(date: LegalDate): number {
  return new Date(utcMidnight(date)).getUTCDay();
}

/** `2025-09-03T00:00:00+08:00`; milliseconds are written only when there are any. */
export function toShanghaiIso(instant: Date | number): string {
  const text = new Date(Number(instant) + OFFSET_MS).toISOString().slice(0, -1);
  return `${text.endsWith('.000') ? text.slice(0, -4) : text}+08:00`;
}

/** Reads an RFC 3339 instant; what is finer than a millisecond is cut off. @throws RangeError without offset, or when it does not exist */
export function parseInstant(text: string): number {
  const parts = typeof text === 'string' ? INSTANT.exec(text) : null;
  if (!parts || !isLegalDate(parts[1])) throw new RangeError(`not an RFC 3339 instant with offset: ${String(text)}`);
  const [, date, hours, minutes, seconds, fraction = '', sign, offsetHours, offsetMinutes] = parts;
  const clock = Number(hours) * HOUR_MS + Number(minutes) * 60_000 + Number(seconds) * 1000 + Number(fraction.padEnd(3, '0').slice(0, 3));
  const offset = sign ? (sign === '-' ? -1 : 1) * (Number(offsetHours) * HOUR_MS + Number(offsetMinutes) * 60_000) : 0;
  return utcMidnight(date) + clock - offset;
}

/** Of days seen before: due times are computed for every message and call, and there are few days. */
const midnights = new Map<LegalDate, number>();
const mostDays = 20_000;

function utcMidnight(date: LegalDate): number {
  const known = midnights.get(date);
  if (known !== undefined) return known;
  if (!isLegalDate(date)) throw new RangeError(`not a date (YYYY-MM-DD): ${String(date)}`);
  if (midnights.size >= mostDays) midnights.clear();
  const midnight = numbersToMs(date);
  midnights.set(date, midnight);
  return midnight;
}

// Arithmetic on digits instead of Date.parse and toISOString: due times are computed for every message folded.
function numbersToMs(date: string): number {
  return Date.UTC(number(date, 0, 4), number(date, 5, 7) - 1, number(date, 8, 10));
}

function number(text: string, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i += 1) value = value * 10 + text.charCodeAt(i) - 48;
  return value;
}

function isoDay(ms: number): LegalDate {
  const day = new Date(ms);
  const year = day.getUTCFullYear();
  if (!(year >= 1000 && year <= 9999)) throw new RangeError(`outside the years 1000 to 9999: ${ms}`);
  return `${year}-${twoDigits(day.getUTCMonth() + 1)}-${twoDigits(day.getUTCDate())}`;
}

function twoDigits(n: number): string {
  return n < 10 ? `0${n}` : String(n);
}
