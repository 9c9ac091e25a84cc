import { setTimeout as sleep } from 'node:timers/promises';
import { parseLane } from '@lianzhi/contracts';
import type { FaultWorld } from '../world/fault-world';
import type { LaneReader } from './lane-reader';

export interface Drained {
  /** ms until nothing was left anywhere: to publish, to handle, to answer by machine. */
  everything: number;
  /** What was waited for the longest; nothing when all was done at the first look. */
  last: readonly string[];
}

const rests = `SELECT count(*) FILTER (WHERE pending)::int AS pending, count(*) FILTER (WHERE handling IN ('n', 'p'))::int AS unhandled FROM journal WHERE pending OR handling IN ('n', 'p')`;

/** Waits until every lane has been read and nothing is left to do. @throws Error naming what stands still */
export async function drain(world: FaultWorld, lanes: LaneReader, patienceMs: number): Promise<Drained> {
  const begun = performance.now();
  for (let last: string[] = []; ;) {
    const left = await leftOf(world, lanes).catch((error: unknown) => [`cannot be asked: ${(error as Error).message}`]);
    if (left.length === 0) return { everything: Math.round(performance.now() - begun), last };
    last = left;
    if (performance.now() - begun > patienceMs) throw new Error(`stands still ${Math.round(patienceMs / 1000)} s after the fault healed: ${left.join('; ')}`);
    await sleep(300);
  }
}

async function leftOf(world: FaultWorld, { bus, topics }: LaneReader): Promise<string[]> {
  const ends = await bus.endOffsets(topics);
  const positions = new Map<string, Map<string, bigint>>();
  const left: string[] = [];
  for (const service of world.services) {
    const { rows } = await world.database(service).query<{ topic: string; partition: number; next_offset: string }>('SELECT topic, partition, next_offset FROM lane_position');
    positions.set(service, new Map(rows.map(({ topic, partition, next_offset }) => [`${topic}/${partition}`, BigInt(next_offset)])));
    const { rows: [rest] } = await world.database(service).query<{ pending: number; unhandled: number }>(rests);
    if (rest!.pending > 0) left.push(`${service} has ${rest!.pending} to publish`);
    if (rest!.unhandled > 0) left.push(`${service} has ${rest!.unhandled} to handle`);
    if (service === 'coordinator') continue;
    const { rows: [tasks] } = await world.database(service).query<{ n: number }>('SELECT count(*)::int AS n FROM task');
    if (tasks!.n > 0) left.push(`${service} has ${tasks!.n} to answer by machine`);
  }
  for (const topic of topics) {
    const lane = parseLane(topic)!;
    const readers = lane.kind === 'exchange' ? [lane.to, 'coordinator'] : [lane.to];
    const behind = readers.reduce((sum, reader) => sum + [...ends].filter(([key]) => key.startsWith(`${topic}/`)).reduce((most, [key, end]) => most + Number(end - (positions.get(reader)?.get(key) ?? 0n)), 0), 0);
    if (behind > 0) left.push(`${topic} has ${behind} unread`);
  }
  return left;
}
