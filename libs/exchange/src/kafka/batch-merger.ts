import { positionKey, type ReceivedRecord } from '../bus/message-bus';

export interface MergerLimits {
  maxRecords: number;
  maxBytes: number;
}

/**
 * @param upcoming what has been fetched and will probably be delivered next, as of when it is asked
 * @returns the partitions (by position key) that are to be read again, or undefined when the delivery was abandoned.
 */
export type Deliver = (records: ReceivedRecord[], upcoming: () => ReceivedRecord[]) => Promise<ReadonlySet<string> | undefined>;

/** What one fetch brought of one partition. */
interface Part {
  records: readonly ReceivedRecord[];
  /** How many of them are durable. */
  done: number;
  settle: (durable: boolean) => void;
  fail: (error: Error) => void;
}

/**
 * Merges what is fetched at the same time from many partitions, so that the receiver needs one transaction for it.
 * While a batch is under way the next one collects. Belongs to one assignment of partitions; `end` closes it for good.
 */
export class BatchMerger {
  private parts: Part[] = [];
  private running: Promise<void> | undefined;
  private over = false;

  constructor(private readonly deliver: Deliver, private readonly limits: MergerLimits) {}

  get ended(): boolean { return this.over; }

  /** Takes the records of one partition. Resolves true when all are durable, false when they are to be read again. */
  add(records: readonly ReceivedRecord[]): Promise<boolean> {
    if (this.over) return Promise.resolve(false);
    if (records.length === 0) return Promise.resolve(true);
    return new Promise((resolve, reject) => {
      this.parts.push({ records, done: 0, settle: resolve, fail: reject });
      this.running ??= this.run();
    });
  }

  /** No further batch begins. Resolves when the running one has ended. */
  async end(): Promise<void> {
    this.over = true;
    await this.running;
  }

  /** Lets go of everything that waits: as an error of the fetch loop, or to be read again. */
  release(error?: Error): void {
    const parts = this.parts;
    this.parts = [];
    for (const { settle, fail } of parts) if (error) fail(error); else settle(false);
  }

  private async run(): Promise<void> {
    // All partitions of one fetch arrive in the same turn of the event loop.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.parts.length > 0 && !this.over) {
      const { records, reach } = this.nextBatch();
      const seekBack = await this.deliver(records, () => this.nextBatch(reach).records);
      if (!seekBack) break;
      for (const [part, done] of reach) this.advance(part, done, seekBack.has(positionKey(part.records[0]!)));
    }
    this.running = undefined;
  }

  private advance(part: Part, done: number, again: boolean): void {
    part.done = done;
    if (!again && done < part.records.length) return;
    this.parts = this.parts.filter((other) => other !== part);
    part.settle(!again);
  }

  /** Whole parts first come first served; the last one is cut where the limits are reached. At least one record. @param from where to go on in each, if not at what is durable */
  private nextBatch(from: ReadonlyMap<Part, number> = new Map()): { records: ReceivedRecord[]; reach: Map<Part, number> } {
    const records: ReceivedRecord[] = [];
    const reach = new Map<Part, number>();
    let bytes = 0;
    for (const part of this.parts) {
      for (let index = from.get(part) ?? part.done; index < part.records.length; index += 1) {
        const record = part.records[index]!;
        bytes += record.value?.length ?? 0;
        if (records.length >= this.limits.maxRecords || (records.length > 0 && bytes > this.limits.maxBytes)) return { records, reach };
        records.push(record);
        reach.set(part, index + 1);
      }
    }
    return { records, reach };
  }
}
