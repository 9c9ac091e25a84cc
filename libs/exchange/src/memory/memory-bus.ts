import { keepPositions } from '../bus/keep-positions';
import { BusRefusal, positionKey, type BusRecord, type ConsumeOptions, type FollowOptions, type MessageBus, type Positions, type Published, type ReceivedRecord, type Subscription } from '../bus/message-bus';
import { MemoryBroker } from './memory-broker';
import { MemoryConsumer } from './memory-consumer';
import { MemoryGroup } from './memory-group';

const readChunk = 1_000;

export interface MemoryBusOptions {
  /** What this client may do, as the broker's access rules say it on Kafka. Default: everything. */
  permits?: (operation: 'read' | 'write', topic: string) => boolean;
}

/** The bus within one process, for tests: the same promises as Kafka's, without chance and without network. */
export class MemoryBus implements MessageBus {
  private readonly consumers = new Set<MemoryConsumer>();
  private publishing: Promise<unknown> = Promise.resolve();
  private closed = false;

  constructor(readonly broker: MemoryBroker = new MemoryBroker({ autoCreatePartitions: 3 }), private readonly options: MemoryBusOptions = {}) {}

  publish(records: BusRecord[]): Promise<Published[]> {
    if (this.closed) return Promise.reject(new Error('the bus is closed'));
    const done = this.publishing.then(() => {
      this.check('write', records.map(({ topic }) => topic));
      return this.broker.append(records);
    });
    this.publishing = done.catch(() => undefined);
    return done;
  }

  async consume(options: ConsumeOptions): Promise<Subscription> {
    return this.subscribe(options, this.broker.group(options.group));
  }

  async follow(options: FollowOptions): Promise<Subscription> {
    return this.subscribe(keepPositions(options), new MemoryGroup((topic) => this.broker.partitionsOf(topic)));
  }

  async *readToEnd(topics: readonly string[], from: Positions): AsyncIterable<ReceivedRecord[]> {
    this.check('read', topics);
    const ends = await this.endOffsets(topics);
    for (const at of topics.flatMap((topic) => this.broker.partitionsOf(topic))) {
      const end = ends.get(positionKey(at))!;
      for (let next = from.get(positionKey(at)) ?? 0n; next < end;) {
        const records: ReceivedRecord[] = [];
        for (const record of this.broker.partition(at).read(next, readChunk)) {
          if (record.offset >= end) break;
          records.push({ ...at, ...record, from: next });
          next = record.offset + 1n;
        }
        if (records.length === 0) break;
        yield records;
      }
    }
  }

  async endOffsets(topics: readonly string[]): Promise<Positions> {
    return new Map(topics.flatMap((topic) => this.broker.partitionsOf(topic)).map((at) => [positionKey(at), this.broker.partition(at).end]));
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all([...this.consumers].map((consumer) => consumer.stop()));
    await this.publishing;
  }

  /** As if the process of this client were killed. */
  kill(): void {
    this.closed = true;
    for (const consumer of this.consumers) consumer.kill();
    this.consumers.clear();
  }

  private async subscribe(options: Omit<ConsumeOptions, 'group'>, group: MemoryGroup): Promise<Subscription> {
    if (this.closed) throw new Error('the bus is closed');
    this.check('read', options.topics);
    const consumer = new MemoryConsumer(this.broker, options, group);
    this.consumers.add(consumer);
    await consumer.start();
    return { stop: async () => { await consumer.stop(); this.consumers.delete(consumer); } };
  }

  private check(operation: 'read' | 'write', topics: readonly string[]): void {
    const refused = topics.find((topic) => this.options.permits?.(operation, topic) === false);
    if (refused !== undefined) throw new BusRefusal('not-permitted', refused);
  }
}
