import { backOffMs, deliverBatch } from '../bus/deliver-batch';
import { positionKey, type ConsumeOptions, type PositionGap, type Positions, type ReceivedRecord, type Subscription, type TopicPartition } from '../bus/message-bus';
import type { MemoryBroker } from './memory-broker';
import type { GroupMember, MemoryGroup } from './memory-group';

const maxBatchRecords = 1_000;

/** One member of a consumer group on a `MemoryBroker`. */
export class MemoryConsumer implements GroupMember, Subscription {
  readonly topics: readonly string[];
  private readonly group: MemoryGroup;
  private assigned: TopicPartition[] = [];
  private next: Positions = new Map();
  /** Raised at each assignment; a batch of an earlier one is not tried again. */
  private generation = 0;
  private stopped = false;
  private wake: () => void = () => undefined;
  private readonly unlisten: () => void;
  private running: Promise<void> = Promise.resolve();
  private ready: () => void = () => undefined;

  constructor(private readonly broker: MemoryBroker, private readonly options: Omit<ConsumeOptions, 'group'>, group: MemoryGroup) {
    this.topics = [...new Set(options.topics)];
    this.group = group;
    this.unlisten = broker.onAppend(() => this.wake());
  }

  async start(): Promise<void> {
    for (const topic of this.topics) this.broker.topic(topic);
    const ready = new Promise<void>((resolve) => { this.ready = resolve; });
    this.group.join(this);
    this.running = this.run().catch((error: unknown) => this.options.onCrash?.(error as Error));
    await ready;
  }

  assign(partitions: TopicPartition[]): void {
    this.assigned = partitions;
    this.generation += 1;
    this.wake();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.wake();
    await this.running;
    this.leave();
  }

  /** As if the process were killed: the running batch may end, nothing else begins, and the group goes on without it. */
  kill(): void {
    this.stopped = true;
    this.wake();
    this.leave();
  }

  private leave(): void {
    this.unlisten();
    this.group.leave(this);
  }

  private async run(): Promise<void> {
    for (let known = 0; !this.stopped;) {
      const generation = this.generation;
      if (known !== generation) {
        if (!(await this.takeUp(generation))) continue;
        known = generation;
        this.ready();
      }
      const records = this.read();
      if (records.length === 0) await this.pause();
      else await this.deliver(records, generation);
    }
    this.ready();
  }

  private async takeUp(generation: number): Promise<boolean> {
    try {
      const positions = await this.options.positions(this.assigned);
      if (generation !== this.generation) return false;
      this.next = new Map(this.assigned.map((at) => [positionKey(at), positions.get(positionKey(at)) ?? 0n]));
      return true;
    } catch {
      await this.pause(backOffMs(1, 0));
      return false;
    }
  }

  private read(): ReceivedRecord[] {
    const merged: ReceivedRecord[] = [];
    for (const at of this.assigned) {
      let from = this.next.get(positionKey(at))!;
      for (const { offset, appendedAt, key, value } of this.broker.partition(at).read(from, maxBatchRecords - merged.length)) {
        merged.push({ ...at, from, offset, appendedAt, key, value });
        from = offset + 1n;
      }
      if (merged.length >= maxBatchRecords) break;
    }
    return merged;
  }

  private async deliver(records: ReceivedRecord[], generation: number): Promise<void> {
    const abandoned = () => this.stopped || generation !== this.generation;
    try {
      await this.broker.faults.beforeDelivery?.(records);
    } catch {
      this.generation += 1;
      return;
    }
    const gone = new Set<string>();
    const seekBack = async ({ at, expected }: PositionGap) => {
      gone.add(positionKey(at));
      this.next.set(positionKey(at), expected);
    };
    const durable = await deliverBatch(records, (batch) => this.options.onBatch(batch), {
      abandoned, seekBack, pause: (ms) => this.pause(ms, abandoned), backOff: (attempt) => backOffMs(attempt, 0),
    });
    if (!durable || generation !== this.generation) return;
    for (const record of records) {
      if (!gone.has(positionKey(record))) this.next.set(positionKey(record), record.offset + 1n);
    }
    // A seek back that finds the same records again must not starve the rest of the process.
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** Until something was appended or assigned; given `ms`, until then or until `abandoned`. */
  private async pause(ms?: number, abandoned: () => boolean = () => this.stopped): Promise<void> {
    const deadline = ms === undefined ? undefined : performance.now() + ms;
    do {
      await new Promise<void>((resolve) => {
        const timer = deadline === undefined ? undefined : setTimeout(resolve, deadline - performance.now());
        this.wake = () => { clearTimeout(timer); resolve(); };
        if (abandoned()) this.wake();
      });
    } while (deadline !== undefined && performance.now() < deadline && !abandoned());
    this.wake = () => undefined;
  }
}
