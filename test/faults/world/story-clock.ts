import { rmSync } from 'node:fs';
import { toShanghaiIso } from '@lianzhi/contracts';
import { writeJson } from '../../../deploy/local/write-atomically';

const tickMs = 200;

/** The services' business clocks, each a file of its own: system time until one is off, or story time has gone on. */
export class StoryClock {
  private aheadMs = 0;
  private readonly skews = new Map<string, number>();
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly files: ReadonlyMap<string, string>) {
    this.timer = setInterval(() => this.tick(), tickMs);
  }

  get now(): number { return Date.now() + this.aheadMs; }

  /** That service's clock is off by so much. */
  skew(service: string, ms: number): void {
    this.skews.set(service, ms);
    this.tick();
  }

  /** Story time goes on by so much for all; it never goes back. */
  advance(ms: number): void {
    this.aheadMs += ms;
    this.tick();
  }

  stop(): void { clearInterval(this.timer); }

  private tick(): void {
    for (const [service, file] of this.files) {
      const off = this.aheadMs + (this.skews.get(service) ?? 0);
      if (off === 0) rmSync(file, { force: true });
      else writeJson(file, { now: toShanghaiIso(Date.now() + off) }, 0o644);
    }
  }
}
