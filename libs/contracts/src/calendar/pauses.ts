import { addDays, endOfDay, shanghaiDate, type LegalDate } from '../shanghai-time';

/** A time while the clock stands (e.g. while information is asked for), in ms. Only limits of level policy have any. */
export interface Pause { from: number; to: number }

/** The pauses in order of time, from the start on; overlapping or touching ones are one, empty ones (message times may cross) none. */
export function mergePauses(pauses: readonly Pause[], startedAt: number): Pause[] {
  const merged: Pause[] = [];
  const clipped = pauses.map(({ from, to }) => ({ from: Math.max(from, startedAt), to }));
  for (const pause of clipped.filter(({ from, to }) => to > from).sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && pause.from <= last.to) last.to = Math.max(last.to, pause.to);
    else merged.push(pause);
  }
  return merged;
}

/** The days whose end fell inside the pause: after its beginning, and at the latest when it ended. */
export function daysEndedIn({ from, to }: Pause): LegalDate[] {
  const days: LegalDate[] = [];
  for (let day = shanghaiDate(from); endOfDay(day) <= to; day = addDays(day, 1)) days.push(day);
  return days;
}
