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
  private readonly counts = new Map<string, Promise<number>>();

  constructor(private readonly kafka: Kafka, private readonly topicPrefix: string) {}

  /** @throws BusRefusal no such topic, or this principal may not see it. */
  partitionCount(topic: string): Promise<number> {
    const known = this.counts.get(topic);
    if (known) return known;
    const asked = this.ask(topic, async (admin) => {
      const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
      return topics.find(({ name }) => name === topic)!.partitions.length;
    });
    this.counts.set(topic, asked);
    asked.catch(() => this.counts.delete(topic));
    return asked;
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

  /** A kept connection may have gone stale, and kafkajs then loses what went wrong: a failure that may pass is tried once anew. */
  private async ask<T>(topic: string, question: (admin: Admin) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      const admin = this.connected();
      try {
        return await question(await admin);
      } catch (error) {
        const refusal = refusalOf(error, topic.slice(this.topicPrefix.length));
        if (refusal) throw refusal;
        if (this.admin === admin) await this.close();
        if (attempt === 2) throw error;
      }
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
