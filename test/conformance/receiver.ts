import { PositionGap, positionKey, type ConsumeOptions, type Positions, type ReceivedRecord } from '@lianzhi/exchange';

/**
 * A receiver as the exchange has it: records and positions are stored together or not at all, a batch that starts beyond
 * the stored position is refused, and the position never moves back.
 */
export class Receiver {
  /** Its database; several receivers (replicas) may share one. */
  readonly store: { records: ReceivedRecord[]; positions: Positions; duplicates: number };
  /** How many records each batch had. */
  readonly batches: number[] = [];
  /** Runs before a batch is stored; throws to reject it. */
  beforeStore: (records: ReceivedRecord[]) => void | Promise<void> = () => undefined;
  beforePositions: () => void | Promise<void> = () => undefined;
  readonly crashes: Error[] = [];

  constructor(store: Receiver['store'] = { records: [], positions: new Map(), duplicates: 0 }) {
    this.store = store;
  }

  options(group: string, ...topics: string[]): ConsumeOptions {
    return {
      group, topics,
      positions: async () => {
        await this.beforePositions();
        return new Map(this.store.positions);
      },
      onBatch: (records) => this.take(records), onCrash: (error) => this.crashes.push(error),
    };
  }

  /** Values in the order in which they were stored. */
  get values(): string[] { return this.store.records.map(({ value }) => value!.toString()); }

  valuesOf(key: string): string[] {
    return this.store.records.filter((record) => record.key === key).map(({ value }) => value!.toString());
  }

  private async take(records: ReceivedRecord[]): Promise<void> {
    this.batches.push(records.length);
    await this.beforeStore(records);
    const next: Positions = new Map();
    const fresh: ReceivedRecord[] = [];
    for (const record of records) {
      const key = positionKey(record);
      const stored = next.get(key) ?? this.store.positions.get(key) ?? 0n;
      if (record.from > stored) throw new PositionGap(record, stored);
      if (record.offset >= stored) fresh.push(record);
      next.set(key, record.offset + 1n > stored ? record.offset + 1n : stored);
    }
    this.store.duplicates += records.length - fresh.length;
    this.store.records.push(...fresh);
    for (const [key, offset] of next) this.store.positions.set(key, offset);
  }
}
