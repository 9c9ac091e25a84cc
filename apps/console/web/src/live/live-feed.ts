import { readEvents, type LiveEvent } from './read-events';

export interface LiveStatus { connected: boolean; /** ms, when it broke. */ since?: number; attempt: number; /** Changes that were caught up after a break. */ caughtUp?: number }

type Told = { kind: 'event'; event: LiveEvent } | { kind: 'status'; status: LiveStatus };

const PATIENCE_MS = [1_000, 2_000, 5_000, 10_000, 20_000];

/**
 * Live changes of one desk for all tabs of a browser: one tab holds the stream and tells the others (over HTTP/1.1 a browser has six connections to
 * a server, so a stream in each tab would stop the seventh).
 */
export class LiveFeed {
  private readonly channel: BroadcastChannel;
  private readonly ending = new AbortController();
  private readonly listeners = new Set<(event: LiveEvent) => void>();
  private readonly watchers = new Set<() => void>();
  private wake: (() => void) | undefined;
  private last: string | undefined;
  status: LiveStatus = { connected: false, attempt: 0 };

  constructor(private readonly url: string, name: string) {
    this.channel = new BroadcastChannel(name);
    this.channel.onmessage = ({ data }: MessageEvent<Told>) => this.hear(data);
    const lead = (): Promise<void> => this.lead();
    // Whoever gets the lock reads; when that tab goes, another gets it.
    const leading = 'locks' in navigator ? navigator.locks.request(name, { signal: this.ending.signal }, lead) : lead();
    leading.catch(() => undefined);
    this.channel.postMessage({ kind: 'ask' });
  }

  onEvent(listener: (event: LiveEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  readonly watch = (listener: () => void): (() => void) => {
    this.watchers.add(listener);
    return () => this.watchers.delete(listener);
  };

  readonly read = (): LiveStatus => this.status;

  reconnect(): void { this.wake?.(); }

  close(): void {
    this.ending.abort();
    this.channel.close();
  }

  private hear(told: Told | { kind: 'ask' }): void {
    if (told.kind === 'event') this.tell(told.event);
    else if (told.kind === 'status') this.become(told.status);
    else if (this.wake !== undefined) this.channel.postMessage({ kind: 'status', status: this.status } satisfies Told);
  }

  private async lead(): Promise<void> {
    const { signal } = this.ending;
    while (!signal.aborted) {
      let missed = 0;
      let catchingUp = this.last !== undefined;
      try {
        await readEvents(this.url, this.last, signal, () => {
          this.spread({ connected: true, attempt: 0 });
          if (catchingUp) setTimeout(() => { catchingUp = false; this.spread({ connected: true, attempt: 0, caughtUp: missed }); }, 1_500);
        }, (event) => {
          if (event.id !== undefined) this.last = event.id;
          if (catchingUp) missed += 1;
          this.tell(event);
          this.channel.postMessage({ kind: 'event', event } satisfies Told);
        });
      } catch { /* told below */ }
      if (signal.aborted) return;
      const attempt = this.status.attempt + 1;
      this.spread({ connected: false, since: this.status.since ?? Date.now(), attempt });
      await this.pause(PATIENCE_MS[Math.min(attempt, PATIENCE_MS.length) - 1]);
    }
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => { clearTimeout(timer); resolve(); };
    });
  }

  private spread(status: LiveStatus): void {
    this.become(status);
    this.channel.postMessage({ kind: 'status', status } satisfies Told);
  }

  private become(status: LiveStatus): void {
    this.status = status;
    for (const watcher of this.watchers) watcher();
  }

  private tell(event: LiveEvent): void {
    for (const listener of this.listeners) listener(event);
  }
}
