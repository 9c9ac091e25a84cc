import type { Limit } from '../obligation-rule';
import { addDays, endOfDay, shanghaiDate, startOfDay } from '../shanghai-time';
import type { Calendar } from './calendar';

/** When warnings 预警 are given, as parts of the time from start to due; the last sets the flag `at_risk`. */
export const WARNING_FRACTIONS = [0.5, 0.8] as const;

/**
 * The instant at which that fraction of the time from start to due has passed, in ms.
 * For limits in working days only the hours of counted days pass: 3 working days are 72 hours, whatever lies between them.
 * @throws RangeError unless the fraction is between 0 and 1
 */
export function warningInstant({ startedAt, dueAt, limit, calendar, fraction }: {
  startedAt: number; dueAt: number; limit: Limit | { until: string }; calendar: Calendar; fraction: number;
}): number {
  if (!(fraction >= 0 && fraction <= 1)) throw new RangeError(`not a fraction: ${fraction}`);
  const spans = 'unit' in limit && limit.unit === 'workday' ? countedSpans(startedAt, dueAt, calendar) : [];
  if (spans.length === 0) spans.push({ from: startedAt, to: Math.max(startedAt, dueAt) });
  let left = Math.round(fraction * spans.reduce((sum, { from, to }) => sum + to - from, 0));
  for (const { from, to } of spans) {
    if (left <= to - from) return from + left;
    left -= to - from;
  }
  return dueAt;
}

/** The working days after the starting day, the last one cut off at the due instant. */
function countedSpans(startedAt: number, dueAt: number, calendar: Calendar): { from: number; to: number }[] {
  const spans = [];
  for (let day = addDays(shanghaiDate(startedAt), 1); startOfDay(day) < dueAt; day = addDays(day, 1)) {
    if (calendar.isWorkday(day)) spans.push({ from: startOfDay(day), to: Math.min(endOfDay(day), dueAt) });
  }
  return spans;
}
