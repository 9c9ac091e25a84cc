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
   */
  onBatch: (records: ReceivedRecord[]) => Promise<void>;
  /** The consumer cannot go on: the process should end and be restarted. */
  onCrash?: (error: Error) => void;
}

export interface Subscription {
  stop(): Promise<void>;
}

/** Thrown by `onBatch`: the batch starts beyond what is stored, read again from `expected`. */
export class PositionGap extends Error {
  constructor(readonly at: TopicPartition, readonly expected: bigint) {
    super(`batch of ${positionKey(at)} starts beyond the stored position ${expected}`);
  }
}

export interface MessageBus {
  /** Resolves in the order given once all are durable on the bus (`acks=all`). On a rejection some may have been stored. */
  publish(records: BusRecord[]): Promise<Published[]>;
  consume(options: ConsumeOptions): Promise<Subscription>;
  /** One pass from `from` to the end as it stood at the call; for recovery and the directory. Needs no group membership of the service. */
  readToEnd(topics: readonly string[], from: Positions): AsyncIterable<ReceivedRecord[]>;
  /** The offset after the last record of every partition. */
  endOffsets(topics: readonly string[]): Promise<Positions>;
  close(): Promise<void>;
}
