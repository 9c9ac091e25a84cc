import type { Clock } from './clock';

/** One reading: the instant and by how much it differs from system time. */
export interface ClockReading {
  now: Date;
  /** Business time minus system time in milliseconds, signed; 0 when the clock is real. */
  offsetMs: number;
}

/**
 * Business time (message times, limits, forms). Real in production; in local and test mode it may stand at an instant.
 * Take one `read()` per transaction: `now()` and `offsetMs()` called apart may see two different settings.
 */
export interface BusinessClock extends Clock {
  read(): ClockReading;
  offsetMs(): number;
  /** True in local mode, where messages carry `clockoffset`. */
  readonly local: boolean;
}

/** Business time is system time. */
export class RealBusinessClock implements BusinessClock {
  readonly local = false;

  read(): ClockReading {
    return { now: new Date(), offsetMs: 0 };
  }

  now(): Date {
    return new Date();
  }

  offsetMs(): number {
    return 0;
  }
}
