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
  /** The stream ends then, ms of system time: with the token of its reader, who comes back with another one and `Last-Event-ID`. */
  endsAt?: number;
}

/** A timer cannot be set further ahead. */
const longestTimerMs = 2 ** 31 - 1;

/** One reader of server-sent events. */
export class SseStream {
  private readonly heartbeat: NodeJS.Timeout;
  private readonly end: NodeJS.Timeout | undefined;
  private readonly maxBufferedBytes: number;
  private readonly closeListeners: (() => void)[] = [];
  private open = true;

  constructor(private readonly response: Response, { heartbeatMs = 15_000, maxBufferedBytes = 1024 * 1024, endsAt }: SseOptions = {}) {
    this.maxBufferedBytes = maxBufferedBytes;
    response.status(200).set({ 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
    response.flushHeaders();
    this.write('retry: 2000\n\n');
    this.heartbeat = setInterval(() => this.write(':\n\n'), heartbeatMs);
    this.heartbeat.unref();
    if (endsAt !== undefined) this.end = setTimeout(() => this.close(), Math.min(Math.max(endsAt - Date.now(), 0), longestTimerMs)).unref();
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
    clearTimeout(this.end);
    for (const listener of this.closeListeners) listener();
  }
}

/** Where the reader wants to resume: the `Last-Event-ID` header, or `?lastEventId=` for clients that cannot set headers. */
export function lastEventId(request: Request): string | undefined {
  const given = request.get('last-event-id') ?? request.query.lastEventId;
  return typeof given === 'string' && given !== '' ? given : undefined;
}
