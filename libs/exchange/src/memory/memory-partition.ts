import type { BusRecord } from '../bus/message-bus';

export interface StoredRecord {
  offset: bigint;
  appendedAt: number;
  key: string;
  value: Buffer | null;
}

/** An append-only log with gaps where records were compacted or have expired. */
export class MemoryPartition {
  private records: StoredRecord[] = [];
  private next = 0n;

  /** The offset that the next record will get. */
  get end(): bigint { return this.next; }

  append({ key, value }: Pick<BusRecord, 'key'> & { value: Buffer | null }, appendedAt: number): bigint {
    const offset = this.next;
    this.next += 1n;
    // A copy: on a real bus the publisher's buffer is not the receiver's.
    this.records.push({ offset, appendedAt, key, value: value && Buffer.from(value) });
    return offset;
  }

  /** Copies of the records from `from` on, at most `limit`: what a reader does to them stays with it. */
  read(from: bigint, limit: number): StoredRecord[] {
    const start = this.firstAtOrAfter(from);
    return this.records.slice(start, start + limit).map((record) => ({ ...record, value: record.value && Buffer.from(record.value) }));
  }

  /** Takes a position that holds no record, as Kafka's control records do. */
  skip(): void { this.next += 1n; }

  /** Keeps the newest record of each key, as a compacted topic does in time. */
  compact(): void {
    const newest = new Map(this.records.map((record) => [record.key, record.offset]));
    this.records = this.records.filter(({ key, offset }) => newest.get(key) === offset);
  }

  /** Forgets the records before `offset`, as retention does. */
  expire(before: bigint): void {
    this.records = this.records.slice(this.firstAtOrAfter(before));
  }

  private firstAtOrAfter(offset: bigint): number {
    let low = 0;
    let high = this.records.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.records[middle]!.offset < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
