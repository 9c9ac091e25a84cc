import { backOffMs } from '../bus/deliver-batch';
import { positionKey, type PositionGap, type TopicPartition } from '../bus/message-bus';
import type { KafkaTopics } from './kafka-topics';

interface Gap {
  times: number;
  /** Set when the records between have expired: reading goes on at `low`, and counts as going on from `expected`. */
  expired?: { low: bigint; expected: bigint };
}

/** Remembers where a receiver refused a batch because it lacks what stands before it. */
export class GapMemory {
  private readonly gaps = new Map<string, Gap>();

  constructor(private readonly topics: KafkaTopics, private readonly topicPrefix: string) {}

  /**
   * Where to read again, and how long to wait before that, ms: a receiver that is never content must not keep the
   * broker busy. What has expired cannot be read again; the next record then says so by its `from`.
   */
  async after({ at, expected }: PositionGap): Promise<{ offset: bigint; waitMs: number }> {
    const key = positionKey(at);
    const times = (this.gaps.get(key)?.times ?? 0) + 1;
    const waitMs = times === 1 ? 0 : backOffMs(times - 1, 0);
    const low = await this.lowOffset(at);
    this.gaps.set(key, low > expected ? { times, expired: { low, expected } } : { times });
    return { offset: low > expected ? low : expected, waitMs };
  }

  /** Where reading counts as going on from when the broker was asked for `fetched`. */
  continuation(at: TopicPartition, fetched: bigint): bigint {
    const expired = this.gaps.get(positionKey(at))?.expired;
    return expired && fetched === expired.low ? expired.expected : fetched;
  }

  forget(at: TopicPartition): void {
    if (this.gaps.size > 0) this.gaps.delete(positionKey(at));
  }

  private async lowOffset({ topic, partition }: TopicPartition): Promise<bigint> {
    const name = this.topicPrefix + topic;
    try {
      return (await this.topics.offsets([name])).get(positionKey({ topic: name, partition }))?.low ?? 0n;
    } catch {
      return 0n;
    }
  }
}
