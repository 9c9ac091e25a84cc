import { setTimeout as sleep } from 'node:timers/promises';

/** Steps that may follow each other closely after a rest: those of one exchange, when there is only one. */
const burst = 4;

/**
 * Keeps steps apart on average, so that under load each does more: now and then a step begins at once, in a row of many each waits
 * for its turn. Statements and round trips cost much more than the rows they carry.
 */
export class Pace {
  private credit = burst;
  private at = performance.now();

  /** @param spacingMs between the beginnings of two steps of a long row, ms of system time */
  constructor(private readonly spacingMs = 25) {}

  async begin(): Promise<void> {
    this.earn();
    if (this.credit < 1) {
      await sleep((1 - this.credit) * this.spacingMs);
      this.earn();
    }
    this.credit -= 1;
  }

  private earn(): void {
    const now = performance.now();
    this.credit = Math.min(burst, this.credit + (now - this.at) / this.spacingMs);
    this.at = now;
  }
}
