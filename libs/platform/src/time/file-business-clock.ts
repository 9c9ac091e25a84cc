import { readFileSync, statSync } from 'node:fs';
import type { BusinessClock, ClockReading } from './business-clock';

/**
 * Business clock of the local mode: while the file holds `{"now": "<instant>"}` business time stands there; without the file it is real.
 * The file is read at each use, so that every process sees a change at once.
 */
export class FileBusinessClock implements BusinessClock {
  readonly local = true;
  private lastGood: number | undefined;

  constructor(private readonly path: string) {}

  read(): ClockReading {
    const system = Date.now();
    const standing = this.standingInstant();
    return standing === undefined ? { now: new Date(system), offsetMs: 0 } : { now: new Date(standing), offsetMs: standing - system };
  }

  now(): Date {
    return this.read().now;
  }

  offsetMs(): number {
    return this.read().offsetMs;
  }

  private standingInstant(): number | undefined {
    const text = readIfPresent(this.path);
    // A test may write the file without a rename, so a half-written one keeps the last good value.
    this.lastGood = text === undefined ? undefined : (parseInstant(text) ?? this.lastGood);
    return this.lastGood;
  }
}

function readIfPresent(path: string): string | undefined {
  // Most of the time there is none, and this is asked often: looking is cheaper than an exception.
  if (statSync(path, { throwIfNoEntry: false }) === undefined) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function parseInstant(text: string): number | undefined {
  try {
    const instant = Date.parse((JSON.parse(text) as { now: string }).now);
    return Number.isNaN(instant) ? undefined : instant;
  } catch {
    return undefined;
  }
}
