import { randomBytes } from 'node:crypto';
import type { Kafka } from 'kafkajs';
import { keepPositions } from '../bus/keep-positions';
import { positionKey, type BusRecord, type ConsumeOptions, type FollowOptions, type MessageBus, type Positions, type Published, type ReceivedRecord, type Subscription } from '../bus/message-bus';
import { registerCompressionCodecs } from './compression-codecs';
import { productionConsumer, untilTheEnd, type ConsumerSettings } from './consumer-settings';
import { GroupMembership, type MembershipOptions } from './group-membership';
import { KafkaConsumer } from './kafka-consumer';
import { KafkaPublisher } from './kafka-publisher';
import { KafkaTopics } from './kafka-topics';
import { ReadUntilEnd } from './read-until-end';

export interface KafkaBusOptions {
  /** Made by `createKafka`; not shared with another bus. */
  kafka: Kafka;
  /** The operator this process logs in as; every consumer group it may use begins with `<principal>.`. */
  principal: string;
  /** Stands before every topic and group at the broker; callers never see it. */
  topicPrefix?: string;
  consumer?: Partial<ConsumerSettings>;
  /** A batch or a question for positions failed and will be tried again. */
  onRetry?: (error: unknown, attempt: number, waitMs: number) => void;
}

/** The bus on Apache Kafka. Connects when first used. */
export class KafkaBus implements MessageBus {
  private readonly topics: KafkaTopics;
  private readonly publisher: KafkaPublisher;
  private readonly prefix: string;
  private readonly settings: ConsumerSettings;
  private readonly consumers = new Set<KafkaConsumer>();
  private closed = false;

  constructor(private readonly options: KafkaBusOptions) {
    registerCompressionCodecs();
    this.prefix = options.topicPrefix ?? '';
    this.settings = { ...productionConsumer, ...options.consumer };
    this.topics = new KafkaTopics(options.kafka, this.prefix);
    this.publisher = new KafkaPublisher(options.kafka, this.topics, this.prefix);
  }

  publish(records: BusRecord[]): Promise<Published[]> {
    return this.publisher.publish(records);
  }

  consume(options: ConsumeOptions): Promise<Subscription> {
    return this.subscribe({ ...options, group: this.prefix + options.group, reportProgress: true });
  }

  follow(options: FollowOptions): Promise<Subscription> {
    return this.subscribe({ ...keepPositions(options), group: this.personalGroup('follower'), reportProgress: false });
  }

  async *readToEnd(topics: readonly string[], from: Positions): AsyncIterable<ReceivedRecord[]> {
    const ends: Positions = new Map();
    const starts: Positions = new Map();
    for (const { topic: name, partition, low, high } of (await this.topics.offsets(this.named(topics))).values()) {
      const at = { topic: name.slice(this.prefix.length), partition };
      const stored = from.get(positionKey(at)) ?? low;
      const start = stored > low ? stored : low;
      starts.set(positionKey(at), start);
      if (start < high) ends.set(positionKey(at), high);
    }
    if (ends.size === 0) return;
    const reading = new ReadUntilEnd(ends);
    const subscription = await this.subscribe({
      group: this.personalGroup('reader'), reportProgress: false, topics: topics.filter((topic) => [...ends.keys()].some((key) => key.startsWith(`${topic}/`))),
      positions: async () => starts, onBatch: (records) => reading.onBatch(records),
      onReached: (at, next) => reading.reached(at, next), onCrash: (error) => reading.fail(error),
    }, untilTheEnd(this.settings));
    try {
      yield* reading.batches();
    } finally {
      reading.abandon();
      await subscription.stop();
    }
  }

  async endOffsets(topics: readonly string[]): Promise<Positions> {
    const ranges = await this.topics.offsets(this.named(topics));
    return new Map([...ranges].map(([key, { high }]) => [key.slice(this.prefix.length), high]));
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all([...this.consumers].map((consumer) => consumer.stop()));
    await this.publisher.close();
    await this.topics.close();
  }

  private async subscribe({ onCrash, ...options }: Omit<MembershipOptions, 'onEnd'> & Pick<ConsumeOptions, 'onCrash'>, settings = this.settings): Promise<Subscription> {
    if (this.closed) throw new Error('the bus is closed');
    const { kafka, onRetry } = this.options;
    const newMembership = (onEnd: MembershipOptions['onEnd']) =>
      new GroupMembership(kafka, this.topics, this.prefix, settings, { ...(onRetry ? { onRetry } : {}), ...options, onEnd });
    const consumer = new KafkaConsumer(newMembership, options.topics, onCrash);
    this.consumers.add(consumer);
    const stop = async () => {
      await consumer.stop();
      this.consumers.delete(consumer);
    };
    await consumer.start().catch((error: unknown) => {
      this.consumers.delete(consumer);
      throw error;
    });
    return { stop };
  }

  private named(topics: readonly string[]): string[] { return topics.map((topic) => this.prefix + topic); }

  /** For one reader alone. Kafka forgets a group without members and offsets by itself. */
  private personalGroup(purpose: string): string { return `${this.prefix}${this.options.principal}.${purpose}.${randomBytes(6).toString('hex')}`; }
}
