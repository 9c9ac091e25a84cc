import { performance, type EventLoopUtilization } from 'node:perf_hooks';

/** How often it is looked at, ms. */
const everyMs = 100;
/** Share of the time that the event loop works: below the first nothing waits for it, above the second everything does. */
const [easy, full] = [0.4, 0.8];

let last: EventLoopUtilization = performance.eventLoopUtilization();
let lookedAt = 0;
let strain = 0;

/**
 * How hard this process works, from 0 (whatever comes, somebody waits for it and nobody else is held up) to 1 (every step that is saved
 * is time for another). From the event loop, which counts the time too in which it would work and does not get a core.
 */
export function strainNow(): number {
  const now = performance.now();
  if (now - lookedAt < everyMs) return strain;
  const current = performance.eventLoopUtilization();
  const { utilization } = performance.eventLoopUtilization(current, last);
  [last, lookedAt] = [current, now];
  strain = (strain + Math.min(1, Math.max(0, (utilization - easy) / (full - easy)))) / 2;
  return strain;
}
