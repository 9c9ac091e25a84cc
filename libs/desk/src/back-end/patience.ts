import type { HandlerResult } from '../automation/request-handler';

/** How long a handler keeps trying by itself, in ms of system time. Policy: no text of law has figures for machines. */
export interface Patience {
  /** Before the second, third, … attempt; the last one repeats. */
  pausesMs: readonly number[];
  /** Counted from the first attempt; none begins after it, but for the least number that is always made (a desk may have been off for hours). */
  longestMs: number;
}

const leastAttempts = 2;

/** The next attempt, or undefined once patience is at its end. `elapsedMs` is counted from the first attempt. */
export function nextAttempt({ pausesMs, longestMs }: Patience, attempt: number, elapsedMs: number, reason: string): HandlerResult | undefined {
  const afterMs = pausesMs[Math.min(Math.max(attempt, 1), pausesMs.length) - 1]!;
  return attempt >= leastAttempts && elapsedMs + afterMs > longestMs ? undefined : { kind: 'retry', afterMs, reason };
}
