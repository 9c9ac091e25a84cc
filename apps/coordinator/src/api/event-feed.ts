import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { toShanghaiIso, typeName } from '@lianzhi/contracts';
import { lastPosition, sealedAfter, type SealedEntry } from '@lianzhi/exchange';
import type { SseStream } from '@lianzhi/platform';
import type { Coordinator } from '../coordinator';
import { sees, type Scope } from './scope';
import { COORDINATOR } from './tokens';

const pageSize = 200;
/** Finds what another replica sealed. */
const pollMs = 1_000;

interface Reader { stream: SseStream; scope: () => Scope; position: bigint; sending: boolean }

/** Sends live changes to browsers, by position in the sealed journal: a reader that comes back misses nothing, whatever the replica. */
@Injectable()
export class EventFeed implements OnModuleDestroy {
  private readonly logger = new Logger('Events');
  private readonly readers = new Set<Reader>();
  private readonly timer: NodeJS.Timeout;
  private readonly stopListening: () => void;

  constructor(@Inject(COORDINATOR) private readonly coordinator: Coordinator) {
    this.timer = setInterval(() => this.sendAll(), pollMs).unref();
    this.stopListening = coordinator.exchange.onSealed(() => this.sendAll());
  }

  /** @param after the last position the reader has; none = from now on */
  async add(stream: SseStream, scope: () => Scope, after: bigint | undefined): Promise<void> {
    try {
      const reader: Reader = { stream, scope, position: after ?? (await lastPosition(this.coordinator.exchange.pool)), sending: false };
      this.readers.add(reader);
      stream.onClose(() => this.readers.delete(reader));
      await this.send(reader);
    } catch {
      // The head is sent already; the reader comes back.
      stream.close();
    }
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
    this.stopListening();
    for (const { stream } of this.readers) stream.close();
  }

  private sendAll(): void {
    for (const reader of this.readers) void this.send(reader);
  }

  private async send(reader: Reader): Promise<void> {
    if (reader.sending) return;
    reader.sending = true;
    try {
      for (let more = true; more && !reader.stream.closed;) {
        const entries = await sealedAfter(this.coordinator.exchange.pool, reader.position, pageSize);
        for (const entry of entries) this.sendOne(entry, reader);
        more = entries.length === pageSize;
      }
    } catch (error) {
      this.logger.warn({ message: 'events could not be read, will be tried again', err: error });
    } finally {
      reader.sending = false;
    }
  }

  private sendOne(entry: SealedEntry, reader: Reader): void {
    reader.position = BigInt(entry.position);
    if (!sees(reader.scope(), entry.sender, entry.recipient)) return;
    reader.stream.send({
      id: entry.position, event: 'request',
      data: { request: entry.request_id, type: typeName(entry.type), from: entry.sender, to: entry.recipient, recordedAt: toShanghaiIso(entry.recorded_at) },
    });
  }
}
