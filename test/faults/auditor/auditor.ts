import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { isEnded, parseLane, type RequestRecord, type RequestState } from '@lianzhi/contracts';
import type { FaultWorld } from '../world/fault-world';
import type { Accepted } from '../world/load';
import { drain, type Drained } from './drain';
import { essence, foldLanes } from './fold-lanes';
import { LaneReader } from './lane-reader';
import { tableChecks } from './table-checks';

export interface AuditReport {
  faults: string[];
  drained?: Drained;
  requests: number;
  /** Messages that stand on a lane more than once: publishes that were repeated. */
  repeated: number;
  /** MiB of the largest process of a service. */
  memory: Record<string, number>;
}

/** A process of a service may take so much, MiB: Node is started with a heap of 320. */
const mostMemory = 640;

/** Looks at all databases and topics, apart from whoever made the load: what was promised and does not hold. */
export class Auditor {
  private readonly reader: LaneReader;
  /** As at the last audit. */
  private readonly known = new Map<string, RequestRecord>();
  /** Put on the lanes by a fault, not by a service. */
  readonly forged = new Set<string>();

  constructor(private readonly world: FaultWorld) {
    this.reader = new LaneReader(world);
  }

  get lanes(): LaneReader { return this.reader; }

  /** @param accepted what was acknowledged to callers */
  async audit(accepted: readonly Accepted[], patienceMs: number): Promise<AuditReport> {
    const report: AuditReport = { faults: [], requests: accepted.length, repeated: 0, memory: this.memory() };
    try {
      report.drained = await drain(this.world, this.reader, patienceMs);
    } catch (error) {
      report.faults.push((error as Error).message);
    }
    const records = (await this.reader.read()).filter(({ event }) => !this.forged.has(event.id));
    report.repeated = records.length - new Set(records.map(({ event }) => event.id)).size;
    report.faults.push(...await this.agreement(accepted, foldLanes(records)), ...await this.conservation(), ...await tableChecks(this.world, [...this.forged]));
    for (const [service, size] of Object.entries(report.memory)) if (size > mostMemory) report.faults.push(`a process of ${service} takes ${size} MiB`);
    return report;
  }

  close(): Promise<void> { return this.reader.bus.close(); }

  /** Every accepted request stands alike in the lanes and at its three sides, and has not gone backwards since the last look. */
  private async agreement(accepted: readonly Accepted[], folded: ReadonlyMap<string, RequestRecord>): Promise<string[]> {
    const [court, coordinator] = [await this.recordsOf('court', `request WHERE box = 'sent'`), await this.recordsOf('coordinator', 'tracked_request')];
    const received = new Map<string, RequestRecord>();
    for (const desk of this.world.services.filter((service) => service !== 'coordinator')) for (const [id, record] of await this.recordsOf(desk, `request WHERE box = 'received'`)) received.set(id, record);
    const faults: string[] = [];
    for (const { id, type } of accepted) {
      const expected = folded.get(id);
      const sides = { requester: court.get(id), recipient: received.get(id), coordinator: coordinator.get(id) };
      if (!expected) faults.push(`${type} ${id} was accepted and is on no lane`);
      for (const [side, record] of Object.entries(sides)) {
        if (!record) faults.push(`${type} ${id} was accepted and is unknown to its ${side}`);
        else if (expected && !isDeepStrictEqual(essence(record), essence(expected))) faults.push(`${type} ${id} at its ${side} is not what the lanes say:\n  ${JSON.stringify(record)}\n  ${JSON.stringify(expected)}`);
      }
      if (!expected) continue;
      faults.push(...backwards(this.known.get(id), expected).map((fault) => `${type} ${id} ${fault}`));
      this.known.set(id, expected);
    }
    return faults;
  }

  private async recordsOf(service: string, table: string): Promise<Map<string, RequestRecord>> {
    const { rows } = await this.world.database(service).query<{ id: string; record: RequestRecord }>(`SELECT id, record FROM ${table}`);
    return new Map(rows.map(({ id, record }) => [id, record]));
  }

  /** written = published + pending: what a journal says was published is on the lanes, what is on the lanes is in the journals of writer and readers. */
  private async conservation(): Promise<string[]> {
    const faults: string[] = [];
    const onLanes = new Map<string, Set<string>>();
    for (const { topic, event } of this.reader.records) {
      if (this.forged.has(event.id)) continue;
      if (!onLanes.has(topic)) onLanes.set(topic, new Set());
      onLanes.get(topic)!.add(event.id);
    }
    const journal = async (service: string, topic: string, direction: 'i' | 'o'): Promise<{ ids: Set<string>; pending: number; written: number }> => {
      const { rows } = await this.world.database(service).query<{ id: string; pending: boolean }>('SELECT message_id AS id, pending FROM journal WHERE topic = $1 AND direction = $2', [topic, direction]);
      const own = rows.filter(({ id }) => !this.forged.has(id));
      return { ids: new Set(own.filter(({ pending }) => !pending).map(({ id }) => id)), pending: own.filter(({ pending }) => pending).length, written: own.length };
    };
    for (const topic of this.reader.topics) {
      const { kind, from, to } = parseLane(topic)!;
      const published = onLanes.get(topic) ?? new Set<string>();
      const own = await journal(from, topic, 'o');
      if (own.written !== own.ids.size + own.pending) faults.push(`${from}: ${own.written} written to ${topic}, ${own.ids.size} published, ${own.pending} pending`);
      faults.push(...lacking(own.ids, published, `${from} says it published to ${topic} what is not there`), ...lacking(published, own.ids, `on ${topic} is what ${from} has not in its journal`));
      for (const reader of kind === 'exchange' ? [to, 'coordinator'] : [to]) faults.push(...lacking(published, (await journal(reader, topic, 'i')).ids, `${reader} has not taken in of ${topic}`));
    }
    return faults;
  }

  private memory(): Record<string, number> {
    const most: Record<string, number> = {};
    for (const { service, pid } of this.world.pids) {
      const kib = Number(/^VmRSS:\s+(\d+)/m.exec(statusOf(pid))?.[1] ?? 0);
      most[service] = Math.max(most[service] ?? 0, Math.round(kib / 1024));
    }
    return most;
  }
}

function statusOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return '';
  }
}

function lacking(wanted: ReadonlySet<string>, there: ReadonlySet<string>, what: string): string[] {
  const missing = [...wanted].filter((id) => !there.has(id));
  return missing.length === 0 ? [] : [`${what}: ${missing.length}, the first is ${missing[0]}`];
}

function backwards(before: RequestRecord | undefined, after: RequestRecord): string[] {
  if (!before) return [];
  if (after.folded < before.folded || after.placed < before.placed) return ['has lost what stood in its order'];
  const [from, to] = [before.core.state, after.core.state];
  return isEnded(from as RequestState) && from !== to ? [`went from ${from} to ${to}`] : [];
}
