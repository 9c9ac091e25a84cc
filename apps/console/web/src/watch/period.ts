/** Periods that a statistic is asked for, by the day of submission in Shanghai. */
export const periods = ['days30', 'month', 'lastMonth', 'year', 'all'] as const;
export type Period = (typeof periods)[number];

const at = (day: string): string => `${day}T00:00:00+08:00`;
const DAY = 86_400_000;
const dayOf = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10);

/** From and to (not included) as the interface takes them: whole days, which it has counted. Pure. @param now ms */
export function instantsOf(period: Period, now: number): { submittedFrom?: string; submittedTo?: string } {
  const today = dayOf(now);
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  const first = (y: number, m: number): string => at(`${y}-${String(m).padStart(2, '0')}-01`);
  if (period === 'days30') return { submittedFrom: at(dayOf(now - 29 * DAY)) };
  if (period === 'month') return { submittedFrom: first(year, month) };
  if (period === 'lastMonth') return { submittedFrom: month === 1 ? first(year - 1, 12) : first(year, month - 1), submittedTo: first(year, month) };
  return period === 'year' ? { submittedFrom: first(year, 1) } : {};
}
