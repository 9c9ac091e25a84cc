import { setTimeout as sleep } from 'node:timers/promises';
import { strainNow } from './strain';

/** Steps that may follow each other closely after a rest: those of one exchange, when there is only one. */
const burst = 4;
/** Under load a step begins once it has rested as long as one takes, but never later than this after the one before, ms. */
const longestMs = 100;
/** The share of its spacing that is kept by a process that has little to do: there nobody gains from waiting. */
const easyShare = 0.1;

/**
 * Keeps steps apart on average, so that under load each does more: now and then a step begins at once, in a row of many each waits
 * for its turn. Statements and round trips cost much more than the rows they carry. The longer steps take, the further apart they
 * begin: what is overloaded works in fewer and larger steps. A process with little to do keeps next to no distance.
 */
export class Pace {
  private credit = burst;
  private at = performance.now();
  /** How long steps take of late, ms. */
  private tookMs = 0;

  /**
   * @param spacingMs least time between the beginnings of two steps of a long row, ms of system time
   * @param strain from 0 to 1: how hard the process works
   */
  constructor(private readonly spacingMs = 25, private readonly strain: () => number = strainNow) {}

  /** Resolves when the next step may begin. @returns to be called when it is over; without it steps count as short */
  async begin(): Promise<() => void> {
    this.earn();
    if (this.credit < 1) {
      await sleep((1 - this.credit) * this.apartMs);
      this.earn();
    }
    this.credit -= 1;
    const begun = performance.now();
    return () => { this.tookMs += (performance.now() - begun - this.tookMs) / 4; };
  }

  private get apartMs(): number {
    return Math.max(this.spacingMs, Math.min(2 * this.tookMs, longestMs)) * Math.max(easyShare, this.strain());
  }

  private earn(): void {
    const now = performance.now();
    this.credit = Math.min(burst, this.credit + (now - this.at) / this.apartMs);
    this.at = now;
  }
}
