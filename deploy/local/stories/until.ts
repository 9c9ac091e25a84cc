import { setTimeout as sleep } from 'node:timers/promises';

export interface UntilOptions { deadlineMs: number; signal?: AbortSignal }

const FIRST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 200;

/** Looks again and again until `done` says so; resolves with the last look, whether it was or not. */
export async function until<T>(look: () => Promise<T>, done: (seen: T) => boolean, { deadlineMs, signal }: UntilOptions): Promise<T> {
  const deadline = performance.now() + deadlineMs;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS)) {
    const seen = await look();
    if (done(seen) || performance.now() > deadline) return seen;
    await sleep(pause, undefined, { signal });
  }
}
