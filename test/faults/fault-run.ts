import type { AuditReport } from './auditor/auditor';
import { Auditor } from './auditor/auditor';
import type { Fault } from './faults';
import { FaultWorld } from './world/fault-world';
import { Load } from './world/load';

export interface FaultRunOptions {
  seed: number;
  services?: readonly string[];
  /** 1 in a long run, less in a short one. */
  pace: number;
  /** Requests a second while a fault lasts. */
  perSecond: number;
  /** How long a lane may need after a fault has healed, ms: there to end what hangs. */
  patienceMs: number;
}

export interface FaultOutcome extends AuditReport { name: string; struck: string; seconds: number }

const everyday = ['court', 'police', 'bank', 'coordinator'];

/** One world, in which one thing after another goes wrong under load, each followed by an audit. */
export class FaultRun {
  private constructor(private readonly options: FaultRunOptions, readonly world: FaultWorld, private readonly load: Load, private readonly auditor: Auditor) {}

  static async start(options: FaultRunOptions): Promise<FaultRun> {
    const world = await FaultWorld.start(options.services ?? everyday, options.seed);
    const load = new Load(world);
    await load.prepare();
    return new FaultRun(options, world, load, new Auditor(world));
  }

  async suffer({ name, run }: Fault): Promise<FaultOutcome> {
    const begun = performance.now();
    const { world, load, auditor } = this;
    const { pace, perSecond, patienceMs } = this.options;
    load.start(perSecond);
    let struck = '';
    const faults: string[] = [];
    try {
      await new Promise((resolve) => { setTimeout(resolve, 1_500); });
      struck = await run({ world, load, lanes: auditor.lanes, forged: auditor.forged, pace });
    } catch (error) {
      faults.push(`the fault itself: ${(error as Error).stack}`);
    }
    await world.heal();
    await load.stop();
    await load.workOff();
    const report = await auditor.audit(load.accepted, patienceMs);
    return { ...report, faults: [...faults, ...report.faults], name, struck, seconds: (performance.now() - begun) / 1000 };
  }

  /** What callers met besides what they hoped for. */
  get refused(): ReadonlyMap<string, number> { return this.load.refused; }

  async close(keep = false): Promise<void> {
    await this.load.stop().catch(() => undefined);
    await this.auditor.close();
    await this.world.close(keep);
  }
}

/** One line, and one for each thing that does not hold. */
export function linesOf({ name, struck, seconds, requests, repeated, drained, memory, faults }: FaultOutcome): string {
  const slowest = [...drained?.lanes ?? []].sort((a, b) => b[1] - a[1]).slice(0, 4).map(([lane, ms]) => `${lane} ${ms}`).join(', ');
  const head = `${faults.length === 0 ? 'ok  ' : 'FAIL'} ${name} (${struck}) ${seconds.toFixed(0)} s; ${requests} requests, ${repeated} repeated publishes; drained in ${drained?.everything ?? '-'} ms (${slowest}); MiB ${Object.entries(memory).map(([service, size]) => `${service} ${size}`).join(', ')}`;
  return [head, ...faults.map((fault) => `     ${fault.slice(0, 3_000)}`)].join('\n');
}
