import { BusRefusal, type BusRecord, type Published, type TopicPartition } from '../bus/message-bus';
import type { MemoryFaults } from './memory-faults';
import { MemoryGroup } from './memory-group';
import { MemoryPartition } from './memory-partition';

export interface MemoryBrokerOptions {
  /** The broker's clock, ms since the epoch: append times. */
  now?: () => number;
  /** Topics that are there from the start, with their number of partitions. */
  topics?: Readonly<Record<string, number>>;
  /** Makes unknown topics when they are first used, with this many partitions. The real bus never does. */
  autoCreatePartitions?: number;
  /** The largest value, bytes; Kafka's own limit here is 2 MiB for a batch. */
  maxValueBytes?: number;
}

/** What several `MemoryBus` clients share: topics, groups, and the faults a test asks for. */
export class MemoryBroker {
  /** May be changed at any time. */
  faults: MemoryFaults = {};
  private readonly topics = new Map<string, MemoryPartition[]>();
  private readonly groups = new Map<string, MemoryGroup>();
  private readonly listeners = new Set<() => void>();

  constructor(private readonly options: MemoryBrokerOptions = {}) {
    for (const [name, partitions] of Object.entries(options.topics ?? {})) this.createTopic(name, partitions);
  }

  createTopic(name: string, partitions: number): void {
    if (!this.topics.has(name)) this.topics.set(name, Array.from({ length: partitions }, () => new MemoryPartition()));
  }

  /** @throws BusRefusal no such topic. */
  topic(name: string): MemoryPartition[] {
    if (!this.topics.has(name) && this.options.autoCreatePartitions) this.createTopic(name, this.options.autoCreatePartitions);
    const topic = this.topics.get(name);
    if (!topic) throw new BusRefusal('unknown-topic', name);
    return topic;
  }

  partition({ topic, partition }: TopicPartition): MemoryPartition {
    return this.topic(topic)[partition]!;
  }

  partitionsOf(topic: string): TopicPartition[] {
    return this.topic(topic).map((_, partition) => ({ topic, partition }));
  }

  group(name: string): MemoryGroup {
    let group = this.groups.get(name);
    if (!group) this.groups.set(name, (group = new MemoryGroup((topic) => this.partitionsOf(topic))));
    return group;
  }

  async append(records: BusRecord[]): Promise<Published[]> {
    for (const { topic, value } of records) {
      this.topic(topic);
      if (value.length > (this.options.maxValueBytes ?? 2_000_000)) throw new BusRefusal('too-big', topic);
    }
    await this.faults.beforePublish?.(records);
    const appendedAt = (this.options.now ?? Date.now)();
    const published = records.map((record) => this.store(record, appendedAt));
    for (const listener of [...this.listeners]) listener();
    await this.faults.afterPublish?.(records);
    return published;
  }

  /** @returns what to call to listen no longer. */
  onAppend(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private store(record: BusRecord, appendedAt: number): Published {
    const partitions = this.topic(record.topic);
    const partition = hash(record.key) % partitions.length;
    const offset = partitions[partition]!.append(record, appendedAt);
    for (let copies = this.faults.duplicates?.(record) ?? 0; copies > 0; copies -= 1) partitions[partition]!.append(record, appendedAt);
    return { topic: record.topic, partition, offset, appendedAt };
  }
}

/** FNV-1a. Not Kafka's murmur2: nothing may depend on which partition a key has. */
function hash(key: string): number {
  let value = 0x811c9dc5;
  for (const byte of Buffer.from(key)) value = Math.imul(value ^ byte, 0x01000193);
  return value >>> 0;
}
