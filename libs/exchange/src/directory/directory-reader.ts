import { setTimeout as sleep } from 'node:timers/promises';
import { directoryTopic } from '@lianzhi/contracts';
import { positionKey, type MessageBus, type Positions, type ReceivedRecord, type Subscription } from '../bus/message-bus';
import type { Directory } from './directory';
import { parseSignedRecord } from './signed-record';

export interface DirectoryReaderOptions {
  /** Shortest time between two extra looks, so that a flood of invented key ids costs little. Default 250 ms of system time. */
  lookUpMs?: number;
  /** A record that was not taken: a fault of whoever published it. */
  onRefused?: (key: string | null) => void;
  /** Following ended for good: the process should end and be restarted. */
  onCrash?: (error: Error) => void;
}

/**
 * Keeps a `Directory` up to date from the bus. A service reads it to its end (`start`) before it takes part. Tombstones are
 * ignored: nobody signs them, so anyone who can write could make a revocation disappear.
 */
export class DirectoryReader {
  private readonly positions: Positions = new Map();
  private following: Subscription | undefined;
  private nextLook: Promise<void> | undefined;
  private looking: Promise<void> = Promise.resolve();
  private lastLook = -Infinity;

  constructor(private readonly bus: Pick<MessageBus, 'readToEnd' | 'follow'>, readonly directory: Directory, private readonly options: DirectoryReaderOptions = {}) {}

  /** Resolves when everything there is has been read, then follows in the background. @throws when the bus does not answer */
  async start(): Promise<void> {
    await this.readToEnd();
    this.following = await this.bus.follow({
      topics: [directoryTopic], from: new Map(this.positions), onCrash: this.options.onCrash,
      onBatch: async (records) => records.forEach((record) => this.take(record)),
    });
  }

  async stop(): Promise<void> {
    await this.following?.stop();
    await this.looking.catch(() => undefined);
  }

  /** Resolves as soon as the directory is as wanted, e.g. holds this service's operator. @throws when `signal` aborts first */
  async until(wanted: (directory: Directory) => boolean, signal?: AbortSignal): Promise<void> {
    while (!wanted(this.directory)) await sleep(50, undefined, { signal });
  }

  /**
   * Reads to the end as it stands now, for a key id or organisation that is not known. Callers that come together share one
   * reading; the next one waits its time rather than being left out, since a refusal is final. When it resolves, everything
   * published before the call has been seen. @returns whether there was anything new
   */
  async lookUpOnceMore(): Promise<boolean> {
    const before = this.directory.version;
    this.nextLook ??= this.looking = this.look(this.looking);
    await this.nextLook;
    return this.directory.version !== before;
  }

  private async look(earlier: Promise<void>): Promise<void> {
    await earlier.catch(() => undefined);
    const wait = this.lastLook + (this.options.lookUpMs ?? 250) - performance.now();
    if (wait > 0) await sleep(wait);
    // The end is asked for now: whoever calls from here on needs the next look.
    this.nextLook = undefined;
    this.lastLook = performance.now();
    await this.readToEnd();
  }

  private async readToEnd(): Promise<void> {
    for await (const records of this.bus.readToEnd([directoryTopic], new Map(this.positions))) {
      for (const record of records) this.take(record);
    }
  }

  /** Following and looking may bring the same record: the second time it is stale. */
  private take({ topic, partition, offset, key, value }: ReceivedRecord): void {
    const at = positionKey({ topic, partition });
    if (offset < (this.positions.get(at) ?? 0n)) return;
    if (value !== null) {
      const signed = parseSignedRecord(value);
      if (!signed || signed.key !== key || this.directory.apply(signed) === 'refused') this.options.onRefused?.(key);
    }
    this.positions.set(at, offset + 1n);
  }
}
