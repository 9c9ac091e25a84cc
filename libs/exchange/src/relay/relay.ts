import type { Pool } from 'pg';
import type { EventAttributes } from '@lianzhi/contracts';
import { BusRefusal, type MessageBus } from '../bus/message-bus';
import { attributesOf, readEvent, withProof } from '../journal/event-bytes';
import { markPublished, noteAppended, pendingEntries, type PendingRow } from '../journal/journal';
import { shardCount } from '../journal/shard';
import { leafBytes, type Signer } from '../signature';
import { BackgroundLoop } from './background-loop';
import type { Replicas } from './replicas';

const batchSize = 500;
/** How long a lane rests that the bus refuses, ms of system time. */
const refusedPauseMs = 5_000;
const shardLeases = Array.from({ length: shardCount }, (_, shard) => `relay-${shard}`);

export interface RelayOptions {
  pool: Pool;
  bus: MessageBus;
  signer: Signer;
  replicas: Replicas;
  /**
   * The messages of these requests reached the bus more than 60 s after their `time`: fold them anew. Called after their append
   * time is stored and before they count as published, so it is called again when the process ends in between. Must not throw.
   */
  onLate: (requestIds: string[]) => Promise<void>;
  onError: (error: unknown) => void;
  onPublished?: (published: readonly EventAttributes[]) => void;
}

/** A message is in time by its `time` if the bus got it within this of it, ms (policy; design §3). */
export const publishGraceMs = 60_000;

/**
 * When a message counts as sent, ms: its `time`, or the bus's append time (moved by the clock offset) when the two are further
 * apart. One that the bus has not taken yet (no append time) counts by its `time`.
 */
export function effectiveTime(attributes: { time: string; clockoffset?: number }, appendedAt: number | undefined): { at: number; late: boolean } {
  const time = Date.parse(attributes.time);
  if (appendedAt === undefined) return { at: time, late: false };
  const appended = appendedAt + (attributes.clockoffset ?? 0);
  return Math.abs(appended - time) > publishGraceMs ? { at: appended, late: true } : { at: time, late: false };
}

/**
 * Publishes what the journal holds and the bus does not: in batches, signed as one, at least once. A crash between
 * publishing and marking publishes again; receivers know messages by id. Never skips a row: pending is a flag.
 */
export class Relay {
  private readonly loop: BackgroundLoop;
  private shards: number[] = [];
  private renewAt = 0;
  /** Lanes that the bus refuses for good (no such topic, no permission), and when to try them again (`performance.now()`). */
  private readonly refused = new Map<string, number>();

  constructor(private readonly options: RelayOptions) {
    this.loop = new BackgroundLoop(() => this.step(), () => (options.replicas.alone ? 1_000 : 100), options.onError);
  }

  start(): void { this.loop.start(); }
  nudge(): void { this.loop.nudge(); }
  stop(): Promise<void> { return this.loop.stop(); }

  private async step(): Promise<boolean> {
    await this.renewLeases();
    if (this.shards.length === 0) return false;
    const rows = await pendingEntries(this.options.pool, this.shards, batchSize, this.refusedLanes());
    if (rows.length === 0) return false;
    try {
      await this.publish(rows);
    } catch (error) {
      if (!(error instanceof BusRefusal)) throw error;
      await this.publishByLane(rows);
    }
    return rows.length === batchSize;
  }

  private refusedLanes(): string[] {
    for (const [topic, until] of this.refused) if (until < performance.now()) this.refused.delete(topic);
    return [...this.refused.keys()];
  }

  /** One lane that the bus refuses must not hold up the others. */
  private async publishByLane(rows: PendingRow[]): Promise<void> {
    for (const topic of new Set(rows.map((row) => row.topic))) {
      try {
        await this.publish(rows.filter((row) => row.topic === topic));
      } catch (error) {
        if (!(error instanceof BusRefusal)) throw error;
        this.refused.set(topic, performance.now() + refusedPauseMs);
        this.options.onError(error);
      }
    }
  }

  /** System time on purpose: leases never follow the business clock. */
  private async renewLeases(): Promise<void> {
    if (performance.now() < this.renewAt) return;
    const held = await this.options.replicas.renew(shardLeases);
    this.shards = shardLeases.flatMap((name, shard) => (held.has(name) ? [shard] : []));
    this.renewAt = performance.now() + 2_000;
  }

  private async publish(rows: PendingRow[]): Promise<void> {
    const attributes = rows.map(({ event }) => attributesOf(readEvent(event)));
    const proofs = this.options.signer.signBatch(rows.map((row, index) => leafBytes(attributes[index]!, row.topic)));
    const published = await this.options.bus.publish(rows.map((row, index) => ({
      topic: row.topic, key: row.request_id, value: withProof(row.event, proofs[index]!), contentType: 'application/cloudevents+json',
    })));
    const sent = rows.map((row, index) => ({ seq: row.seq, requestId: row.request_id, proof: proofs[index]!, at: published[index]! }));
    const late = sent.filter(({ at }, index) => effectiveTime(attributes[index]!, at.appendedAt).late);
    if (late.length > 0) {
      await noteAppended(this.options.pool, late);
      await this.options.onLate([...new Set(late.map(({ requestId }) => requestId))]);
    }
    await markPublished(this.options.pool, sent);
    this.options.onPublished?.(attributes);
  }
}
