/** How a Kafka consumer behaves. The defaults are for production. */
export interface ConsumerSettings {
  /** After how long without heartbeats the group takes a member for dead, ms. Heartbeats do not depend on `onBatch`. */
  sessionTimeoutMs: number;
  /** How long the broker holds an empty fetch, ms; it answers at once when there is something. Delays stopping and joining. */
  maxWaitMs: number;
  /** The most that is merged into one `onBatch`. */
  maxBatchRecords: number;
  maxBatchBytes: number;
  /** How long `stop` waits for the running batch, ms. */
  stopDeadlineMs: number;
  /** How long a rebalance waits for the running batch before the partitions are given up under it, ms. */
  rebalanceGraceMs: number;
}

export const productionConsumer: ConsumerSettings = {
  sessionTimeoutMs: 45_000, maxWaitMs: 1_000, maxBatchRecords: 1_000, maxBatchBytes: 4 * 1024 * 1024, stopDeadlineMs: 10_000, rebalanceGraceMs: 5_000,
};

/** Of a reader that leaves at the end: nothing has to be waited for there, and it could not leave while the broker holds a fetch. */
export const untilTheEnd = (settings: ConsumerSettings): ConsumerSettings => ({ ...settings, maxWaitMs: Math.min(100, settings.maxWaitMs) });

/** Several heartbeats fit into a session; a new member waits until the others notice it at their next one. */
export function heartbeatIntervalMs({ sessionTimeoutMs }: ConsumerSettings): number {
  return Math.min(Math.max(Math.round(sessionTimeoutMs / 10), 300), 3_000);
}
