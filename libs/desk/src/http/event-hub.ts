import { Logger } from '@nestjs/common';
import { BackgroundLoop, type SealedEntry } from '@lianzhi/exchange';
import type { ServerSentEvent } from '@lianzhi/platform';
import type { AlertStore } from '../alerts/alert-store';
import type { HandlerStore } from '../handlers/handler-store';
import { concerns, eventView, type EventFeed } from './event-feed';
import { RecentNews } from './recent-news';

interface Subscriber { organisations: readonly string[]; after: bigint; send: (event: ServerSentEvent) => boolean }

const batchSize = 500;
/** How often alerts and handlers are looked for. System time. */
const newsEveryMs = 1_000;

/** All event streams of this process: one reader of the journal for any number of subscribers, and none without. */
export class EventHub {
  private readonly logger = new Logger('EventHub');
  private readonly subscribers = new Set<Subscriber>();
  private position = 0n;
  private newsAt = 0;
  private readonly news: readonly RecentNews[];
  private loop: BackgroundLoop | undefined;
  private started: Promise<void> | undefined;

  constructor(private readonly feed: EventFeed, alerts: Pick<AlertStore, 'recent'>, handlers: Pick<HandlerStore, 'recent'>) {
    this.news = [
      new RecentNews(async (seconds) => (await alerts.recent(seconds)).map(({ organisation, alert }) => ({ organisation, key: alert.id, event: { event: 'alert', data: alert } }))),
      // A claim is no message of the exchange, so no journal has it; colleagues must see it all the same.
      new RecentNews(async (seconds) => (await handlers.recent(seconds)).map(({ organisation, request, at }) => ({ organisation, key: `${request} ${at}`, event: { event: 'handler', data: { request, at } } }))),
    ];
  }

  /** Something was sealed; without a nudge a poll finds it. */
  nudge(): void {
    if (this.subscribers.size > 0) this.loop?.nudge();
  }

  /**
   * Sends the organisation's events after that position (from now on when undefined), first those it missed.
   * @param send returns false once the reader has gone
   * @returns what ends it
   */
  async subscribe(organisations: readonly string[], after: bigint | undefined, send: Subscriber['send']): Promise<() => void> {
    await this.start();
    const subscriber: Subscriber = { organisations, after: after === undefined || after > this.position ? this.position : after, send };
    // No await between the last look and joining, so nothing falls between them.
    while (subscriber.after < this.position) {
      const entries = await this.feed.after(subscriber.after, batchSize);
      if (entries.length === 0) break;
      if (!deliver(subscriber, entries)) return () => undefined;
    }
    this.subscribers.add(subscriber);
    this.loop?.nudge();
    return () => this.subscribers.delete(subscriber);
  }

  async stop(): Promise<void> {
    this.subscribers.clear();
    await this.loop?.stop();
  }

  private start(): Promise<void> {
    return (this.started ??= this.begin().catch((error: unknown) => {
      this.started = undefined;
      throw error;
    }));
  }

  private async begin(): Promise<void> {
    this.position = await this.feed.last();
    await Promise.all(this.news.map((each) => each.fresh()));
    this.loop = new BackgroundLoop(() => this.step(), () => (this.subscribers.size > 0 ? 250 : 2_000), (error) => this.logger.warn(`events could not be read: ${String(error)}`));
    this.loop.start();
  }

  private async step(): Promise<boolean> {
    if (this.subscribers.size === 0) {
      // Nobody listens: the next one begins at the end of the journal as it is then.
      this.position = await this.feed.last();
      return false;
    }
    const entries = await this.feed.after(this.position, batchSize);
    const last = entries.at(-1);
    if (last) this.position = BigInt(last.position);
    for (const subscriber of this.subscribers) if (!deliver(subscriber, entries)) this.subscribers.delete(subscriber);
    await this.sendNews();
    return entries.length === batchSize;
  }

  private async sendNews(): Promise<void> {
    if (performance.now() < this.newsAt) return;
    this.newsAt = performance.now() + newsEveryMs;
    for (const each of this.news) {
      for (const { organisation, event } of await each.fresh()) {
        for (const subscriber of this.subscribers) if (subscriber.organisations.includes(organisation)) subscriber.send(event);
      }
    }
  }
}

/** @returns false when the reader has gone */
function deliver(subscriber: Subscriber, entries: readonly SealedEntry[]): boolean {
  for (const entry of entries) {
    const position = BigInt(entry.position);
    if (position <= subscriber.after) continue;
    subscriber.after = position;
    if (concerns(entry, subscriber.organisations) && !subscriber.send({ id: entry.position, event: 'request', data: eventView(entry) })) return false;
  }
  return true;
}
