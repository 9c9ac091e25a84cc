import { CompressionTypes, Partitioners, type Kafka, type PartitionMetadata, type Producer, type ProducerBatch } from 'kafkajs';
import { positionKey, type BusRecord, type Published } from '../bus/message-bus';
import { refusalOf } from './kafka-refusal';
import type { KafkaTopics } from './kafka-topics';
import { publishRounds, type Routed } from './publish-rounds';

interface Call {
  records: BusRecord[];
  published: Published[];
  resolve: (published: Published[]) => void;
  reject: (error: Error) => void;
}

interface RoutedRecord extends Routed {
  call: Call;
  index: number;
}

const maxMergedRecords = 1_000;
const partitionOf = Partitioners.DefaultPartitioner();

/**
 * The only writer of this process. Calls that arrive while a request is under way are merged into the next one; there is
 * never more than one, and after any failure the next one is made by a new producer.
 *
 * WARNING: both are needed. kafkajs takes a failed request's sequence numbers back and gives them to whatever is sent
 * next. Had the failed request been stored (its answer lost), the broker would take other records of the same number for
 * a repetition and confirm them without storing them: 20 callers at once with connections cut every 0.1 to 0.25 s lost
 * 271 of 2,788 confirmed records to a plain idempotent producer (`test/faults/kafka-connection` is that case here).
 */
export class KafkaPublisher {
  private queue: Call[] = [];
  private pumping: Promise<void> | undefined;
  private producer: Producer | undefined;
  private closed = false;

  constructor(private readonly kafka: Kafka, private readonly topics: KafkaTopics, private readonly topicPrefix: string) {}

  publish(records: BusRecord[]): Promise<Published[]> {
    if (this.closed) return Promise.reject(new Error('the bus is closed'));
    if (records.length === 0) return Promise.resolve([]);
    return new Promise((resolve, reject) => {
      this.queue.push({ records, published: [], resolve, reject });
      this.pumping ??= this.pump();
    });
  }

  /** Resolves when the calls made so far have ended. */
  async close(): Promise<void> {
    this.closed = true;
    await this.pumping;
    await this.dropProducer();
  }

  private async pump(): Promise<void> {
    // The first of many calls made in one turn of the event loop does not go alone.
    await Promise.resolve();
    while (this.queue.length > 0) await this.send(this.takeCalls());
    this.pumping = undefined;
  }

  private takeCalls(): Call[] {
    let count = 0;
    const taken = this.queue.findIndex(({ records }, index) => (count += records.length) > maxMergedRecords && index > 0);
    return this.queue.splice(0, taken === -1 ? this.queue.length : taken);
  }

  private async send(calls: Call[]): Promise<void> {
    const routed = (await Promise.all(calls.map((call) => this.route(call)))).flat();
    try {
      for (const round of publishRounds(routed)) await this.sendRound(round);
    } catch (error) {
      await this.dropProducer();
      await this.settleFailed(calls.filter((call) => !isComplete(call)), error as Error);
    }
    for (const call of calls.filter(isComplete)) call.resolve(call.published);
  }

  /** One caller's refusal is not the others' fault: each is tried alone. What may pass is for the callers to repeat. */
  private async settleFailed(calls: Call[], error: Error): Promise<void> {
    const refusal = refusalOf(error, [...new Set(calls.flatMap(({ records }) => records.map(({ topic }) => topic)))].join(', '));
    if (refusal && calls.length > 1) for (const call of calls) await this.send([call]);
    else for (const call of calls) call.reject(refusal ?? error);
  }

  /** Where each record goes; a call to an unknown topic is refused alone. */
  private async route(call: Call): Promise<RoutedRecord[]> {
    try {
      const topics = new Map<string, { leader: number }[]>();
      for (const topic of new Set(call.records.map((record) => record.topic))) topics.set(topic, await this.partitions(topic));
      return call.records.map(({ topic, key, value }, index) => {
        const partition = partitionOf({ topic, message: { key, value }, partitionMetadata: topics.get(topic)! as PartitionMetadata[] });
        return { call, index, topic, partition, bytes: value.length + key.length + 64 };
      });
    } catch (error) {
      call.reject(refusalOf(error, call.records[0]!.topic) ?? (error as Error));
      return [];
    }
  }

  /** What kafkajs's partitioner wants to know: how many there are. */
  private async partitions(topic: string): Promise<{ leader: number }[]> {
    return Array.from({ length: await this.topics.partitionCount(this.topicPrefix + topic) }, () => ({ leader: 0 }));
  }

  private async sendRound(round: RoutedRecord[]): Promise<void> {
    const producer = await this.connected();
    const answers = await producer.sendBatch(this.requestOf(round));
    const byPartition = new Map(answers.map((answer) => [positionKey({ topic: answer.topicName, partition: answer.partition }), answer]));
    const counted = new Map<string, bigint>();
    const now = Date.now();
    for (const { call, index, topic, partition } of round) {
      const key = positionKey({ topic: this.topicPrefix + topic, partition });
      const answer = byPartition.get(key)!;
      const nth = counted.get(key) ?? 0n;
      counted.set(key, nth + 1n);
      const appended = Number(answer.logAppendTime ?? -1);
      call.published[index] = { topic, partition, offset: BigInt(answer.baseOffset!) + nth, appendedAt: appended >= 0 ? appended : now };
    }
  }

  private requestOf(round: RoutedRecord[]): ProducerBatch {
    const byTopic = new Map<string, RoutedRecord[]>();
    for (const record of round) {
      const others = byTopic.get(record.topic);
      if (others) others.push(record);
      else byTopic.set(record.topic, [record]);
    }
    return {
      acks: -1, compression: CompressionTypes.GZIP,
      topicMessages: [...byTopic].map(([topic, records]) => ({
        topic: this.topicPrefix + topic,
        messages: records.map(({ call, index, partition }) => {
          const { key, value, contentType } = call.records[index]!;
          return { key, value, partition, ...(contentType ? { headers: { 'content-type': contentType } } : {}) };
        }),
      })),
    };
  }

  private async connected(): Promise<Producer> {
    if (this.producer) return this.producer;
    const producer = this.kafka.producer({ idempotent: true, maxInFlightRequests: 1, retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries: 5 } });
    this.producer = producer;
    await producer.connect();
    return producer;
  }

  private async dropProducer(): Promise<void> {
    const producer = this.producer;
    this.producer = undefined;
    await producer?.disconnect().catch(() => undefined);
  }
}

function isComplete({ records, published }: Call): boolean {
  // An index that was never assigned is a hole, which `findIndex` visits and `every` would skip.
  return published.length === records.length && published.findIndex((one) => one === undefined) === -1;
}
