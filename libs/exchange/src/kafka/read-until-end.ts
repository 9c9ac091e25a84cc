import { positionKey, type Positions, type ReceivedRecord, type TopicPartition } from '../bus/message-bus';

/** Without progress for this long although the end is not reached, reading fails, ms. */
const stallMs = 30_000;

/** Hands the batches of a consumer to an `AsyncIterable`, one at a time, until every partition has reached its end. */
export class ReadUntilEnd {
  private readonly open: Map<string, bigint>;
  private failure: Error | undefined;
  private offered: { records: ReceivedRecord[]; taken: () => void } | undefined;
  private notify: () => void = () => undefined;

  /** @param ends the offset after the last record to read, by position key; only partitions that hold something. */
  constructor(ends: Positions) {
    this.open = new Map(ends);
  }

  /** Resolves when the batch was taken; beyond an end nothing is handed on. */
  async onBatch(records: ReceivedRecord[]): Promise<void> {
    const within = records.filter((record) => record.offset < (this.open.get(positionKey(record)) ?? 0n));
    if (within.length > 0) await new Promise<void>((taken) => { this.offered = { records: within, taken }; this.notify(); });
    for (const record of records) this.reached(record, record.offset + 1n);
  }

  reached(at: TopicPartition, next: bigint): void {
    const end = this.open.get(positionKey(at));
    if (end !== undefined && next >= end) this.open.delete(positionKey(at));
    this.notify();
  }

  fail(error: Error): void {
    this.failure = error;
    this.notify();
  }

  /** Lets a batch go that nobody will take any more. */
  abandon(): void { this.offered?.taken(); }

  async *batches(): AsyncIterable<ReceivedRecord[]> {
    for (;;) {
      if (this.failure) throw this.failure;
      const { offered } = this;
      if (offered) {
        yield offered.records;
        this.offered = undefined;
        offered.taken();
        // `onBatch` notes what was reached in the turn after.
        await new Promise((resolve) => setImmediate(resolve));
      } else if (this.open.size === 0) return;
      else await this.somethingNew();
    }
  }

  private somethingNew(): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`reading stands still before the end of ${[...this.open.keys()].join(', ')}`)), stallMs);
      this.notify = () => { clearTimeout(timer); this.notify = () => undefined; resolve(); };
    });
  }
}
