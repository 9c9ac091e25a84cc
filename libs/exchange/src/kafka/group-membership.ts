import { setTimeout as sleep } from 'node:timers/promises';
import type { Consumer, ConsumerGroupJoinEvent, EachBatchPayload, Kafka } from 'kafkajs';
import { Pace } from '@lianzhi/platform';
import { backOffMs, deliverBatch } from '../bus/deliver-batch';
import { positionKey, type ConsumeOptions, type PositionGap, type Positions, type ReceivedRecord, type TopicPartition } from '../bus/message-bus';
import { BatchMerger } from './batch-merger';
import { heartbeatIntervalMs, type ConsumerSettings } from './consumer-settings';
import type { KafkaTopics } from './kafka-topics';
import { GapMemory } from './gap-memory';
import { Heartbeats } from './heartbeats';
import { toReceivedRecords } from './received-records';

export interface MembershipOptions extends Omit<ConsumeOptions, 'group' | 'onCrash'> {
  /** As the broker knows it, prefix included. */
  group: string;
  /** Called when a partition has been read up to `next`, whether or not the last positions held records. */
  onReached?: (at: TopicPartition, next: bigint) => void;
  onRetry?: (error: unknown, attempt: number, waitMs: number) => void;
  /** Tells Kafka now and then how far this group is, so that lag tools work. Nothing here reads it. */
  reportProgress: boolean;
  /** The membership is over and kafkajs will not renew it. */
  onEnd: (error: Error) => void;
}

const progressEveryMs = 5_000;
const disconnectDeadlineMs = 5_000;

/**
 * One member of a consumer group. Where to go on is always asked from the receiver, never from Kafka: at every
 * assignment the partitions stay paused until the stored positions are known.
 */
export class GroupMembership {
  private readonly consumer: Consumer;
  private readonly gaps: GapMemory;
  private merger: BatchMerger;
  /** Raised at each assignment; what belongs to an earlier one is not confirmed. */
  private generation = 0;
  private leaving = false;
  private hasJoined = false;
  private readonly heartbeats: Heartbeats;
  private wake = new AbortController();
  private progressAt = 0;
  /** What comes closely behind a delivery is collected by the broker. */
  private readonly pace = new Pace();
  private readonly joined: Promise<void>;
  private settleJoined!: { resolve: () => void; reject: (error: Error) => void };

