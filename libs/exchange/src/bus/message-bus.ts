/**
 * The port to whatever carries messages between services. Kafka is one adapter, the in-memory twin another; both pass
 * the conformance suite in `test/conformance`. Positions are kept by the receiver (in its database), never by the bus.
 */
export interface BusRecord {
  topic: string;
  /** The request id: records of one key keep the order in which one publisher sent them. */
  key: string;
  value: Buffer;
  contentType?: string;
}

export interface Published {
  topic: string;
  partition: number;
  offset: bigint;
  /** When the bus took it, ms since the epoch, by the bus's own clock. */
  appendedAt: number;
}

export interface ReceivedRecord extends Published {
  /**
   * Where reading went on: between `from` and `offset` the bus holds nothing any more (compacted, expired, control
   * records). A receiver refuses a batch with `PositionGap` when `from`, not `offset`, lies beyond what it has stored.
   */
  from: bigint;
  key: string | null;
  /** null = tombstone of a compacted topic. */
  value: Buffer | null;
}

export interface TopicPartition {
  topic: string;
  partition: number;
}

/** Key of a position map: `<topic>/<partition>`. */
export const positionKey = (at: TopicPartition): string => `${at.topic}/${at.partition}`;
/** The next offset to read per partition; an absent one means from the beginning. */
export type Positions = Map<string, bigint>;

export interface ConsumeOptions {
  /** Replicas of one service share a group: each partition is read by one of them at a time. */
  group: string;
  topics: readonly string[];
  /** Called whenever partitions are assigned: where to go on from, read from the receiver's database. */
  positions: (assigned: TopicPartition[]) => Promise<Positions>;
  /**
   * Called with what was fetched, merged over partitions, in offset order within each partition. Resolves only when all
   * of it is durable. A rejection is retried with growing back-off while heartbeats go on; `PositionGap` seeks back.
   * `upcoming`, where the bus knows it, gives what will probably come next; nothing is promised of it.
   */
  onBatch: (records: ReceivedRecord[], upcoming?: () => ReceivedRecord[]) => Promise<void>;
  /** The consumer cannot go on: the process should end and be restarted. */
  onCrash?: (error: Error) => void;
}

export interface FollowOptions {
  topics: readonly string[];
  /** Where to begin; an absent partition is read from its beginning. */
  from: Positions;
  /** As in `ConsumeOptions`. */
  onBatch: (records: ReceivedRecord[]) => Promise<void>;
  onCrash?: (error: Error) => void;
}

export interface Subscription {
  /** No further batch begins; resolves when the running one has ended (or its deadline has passed) and the bus is left. */
  stop(): Promise<void>;
}

/** Thrown by `onBatch`: the batch starts beyond what is stored, read again from `expected`. */
export class PositionGap extends Error {
  constructor(readonly at: TopicPartition, readonly expected: bigint) {
    super(`batch of ${positionKey(at)} starts beyond the stored position ${expected}`);
  }
}

/** What the bus refuses for good: to try again unchanged does not help, somebody has to act. */
export class BusRefusal extends Error {
  constructor(readonly reason: 'unknown-topic' | 'not-permitted' | 'too-big', readonly topic: string, options?: ErrorOptions) {
    super(`the bus refuses ${topic}: ${reason}`, options);
  }
}

export interface MessageBus {
  /**
   * Resolves in the order given once all are durable on the bus (`acks=all`). On a rejection some may have been stored.
   * Calls are carried out one after the other; who needs the order of a key awaits one call before the next.
   * @throws BusRefusal unknown topic, no permission, or a record that is too big; anything else may pass.
   */
  publish(records: BusRecord[]): Promise<Published[]>;
  /**
   * Resolves when the first partitions (or none) are assigned and their positions known. A batch that was under way when
   * its partitions moved to another member may still end: the stored positions decide who was first.
   */
  consume(options: ConsumeOptions): Promise<Subscription>;
  /** Reads all partitions by itself, whoever else does; for the directory and other things each replica keeps in memory. */
  follow(options: FollowOptions): Promise<Subscription>;
  /** One pass from `from` to the end as it stood at the call; for recovery and the directory. Needs no group membership of the service. */
  readToEnd(topics: readonly string[], from: Positions): AsyncIterable<ReceivedRecord[]>;
  /** The offset after the last record of every partition. */
  endOffsets(topics: readonly string[]): Promise<Positions>;
  close(): Promise<void>;
}
