import { setTimeout as sleep } from 'node:timers/promises';
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

export interface FaultOutcome extends AuditReport {
  name: string;
  struck: string;
  seconds: number;
  /** What the time went by, s: the fault, until all is healed, until callers have their answers, until people have worked off, until audited. */
  phases: readonly number[];
}

export const everyday = ['court', 'police', 'bank', 'coordinator'];

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
    const instants = [performance.now()];
    const passed = (): void => { instants.push(performance.now()); };
    const { world, load, auditor } = this;
    const { pace, perSecond, patienceMs } = this.options;
    load.start(perSecond);
    let struck = '';
    const faults: string[] = [];
    try {
      // Something is under way when it strikes.
      await sleep(Math.max(600, 1_500 * pace));
      struck = await run({ world, load, lanes: auditor.lanes, forged: auditor.forged, pace });
    } catch (error) {
      faults.push(`the fault itself: ${(error as Error).stack}`);
    }
    passed();
    await world.heal();
    passed();
    await load.stop();
    passed();
    await load.workOff();
    passed();
    const report = await auditor.audit(load.accepted, patienceMs);
    passed();
    const phases = instants.slice(1).map((instant, index) => (instant - instants[index]!) / 1000);
    return { ...report, faults: [...faults, ...report.faults], name, struck, phases, seconds: (instants.at(-1)! - instants[0]!) / 1000 };
  }

  /** Spoils the databases in four ways. Returns what the auditor then says; nothing can be tried in this world afterwards. */
  async plantedFaults(): Promise<string[]> {
    const { world, load, auditor } = this;
    const [last, other] = load.accepted.filter(({ type }) => type === 'query-deposits').slice(-2);
    const call = `INSERT INTO call (request_id, obligation, round, step, at, called_at, owed_by, targets) SELECT request_id, name, round, 'breach', discharged_at + interval '1 hour', now(), owed_by, '{}'`;
    await world.database('bank').query(`UPDATE request SET record = jsonb_set(record, '{core,state}', '"returned"') WHERE id = $1`, [last!.id]);
    await world.database('coordinator').query(`DELETE FROM journal WHERE seq = (SELECT seq FROM journal WHERE request_id = $1 AND direction = 'i' AND sender LIKE 'bank%' ORDER BY sequence DESC LIMIT 1)`, [other!.id]);
    await world.database('court').query(`UPDATE journal SET sequence = 9 WHERE request_id = $1 AND direction = 'i'`, [other!.id]);
    await world.database('coordinator').query(`${call} FROM obligation WHERE request_id = $1 AND name = 'answer' AND discharged_at IS NOT NULL`, [last!.id]);
    await world.database('coordinator').query(`UPDATE tracked_request SET flags = flags || '{overdue}' WHERE id = $1`, [last!.id]);
    return (await auditor.audit(load.accepted, this.options.patienceMs)).faults;
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
export function linesOf({ name, struck, seconds, phases, requests, repeated, drained, memory, faults }: FaultOutcome): string {
  const last = drained?.last.join(', ') || 'nothing was left';
  const head = `${faults.length === 0 ? 'ok  ' : 'FAIL'} ${name} (${struck}) ${seconds.toFixed(0)} s = ${phases.map((part) => part.toFixed(1)).join(' + ')}; ${requests} requests, ${repeated} repeated publishes; drained in ${drained?.everything ?? '-'} ms (at last: ${last}); MiB ${Object.entries(memory).map(([service, size]) => `${service} ${size}`).join(', ')}`;
  return [head, ...faults.map((fault) => `     ${fault.slice(0, 3_000)}`)].join('\n');
}
