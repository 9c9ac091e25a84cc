import { MemoryBroker } from '@lianzhi/exchange';
import { type BusinessClock, type ClockReading } from '@lianzhi/platform';
import { Chance } from './chance';
import type { FaultKind, FaultsWanted } from './faults-wanted';

/** A record that the bus took and nobody has seen yet: it comes later, or never before the end. */
export interface Held { topic: string; key: string; value: Buffer; appendedAt: number }

/** What all participants of one schedule share: chance, true time, the bus, and what happened. */
export class Simulation {
  readonly chance: Chance;
  /** True time, ms: the bus's clock and system time. */
  now = Date.parse('2025-09-01T09:00:00+08:00');
  readonly broker = new MemoryBroker({ autoCreatePartitions: 1, now: () => this.now });
  readonly held: Held[] = [];
  /** How often each fault struck. */
  readonly struck = new Map<string, number>();
  readonly trace: string[] = [];
  /** Nothing goes wrong any more: what is left has to come to an end. */
  healing = false;

  constructor(seed: number, private readonly wanted: FaultsWanted, private readonly traced = false) {
    this.chance = new Chance(seed);
  }

  /** Chance is drawn whether or not the fault is wanted, so that leaving one out changes as little as possible. */
  strikes(kind: FaultKind, probability: number): boolean {
    const struck = this.chance.happens(probability) && !this.healing && this.wanted.has(kind);
    if (struck) this.count(kind);
    return struck;
  }

  count(what: string): void { this.struck.set(what, (this.struck.get(what) ?? 0) + 1); }

  note(line: () => string): void {
    if (this.traced) this.trace.push(`${new Date(this.now).toISOString()} ${line()}`);
  }

  /** A clock that is off by so much. */
  clock(skewMs: number): BusinessClock {
    const now = (): Date => new Date(this.now + skewMs);
    return { local: false, now, offsetMs: () => 0, read: (): ClockReading => ({ now: now(), offsetMs: 0 }) };
  }

  newId(): string { return this.chance.uuid(this.now); }
}

