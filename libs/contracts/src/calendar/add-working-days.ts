import { endOfDay, lastDayOf, shanghaiDate, type LegalDate } from '../shanghai-time';
import type { Calendar } from './calendar';

/**
 * The instant (ms) at which the `n`th working day after the given day ends; the starting day is not counted.
 * An instant stands for the day in Shanghai that contains it. `n: 0` is the end of the starting day.
 */
export function addWorkdays(start: LegalDate | number, n: number, calendar: Calendar): number {
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`not a number of working days: ${n}`);
  let day = typeof start === 'number' ? shanghaiDate(start) : start;
  for (let i = 0; i < n; i += 1) day = calendar.nextWorkday(day);
  return endOfDay(day);
}

/**
 * When an escalation step 升级督办 is due: at once (`n: 0`), or at the end of the `n`th working day after the breach.
 * A limit that ended with a day was breached on that day, so the next working day already counts.
 */
export function escalationInstant(dueAt: number, n: number, calendar: Calendar): number {
  return n === 0 ? dueAt : addWorkdays(lastDayOf(dueAt), n, calendar);
}
