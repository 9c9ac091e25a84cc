import { BackEndError, BackEndRejection, BackEndUnreachable } from './back-end-errors';

export interface CircuitSettings {
  /** Failures in a row after which nobody is let through. */
  failures: number;
  /** How long, ms of system time; then one call tries it. */
  openMs: number;
}

/** Fails fast while the other side is down, so that waiting calls do not pile up behind its timeouts. */
export class CircuitBreaker {
  private failuresInARow = 0;
  private closedAgainAt = 0;
  private probing = false;

  constructor(private readonly settings: CircuitSettings, private readonly now: () => number) {}

  /** @throws BackEndUnreachable without calling while the circuit is open */
  async run<T>(call: () => Promise<T>): Promise<T> {
    const probe = this.admit();
    try {
      const result = await call();
      this.failuresInARow = 0;
      return result;
    } catch (error) {
      this.count(error);
      throw error;
    } finally {
      if (probe) this.probing = false;
    }
  }

  /** True for the one call that tries whether the other side is back. */
  private admit(): boolean {
    if (this.failuresInARow < this.settings.failures) return false;
    if (this.now() < this.closedAgainAt || this.probing) throw new BackEndUnreachable('the back-end system failed repeatedly and is given a pause');
    this.probing = true;
    return true;
  }

  private count(error: unknown): void {
    // A rejection is an answer: the other side is up.
    if (error instanceof BackEndRejection) this.failuresInARow = 0;
    else if (error instanceof BackEndError) {
      this.failuresInARow += 1;
      this.closedAgainAt = this.now() + this.settings.openMs;
    }
  }
}
