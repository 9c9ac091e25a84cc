import type { Limit } from '../obligation-rule';

/** Shortest and longest length in calendar days; a working day is at least one, and how long at most no calendar says for ever. */
const days: Record<'day' | 'workday' | 'month' | 'year', { shortest: number; longest: number }> = {
  day: { shortest: 1, longest: 1 }, workday: { shortest: 1, longest: Infinity }, month: { shortest: 28, longest: 31 }, year: { shortest: 365, longest: 366 },
};
const minutes = ({ n, unit }: Limit): number | undefined => (unit === 'minute' ? n : unit === 'hour' ? n * 60 : undefined);
const endsOnItsDay = ({ unit, restDay }: Limit): boolean => unit !== 'workday' && restDay === 'same';

/**
 * Whether the one limit ends no later than the other whatever the start and whatever the holidays. Where that depends on the
 * calendar (5 working days, 7 days), the answer is no.
 */
export function surelyNotLonger(limit: Limit, other: Limit): boolean {
  const [elapsed, otherElapsed] = [minutes(limit), minutes(other)];
  if (elapsed !== undefined) return elapsed <= (otherElapsed ?? shortestDays(other) * 24 * 60);
  if (otherElapsed !== undefined) return false;
  // The same day number, or the end of the same working day, but one of them moves on from a rest day.
  if (endsOnItsDay(other) && !endsOnItsDay(limit)) return false;
  if (limit.unit === other.unit) return limit.n <= other.n;
  return longestDays(limit) <= shortestDays(other);
}

const shortestDays = ({ n, unit }: Limit): number => n * days[unit as keyof typeof days].shortest;
const longestDays = ({ n, unit }: Limit): number => (n === 0 ? 0 : n * days[unit as keyof typeof days].longest);