  constructor(
    kafka: Kafka, private readonly topics: KafkaTopics, private readonly topicPrefix: string,
    private readonly settings: ConsumerSettings, private readonly options: MembershipOptions,
  ) {
    this.gaps = new GapMemory(topics, topicPrefix);
    this.merger = this.newMerger();
    // kafkajs leaves one out that comes before the interval has passed: twice as often makes sure of each.
    this.heartbeats = new Heartbeats(heartbeatIntervalMs(settings) / 2, (error) => { void this.giveUp(error); });
    this.joined = new Promise((resolve, reject) => { this.settleJoined = { resolve, reject }; });
    this.joined.catch(() => undefined);
    this.consumer = kafka.consumer({
      groupId: options.group, allowAutoTopicCreation: false,
      sessionTimeout: settings.sessionTimeoutMs, rebalanceTimeout: 60_000, heartbeatInterval: heartbeatIntervalMs(settings),
      minBytes: 1, maxWaitTimeInMs: settings.maxWaitMs, maxBytes: 8 * 1024 * 1024, maxBytesPerPartition: 1024 * 1024,
      // Long enough for a broker to come back: a consumer that starts anew is another member, and the group waits for the old one.
      retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries: 15 },
    });
  }

  /** Resolves when the positions of the first assignment are known. After a rejection it is over. */
  async join(): Promise<void> {
    const names = [...new Set(this.options.topics)].map((topic) => this.topicPrefix + topic);
    this.listen();
    try {
      const counts = await Promise.all(names.map((name) => this.topics.partitionCount(name)));
      await this.consumer.connect();
      await this.consumer.subscribe({ topics: names, fromBeginning: true });
      await this.consumer.run({
        autoCommit: false, eachBatchAutoResolve: false, partitionsConsumedConcurrently: counts.reduce((sum, count) => sum + count, 1),
        eachBatch: (payload) => this.eachBatch(payload),
      });
      await this.joined;
      this.hasJoined = true;
    } catch (error) {
      await this.leave();
      throw error;
    }
  }

  /** Whether `join` has resolved. */
  get wasJoined(): boolean { return this.hasJoined; }

  /** No further batch begins; resolves when the running one has ended or its deadline has passed. */
  async leave(): Promise<void> {
    this.leaving = true;
    this.wake.abort();
    await inTime(this.merger.end(), this.settings.stopDeadlineMs);
    this.merger.release();
    this.settleJoined.reject(new Error('left the group'));
    await inTime(this.consumer.disconnect(), disconnectDeadlineMs);
    this.heartbeats.stop();
  }

  private listen(): void {
    const { GROUP_JOIN, CRASH, END_BATCH_PROCESS } = this.consumer.events;
    this.consumer.on(GROUP_JOIN, (event) => { this.onJoin(event); });
    this.consumer.on(CRASH, ({ payload }) => { if (!payload.restart) this.end(payload.error); });
    // Batches of control records only never reach `eachBatch`.
    this.consumer.on(END_BATCH_PROCESS, ({ payload }) => {
      if (payload.batchSize === 0) this.options.onReached?.({ topic: this.logical(payload.topic), partition: payload.partition }, BigInt(payload.lastOffset) + 1n);
    });
  }

  private onJoin({ payload }: ConsumerGroupJoinEvent): void {
    const assigned = Object.entries(payload.memberAssignment).map(([topic, partitions]) => ({ topic, partitions }));
    this.generation += 1;
    if (this.leaving) return;
    this.consumer.pause(assigned);
    const { generation } = this;
    // Only a consumer that is being stopped refuses to seek.
    this.takeUp(assigned, generation).catch((error: unknown) => { if (generation === this.generation) this.end(error as Error); });
  }

  /** Asks where to go on, once whatever the last assignment left running has ended. */
  private async takeUp(assigned: { topic: string; partitions: number[] }[], generation: number): Promise<void> {
    this.wake.abort();
    const former = this.merger;
    await former.end();
    former.release();
    const list = assigned.flatMap(({ topic, partitions }) => partitions.map((partition) => ({ topic: this.logical(topic), partition })));
    const positions = await this.positionsOf(list, generation);
    if (!positions) return;
    this.wake = new AbortController();
    this.merger = this.newMerger();
    for (const at of list) this.seek(at, positions.get(positionKey(at)) ?? 0n);
    this.consumer.resume(assigned);
    this.settleJoined.resolve();
  }

  private async positionsOf(assigned: TopicPartition[], generation: number): Promise<Positions | undefined> {
    for (let attempt = 1; generation === this.generation && !this.leaving; attempt += 1) {
      try {
        const positions = await this.options.positions(assigned);
        return generation === this.generation && !this.leaving ? positions : undefined;
      } catch (error) {
        const waitMs = backOffMs(attempt, Math.random());
        this.options.onRetry?.(error, attempt, waitMs);
        await sleep(waitMs);
      }
    }
    return undefined;
  }

  private async eachBatch(payload: EachBatchPayload): Promise<void> {
    const { generation, merger } = this;
    const { batch } = payload;
    if (this.leaving || merger.ended || payload.isStale()) return;
    const records = toReceivedRecords(batch, this.logical(batch.topic), (at, fetched) => this.gaps.continuation(at, fetched));
    const durable = await this.heartbeats.during(payload.heartbeat, merger.add(records));
    if (!durable || generation !== this.generation) return;
    payload.resolveOffset(batch.lastOffset());
    this.options.onReached?.({ topic: this.logical(batch.topic), partition: batch.partition }, BigInt(batch.lastOffset()) + 1n);
    this.reportProgress(payload);
  }

  /** The group is dividing its partitions anew: the fetch loop must get the error, or kafkajs never joins again. */
  private async giveUp(error: Error): Promise<void> {
    const { merger } = this;
    this.wake.abort();
    await inTime(merger.end(), this.settings.rebalanceGraceMs);
    merger.release(error);
  }

  private newMerger(): BatchMerger {
    const merger: BatchMerger = new BatchMerger((records, upcoming) => this.deliver(records, upcoming, merger), { maxRecords: this.settings.maxBatchRecords, maxBytes: this.settings.maxBatchBytes });
    return merger;
  }

  private async deliver(records: ReceivedRecord[], upcoming: () => ReceivedRecord[], merger: BatchMerger): Promise<ReadonlySet<string> | undefined> {
    const end = await this.pace.begin();
    const again = new Set<string>();
    const pause = (ms: number) => sleep(ms, undefined, { signal: this.wake.signal }).catch(() => undefined);
    const seekBack = async (gap: PositionGap) => {
      again.add(positionKey(gap.at));
      const { offset, waitMs } = await this.gaps.after(gap);
      this.seek(gap.at, offset);
      await pause(waitMs);
    };
    const durable = await deliverBatch(records, (batch) => this.options.onBatch(batch, upcoming), {
      abandoned: () => merger.ended, pause, seekBack, backOff: (attempt) => backOffMs(attempt, Math.random()),
      ...(this.options.onRetry ? { onRetry: this.options.onRetry } : {}),
    });
    end();
    if (!durable) return undefined;
    for (const record of records) if (!again.has(positionKey(record))) this.gaps.forget(record);
    return again;
  }

  private seek({ topic, partition }: TopicPartition, offset: bigint): void {
    if (!this.leaving) this.consumer.seek({ topic: this.topicPrefix + topic, partition, offset: offset.toString() });
  }

  private reportProgress({ uncommittedOffsets, commitOffsetsIfNecessary }: EachBatchPayload): void {
    if (!this.options.reportProgress || performance.now() < this.progressAt) return;
    this.progressAt = performance.now() + progressEveryMs;
    commitOffsetsIfNecessary(uncommittedOffsets()).catch(() => undefined);
  }

  private end(error: Error): void {
    if (this.leaving) return;
    this.leaving = true;
    this.settleJoined.reject(error);
    this.options.onEnd(error);
  }

  private logical(topic: string): string { return topic.slice(this.topicPrefix.length); }
}

async function inTime(work: Promise<unknown>, ms: number): Promise<void> {
  const deadline = new AbortController();
  await Promise.race([work.catch(() => undefined), sleep(ms, undefined, { signal: deadline.signal }).catch(() => undefined)]);
  deadline.abort();
}
