import type { Request, Response } from 'express';

export interface ServerSentEvent {
  /** Position to resume from; the browser gives the last one back as `Last-Event-ID`. */
  id?: string;
  event?: string;
  data: unknown;
}

export interface SseOptions {
  /** Silence after which a comment keeps proxies from closing the stream. */
  heartbeatMs?: number;
  /** A reader who lags behind by more than this is cut off; it comes back with `Last-Event-ID`. */
  maxBufferedBytes?: number;
}

/** One reader of server-sent events. */
export class SseStream {
  private readonly heartbeat: NodeJS.Timeout;
  private readonly maxBufferedBytes: number;
  private readonly closeListeners: (() => void)[] = [];
  private open = true;

  constructor(private readonly response: Response, { heartbeatMs = 15_000, maxBufferedBytes = 1024 * 1024 }: SseOptions = {}) {
    this.maxBufferedBytes = maxBufferedBytes;
    response.status(200).set({ 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
    response.flushHeaders();
    this.write('retry: 2000\n\n');
    this.heartbeat = setInterval(() => this.write(':\n\n'), heartbeatMs);
    this.heartbeat.unref();
    response.once('close', () => this.ended());
  }

  get closed(): boolean {
    return !this.open;
  }

  /** @returns false when the reader has gone; stop sending */
  send({ id, event, data }: ServerSentEvent): boolean {
    // JSON has no raw line breaks, so one data line is enough.
    const head = `${id === undefined ? '' : `id: ${id}\n`}${event === undefined ? '' : `event: ${event}\n`}`;
    return this.write(`${head}data: ${JSON.stringify(data)}\n\n`);
  }

  /** Called once when the reader goes or `close()` is called; at once if that has happened. */
  onClose(listener: () => void): void {
    if (this.open) this.closeListeners.push(listener);
    else listener();
  }

  close(): void {
    this.response.end();
    this.ended();
  }

  private write(text: string): boolean {
    if (!this.open) return false;
    this.response.write(text);
    if (this.response.writableLength > this.maxBufferedBytes) this.response.destroy();
    return this.open;
  }

  private ended(): void {
    if (!this.open) return;
    this.open = false;
    clearInterval(this.heartbeat);
    for (const listener of this.closeListeners) listener();
  }
}

/** Where the reader wants to resume: the `Last-Event-ID` header, or `?lastEventId=` for clients that cannot set headers. */
export function lastEventId(request: Request): string | undefined {
  const given = request.get('last-event-id') ?? request.query.lastEventId;
  return typeof given === 'string' && given !== '' ? given : undefined;
}
