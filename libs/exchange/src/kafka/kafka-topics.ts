import type { Admin, Kafka } from 'kafkajs';
import { positionKey, type TopicPartition } from '../bus/message-bus';
import { refusalOf } from './kafka-refusal';

/** What a partition holds: from `low` up to, not including, `high`. */
export interface OffsetRange extends TopicPartition {
  low: bigint;
  high: bigint;
}

/** What the broker knows about topics, asked over one kept connection. Names here are the broker's, prefix included. */
export class KafkaTopics {
  private admin: Promise<Admin> | undefined;
  /** Partition counts never change once data is in (design §3). */
  private readonly counts = new Map<string, number>();

  constructor(private readonly kafka: Kafka) {}

  /** @throws BusRefusal no such topic, or this principal may not see it. */
  async partitionCount(topic: string): Promise<number> {
    const known = this.counts.get(topic);
    if (known !== undefined) return known;
    const { topics } = await this.ask(topic, (admin) => admin.fetchTopicMetadata({ topics: [topic] }));
    const count = topics.find(({ name }) => name === topic)?.partitions.length ?? 0;
    this.counts.set(topic, count);
    return count;
  }

  /** @throws BusRefusal no such topic, or this principal may not see it. */
  async offsets(topics: readonly string[]): Promise<Map<string, OffsetRange>> {
    // An unknown topic is found out first: the offset request would try again for seconds.
    await Promise.all(topics.map((topic) => this.partitionCount(topic)));
    const ranges = await Promise.all(topics.map(async (topic) => {
      const partitions = await this.ask(topic, (admin) => admin.fetchTopicOffsets(topic));
      return partitions.map(({ partition, low, high }) => ({ topic, partition, low: BigInt(low), high: BigInt(high) }));
    }));
    return new Map(ranges.flat().map((range) => [positionKey(range), range]));
  }

  async close(): Promise<void> {
    const admin = this.admin;
    this.admin = undefined;
    await admin?.then((connected) => connected.disconnect()).catch(() => undefined);
  }

  private async ask<T>(topic: string, question: (admin: Admin) => Promise<T>): Promise<T> {
    try {
      return await question(await this.connected());
    } catch (error) {
      const refusal = refusalOf(error, topic);
      if (!refusal) void this.close();
      throw refusal ?? error;
    }
  }

  private connected(): Promise<Admin> {
    this.admin ??= this.connect();
    return this.admin;
  }

  private async connect(): Promise<Admin> {
    const admin = this.kafka.admin();
    await admin.connect();
    return admin;
  }
}
