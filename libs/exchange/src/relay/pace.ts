import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Keeps steps apart, so that under load each does more: a step that comes some time after the last one begins at once, one that
 * follows closely waits until the spacing has passed. Statements and round trips cost much more than the rows they carry.
 */
export class Pace {
  private nextAt = -Infinity;

  /** @param spacingMs between the beginnings of two steps, ms of system time */
  constructor(private readonly spacingMs = 10) {}

  async begin(): Promise<void> {
    const waitMs = this.nextAt - performance.now();
    if (waitMs > 0.5) await sleep(waitMs);
    this.nextAt = performance.now() + this.spacingMs;
  }
}
