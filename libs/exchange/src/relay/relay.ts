import type { Pool } from 'pg';
import type { EventAttributes } from '@lianzhi/contracts';
import { together } from '@lianzhi/platform';
import { BusRefusal, type MessageBus } from '../bus/message-bus';
import { attributesOf, withProof } from '../journal/event-bytes';
import { markPublished, noteAppended, pendingEntries, type PendingRow } from '../journal/journal';
import { shardCount } from '../journal/shard';
import { leafBytes, type Signer } from '../signature';
import { BackgroundLoop } from './background-loop';
import { leaseMs, type Replicas } from './replicas';

const batchSize = 500;
/** Between two renewals of the leases, ms of system time. */
const renewEveryMs = 2_000;
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
   * time is stored and before they count as published, so it is called again when the process ends in between. Throws only what may pass.
   */
  onLate: (requestIds: string[]) => Promise<void>;
  /**
   * Looks up on the bus what of the pending was published already, and marks it. Called before anything else is published when that is
   * unknown: the bus did not confirm, or another replica had the shard, and then once more before the first of it is marked. Receivers count from the
   * first copy, so this side has to find it.
   */
  readBack: (except: readonly string[]) => Promise<void>;
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
  private heldUntil = 0;
  private stopping = false;
  /** Until then each lane is published by itself. */
  private oneLaneUntil = 0;
  /** Something pending may be on the bus already. */
  private unsure = false;
  /** Another replica had some of these shards. What was pending then may be in a batch that it still publishes, before this one does, and never marks. */
  private succeeding = false;
  /** Lanes that the bus refuses for good (no such topic, no permission), and when to try them again (`performance.now()`). */
  private readonly refused = new Map<string, number>();

  constructor(private readonly options: RelayOptions) {
    this.loop = new BackgroundLoop(() => this.step(), () => (options.replicas.alone ? 1_000 : 100), options.onError);
  }

  start(): void { this.loop.start(); }
  nudge(): void { this.loop.nudge(); }

  stop(): Promise<void> {
    this.stopping = true;
    return this.loop.stop();
  }

  private async step(): Promise<boolean> {
    await this.renewLeases();
    if (this.shards.length === 0) return false;
    let rows = await this.pending();
    if (rows.length > 0 && this.unsure) {
      await this.options.readBack(this.refusedLanes());
      this.unsure = false;
      rows = await this.pending();
    }
    if (rows.length === 0) {
      this.succeeding = false;
      return false;
    }
    let more = await this.publishUnlessRefused(rows);
    if (more && this.shards.length > 1 && !this.succeeding && performance.now() >= this.oneLaneUntil) {
      // A backlog: while one half waits for the database or the bus, the other is signed and packed.
      const half = (parity: number): Promise<boolean> => this.drain(this.shards.filter((_shard, index) => index % 2 === parity));
      more = (await together([half(0), half(1)])).includes(true);
    }
    const oneLane = performance.now() < this.oneLaneUntil;
    if (!more && !this.unsure && !oneLane) this.succeeding = false;
    return more || this.unsure || oneLane;
  }

  /** Batch after batch of these shards, until little is left, the leases are to be renewed or anything is amiss. @returns whether there is more */
  private async drain(shards: readonly number[]): Promise<boolean> {
    for (;;) {
      if (this.unsure || this.stopping || performance.now() >= this.renewAt) return true;
      const rows = await this.pending(shards);
      if (rows.length === 0 || !(await this.publishUnlessRefused(rows))) return false;
    }
  }

  /** @returns whether there may be more: the batch was full */
  private async publishUnlessRefused(rows: PendingRow[]): Promise<boolean> {
    // It stalled for so long that another replica has these now.
    if (performance.now() > this.heldUntil) return true;
    try {
      await this.publish(rows);
    } catch (error) {
      // The bus may have some of it, or all.
      this.unsure = true;
      if (!(error instanceof BusRefusal)) throw error;
      // One lane that the bus refuses must not hold up the others. Of several together it does not say which.
      const lanes = new Set(rows.map(({ topic }) => topic));
      if (lanes.size > 1 && !lanes.has(error.topic)) this.oneLaneUntil = performance.now() + refusedPauseMs;
      else this.refused.set(lanes.has(error.topic) ? error.topic : rows[0]!.topic, performance.now() + refusedPauseMs);
      this.options.onError(error);
    }
    return rows.length === batchSize;
  }

  private async pending(shards: readonly number[] = this.shards): Promise<PendingRow[]> {
    const rows = await pendingEntries(this.options.pool, shards, batchSize, this.refusedLanes());
    return performance.now() < this.oneLaneUntil ? rows.filter(({ topic }) => topic === rows[0]!.topic) : rows;
  }

  private refusedLanes(): string[] {
    for (const [topic, until] of this.refused) if (until < performance.now()) this.refused.delete(topic);
    return [...this.refused.keys()];
  }

  /** System time on purpose: leases never follow the business clock. */
  private async renewLeases(): Promise<void> {
    if (performance.now() < this.renewAt) return;
    const asked = performance.now();
    const held = await this.options.replicas.renew(shardLeases);
    const before = this.shards;
    this.shards = shardLeases.flatMap((name, shard) => (held.has(name) ? [shard] : []));
    // At the very first, the start of the service has just read back.
    if (this.renewAt > 0 && this.shards.some((shard) => !before.includes(shard))) this.unsure = this.succeeding = true;
    this.heldUntil = asked + leaseMs;
    this.renewAt = performance.now() + renewEveryMs;
  }

  private async publish(rows: PendingRow[]): Promise<void> {
    const begun = performance.now();
    const attributes = rows.map(({ event }) => attributesOf(JSON.parse(event) as EventAttributes));
    const proofs = this.options.signer.signBatch(rows.map(({ leaf, topic }, index) => ({ sha256: leaf, bytes: () => leafBytes(attributes[index]!, topic) })));
    const published = await this.options.bus.publish(rows.map((row, index) => ({
      topic: row.topic, key: row.request_id, value: withProof(row.event, proofs[index]!), contentType: 'application/cloudevents+json',
    })));
    const sent = rows.map((row, index) => ({ seq: row.seq, requestId: row.request_id, proof: proofs[index]!, at: published[index]! }));
    // Who takes longer than a lease lasts may have been overtaken by another replica, and then knows best which copy was the first.
    const overtaken = performance.now() - begun > leaseMs;
    // Two had these rows: the other's copy may be the first, and it may die before it says so.
    if (overtaken || this.succeeding) await this.options.readBack(this.refusedLanes());
    const toFold = overtaken ? sent : sent.filter(({ at }, index) => effectiveTime(attributes[index]!, at.appendedAt).late);
    if (toFold.length > 0) {
      await noteAppended(this.options.pool, toFold);
      await this.options.onLate([...new Set(toFold.map(({ requestId }) => requestId))]);
    }
    await markPublished(this.options.pool, sent);
    this.options.onPublished?.(attributes);
  }
}
