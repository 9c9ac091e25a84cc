import { PositionGap, type ReceivedRecord } from './message-bus';

export interface DeliveryControl {
  /** True once the batch must not be tried again: the subscription stops, or its partitions went to another member. */
  abandoned: () => boolean;
  /** Waits `ms`, or until the delivery is abandoned. */
  pause: (ms: number) => Promise<void>;
  /** Makes the bus read that partition again from the position it names. */
  seekBack: (gap: PositionGap) => Promise<void>;
  /** How long to wait before the next attempt, ms. */
  backOff: (attempt: number) => number;
  onRetry?: (error: unknown, attempt: number, waitMs: number) => void;
}

/** Doubling from 100 ms to 10 s. `spread` in [0, 1) takes up to half away, so that replicas do not come back together. */
export function backOffMs(attempt: number, spread: number): number {
  return Math.min(100 * 2 ** Math.min(attempt - 1, 10), 10_000) * (1 - spread / 2);
}

/**
 * Hands a merged batch to the receiver until it is durable: a rejection is tried again, a `PositionGap` takes the records
 * of that partition out (they are read anew) and the others are handed over at once.
 * @returns false when the delivery was abandoned; nothing of the last attempt counts as received then.
 */
export async function deliverBatch(records: ReceivedRecord[], onBatch: (records: ReceivedRecord[]) => Promise<void>, control: DeliveryControl): Promise<boolean> {
  let rest = records;
  for (let attempt = 1; rest.length > 0;) {
    if (control.abandoned()) return false;
    try {
      await onBatch(rest);
      return true;
    } catch (error) {
      const others = error instanceof PositionGap ? withoutPartition(rest, error) : rest;
      if (others.length < rest.length) {
        rest = others;
        await control.seekBack(error as PositionGap);
        continue;
      }
      const waitMs = control.backOff(attempt);
      control.onRetry?.(error, attempt, waitMs);
      attempt += 1;
      await control.pause(waitMs);
    }
  }
  return true;
}

function withoutPartition(records: ReceivedRecord[], { at }: PositionGap): ReceivedRecord[] {
  return records.filter(({ topic, partition }) => topic !== at.topic || partition !== at.partition);
}
