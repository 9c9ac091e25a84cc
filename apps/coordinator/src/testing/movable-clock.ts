import type { BusinessClock, ClockReading } from '@lianzhi/platform';

/** Business time that a spec sets; it stands until set again. */
export class MovableClock implements BusinessClock {
  readonly local = true;
  private standing: number;

  constructor(now: string) {
    this.standing = Date.parse(now);
  }

  set(now: string): void {
    this.standing = Date.parse(now);
  }

  read(): ClockReading {
    return { now: new Date(this.standing), offsetMs: this.standing - Date.now() };
  }

  now(): Date {
    return this.read().now;
  }

  offsetMs(): number {
    return this.read().offsetMs;
  }
}
