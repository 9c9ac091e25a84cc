import type { ExampleClock } from './request-contract';
import { addDays, HOUR_MS, shanghaiDate, toShanghaiIso } from './shanghai-time';

/** The clock of examples, standing at `now` (business time, ms or Date). */
export const exampleClock = (now: Date | number): ExampleClock => {
  const today = shanghaiDate(now);
  return {
    today,
    days: (n) => addDays(today, n),
    instant: (hours) => toShanghaiIso(Math.floor(Number(now) / 1000) * 1000 + hours * HOUR_MS),
  };
};
