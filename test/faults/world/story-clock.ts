import { rmSync, writeFileSync } from 'node:fs';
import { toShanghaiIso } from '@lianzhi/contracts';
import { writeJson } from '../../../deploy/local/write-atomically';

const tickMs = 200;

/** Where a service reads its business time, and by how much its machine's clock is off. */
export interface ClockFiles { business: string; off: string }

/** The services' clocks, each with files of its own: right until one is off; business time is system time until story time has gone on. */
export class StoryClock {
  private aheadMs = 0;
  private readonly skews = new Map<string, number>();
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly files: ReadonlyMap<string, ClockFiles>) {
    this.timer = setInterval(() => this.tick(), tickMs);
  }

  get now(): number { return Date.now() + this.aheadMs; }

  /** The clock of that service's machine is off by so much. */
  skew(service: string, ms: number): void {
    this.skews.set(service, ms);
    writeFileSync(this.files.get(service)!.off, `${ms}`);
    this.tick();
  }

  /** No clock is off any more. */
  heal(): void {
    for (const service of this.skews.keys()) this.skew(service, 0);
  }

  /** Story time goes on by so much for all; it never goes back. */
  advance(ms: number): void {
    this.aheadMs += ms;
    this.tick();
  }

  stop(): void { clearInterval(this.timer); }

  private tick(): void {
    for (const [service, { business }] of this.files) {
      if (this.aheadMs === 0) rmSync(business, { force: true });
      else writeJson(business, { now: toShanghaiIso(this.now + (this.skews.get(service) ?? 0)) }, 0o644);
    }
  }
}
