import { setTimeout as sleep } from 'node:timers/promises';
import { directoryTopic } from '@lianzhi/contracts';
import { positionKey, type MessageBus, type Positions, type ReceivedRecord } from '../bus/message-bus';
import type { Directory } from './directory';
import { parseSignedRecord } from './signed-record';

export interface DirectoryReaderOptions {
  /** How often the topic is read on. Default 1,000 ms. */
  pollMs?: number;
  /** Shortest time between two extra looks, so that a flood of invented key ids costs little. Default 250 ms. */
  lookUpMs?: number;
  /** A record that was not taken: a fault of whoever published it. */
  onRefused?: (key: string | null) => void;
  /** A reading failed; the next poll tries again. */
  onError?: (error: unknown) => void;
}

/**
 * Keeps a `Directory` up to date from the bus. A service reads it to its end (`start`) before it takes part. Tombstones are
 * ignored: nobody signs them, so anyone who can write could make a revocation disappear.
 */
export class DirectoryReader {
  private readonly positions: Positions = new Map();
  private readonly stopping = new AbortController();
  private reading: Promise<unknown> = Promise.resolve();
  private polling: Promise<void> = Promise.resolve();
  private nextLook: Promise<void> | undefined;
  private lastLook = -Infinity;

  constructor(private readonly bus: Pick<MessageBus, 'readToEnd'>, readonly directory: Directory, private readonly options: DirectoryReaderOptions = {}) {}

  /** Resolves when everything there is has been read, then follows in the background. @throws when the bus does not answer */
  async start(): Promise<void> {
    await this.readOn();
    this.polling = this.poll();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.polling;
    await this.reading.catch(() => undefined);
  }

  /** Resolves as soon as the directory is as wanted, e.g. holds this service's operator. @throws when `signal` aborts first */
  async until(wanted: (directory: Directory) => boolean, signal?: AbortSignal): Promise<void> {
    while (!wanted(this.directory)) await sleep(50, undefined, { signal });
  }

  /**
   * Reads to the end as it stands now, for a key id that is not known. Callers that come together share one reading; the
   * next one waits its time. When it resolves, everything published before the call has been seen.
   */
  lookUpOnceMore(): Promise<void> {
    this.nextLook ??= this.look();
    return this.nextLook;
  }

  private async look(): Promise<void> {
    const wait = this.lastLook + (this.options.lookUpMs ?? 250) - performance.now();
    if (wait > 0) await sleep(wait);
    // From here on a caller might have come after the end was asked for: it gets the next look.
    this.nextLook = undefined;
    this.lastLook = performance.now();
    await this.readOn();
  }

  /** One reading at a time, each begun after it was asked for. */
  private readOn(): Promise<void> {
    const reading = this.reading.catch(() => undefined).then(() => this.read());
    this.reading = reading;
    return reading;
  }

  private async read(): Promise<void> {
    for await (const records of this.bus.readToEnd([directoryTopic], new Map(this.positions))) {
      for (const record of records) this.take(record);
    }
  }

  private take({ topic, partition, offset, key, value }: ReceivedRecord): void {
    if (value !== null) {
      const signed = parseSignedRecord(value);
      if (!signed || signed.key !== key || this.directory.apply(signed) === 'refused') this.options.onRefused?.(key);
    }
    this.positions.set(positionKey({ topic, partition }), offset + 1n);
  }

  private async poll(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await sleep(this.options.pollMs ?? 1000, undefined, { signal, ref: false }).catch(() => undefined);
      if (!signal.aborted) await this.readOn().catch((error: unknown) => this.options.onError?.(error));
    }
  }
}
