import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { laneLag, type MessageBus } from '@lianzhi/exchange';

const pollMs = 20;

/** Tells how far the lanes have been read: nothing is called before everything published up to now has been taken in. */
export class LaneReadiness {
  constructor(private readonly bus: Pick<MessageBus, 'endOffsets'>, private readonly pool: Pool) {}

  /** Of these lanes, those read up to their ends as they stand at this call; waits `patienceMs` (system time) for the others. */
  async caughtUp(topics: readonly string[], patienceMs: number): Promise<Set<string>> {
    const ends = await this.bus.endOffsets(topics);
    const deadline = performance.now() + patienceMs;
    for (;;) {
      const behind = await this.behind(topics, ends);
      if (behind.size === 0 || performance.now() >= deadline) return new Set(topics.filter((topic) => !behind.has(topic)));
      await sleep(pollMs);
    }
  }

  /** Records on these lanes that have not been taken in yet. */
  async lag(topics: readonly string[]): Promise<number> {
    return [...(await laneLag(this.bus, this.pool, topics)).values()].reduce((sum, records) => sum + records, 0);
  }

  private async behind(topics: readonly string[], ends: ReadonlyMap<string, bigint>): Promise<Map<string, number>> {
    const { rows } = await this.pool.query<{ topic: string; partition: number; next_offset: string }>({
      name: 'lane-positions', text: 'SELECT topic, partition, next_offset FROM lane_position WHERE topic = ANY($1::text[])', values: [topics],
    });
    const read = new Map(rows.map(({ topic, partition, next_offset }) => [`${topic}/${partition}`, BigInt(next_offset)]));
    const behind = new Map<string, number>();
    for (const [key, end] of ends) {
      const left = Number(end - (read.get(key) ?? 0n));
      const topic = key.slice(0, key.lastIndexOf('/'));
      if (left > 0) behind.set(topic, (behind.get(topic) ?? 0) + left);
    }
    return behind;
  }
}
