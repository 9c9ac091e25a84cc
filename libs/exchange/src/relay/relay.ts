import type { Pool } from 'pg';
import type { MessageBus } from '../bus/message-bus';
import { attributesOf, readEvent, withProof } from '../journal/event-bytes';
import { markPublished, pendingEntries, type PendingRow } from '../journal/journal';
import { shardCount } from '../journal/shard';
import { leafBytes, type Signer } from '../signature';
import { BackgroundLoop } from './background-loop';
import type { Replicas } from './replicas';

const batchSize = 500;
const shardLeases = Array.from({ length: shardCount }, (_, shard) => `relay-${shard}`);

export interface RelayOptions {
  pool: Pool;
  bus: MessageBus;
  signer: Signer;
  replicas: Replicas;
  /** Called after a batch was published with the requests whose message reached the bus more than 60 s after its `time`. */
  onLate: (requestIds: string[]) => void;
  onError: (error: unknown) => void;
  onPublished?: (count: number, oldestMs: number) => void;
}

/** A message is in time by its `time` if the bus got it within this of it, ms (policy; design §3). */
export const publishGraceMs = 60_000;

/** When a message counts as sent, ms: its `time`, or the bus's append time (moved by the clock offset) when that was late. */
export function effectiveTime(attributes: { time: string; clockoffset?: number }, appendedAt: number): { at: number; late: boolean } {
  const time = Date.parse(attributes.time);
  const appended = appendedAt + (attributes.clockoffset ?? 0);
  return appended - time > publishGraceMs ? { at: appended, late: true } : { at: time, late: false };
}

/**
 * Publishes what the journal holds and the bus does not: in batches, signed as one, at least once. A crash between
 * publishing and marking publishes again; receivers know messages by id. Never skips a row: pending is a flag.
 */
export class Relay {
  private readonly loop: BackgroundLoop;
  private shards: number[] = [];
  private renewAt = 0;

  constructor(private readonly options: RelayOptions) {
    this.loop = new BackgroundLoop(() => this.step(), () => (options.replicas.alone ? 250 : 25), options.onError);
  }

  start(): void { this.loop.start(); }
  nudge(): void { this.loop.nudge(); }
  stop(): Promise<void> { return this.loop.stop(); }

  private async step(): Promise<boolean> {
    await this.renewLeases();
    if (this.shards.length === 0) return false;
    const rows = await pendingEntries(this.options.pool, this.shards, batchSize);
    if (rows.length === 0) return false;
    await this.publish(rows);
    return rows.length === batchSize;
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
    await markPublished(this.options.pool, rows.map((row, index) => ({ seq: row.seq, proof: proofs[index]!, at: published[index]! })));
    const late = rows.filter((_, index) => effectiveTime(attributes[index]!, published[index]!.appendedAt).late);
    if (late.length > 0) this.options.onLate([...new Set(late.map((row) => row.request_id))]);
    this.options.onPublished?.(rows.length, Math.min(...attributes.map(({ time }) => Date.parse(time))));
  }
}
