import type { BusinessClock } from '@lianzhi/platform';

const pollMs = 150;
/** Differences below this are the machine's clock being corrected, not a jump. */
const toleranceMs = 1_000;

/**
 * Local and test mode: notices when the business clock is put to another instant. What was sent before the jump may still be
 * on its way to the bus, so nothing is called before system time has gone on a little (elsewhere the grace of 60 s does that).
 */
export class ClockWatch {
  private last: { business: number; system: number };
  private steadyFrom: number;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly clock: BusinessClock, private readonly options: { settleMs: number; onSteady: () => void }) {
    this.last = this.reading();
    this.steadyFrom = performance.now() + (clock.local ? options.settleMs : 0);
  }

  start(): void {
    if (this.clock.local) this.timer ??= setInterval(() => this.look(), pollMs).unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Looks at the clock now. False while it has just been moved. */
  isSteady(): boolean {
    if (this.clock.local) this.look();
    return performance.now() >= this.steadyFrom;
  }

  private look(): void {
    const now = this.reading();
    const moved = now.business - this.last.business;
    const passed = now.system - this.last.system;
    this.last = now;
    // It stands, or it runs with system time: no jump.
    if (moved === 0 || Math.abs(moved - passed) < toleranceMs) return;
    this.steadyFrom = performance.now() + this.options.settleMs;
    setTimeout(this.options.onSteady, this.options.settleMs + 1).unref();
  }

  private reading(): { business: number; system: number } {
    return { business: this.clock.now().getTime(), system: performance.now() };
  }
}
