import { Logger } from '@nestjs/common';
import { BackgroundLoop, type SealedEntry } from '@lianzhi/exchange';
import type { ServerSentEvent } from '@lianzhi/platform';
import type { AlertStore } from '../alerts/alert-store';
import type { HandlerStore } from '../handlers/handler-store';
import { concerns, eventView, type EventFeed } from './event-feed';

interface Subscriber { organisations: readonly string[]; after: bigint; send: (event: ServerSentEvent) => boolean }

const batchSize = 500;
/** Alerts and handlers have no position: those of the last seconds are read again, and what is known is left out. System time. */
const alertsEveryMs = 1_000;
const alertWindowSeconds = 15;

/** All event streams of this process: one reader of the journal for any number of subscribers, and none without. */
export class EventHub {
  private readonly logger = new Logger('EventHub');
  private readonly subscribers = new Set<Subscriber>();
  private position = 0n;
  private alertsAt = 0;
  private seenAlerts = new Set<string>();
  private seenHandlers = new Set<string>();
  private loop: BackgroundLoop | undefined;
  private started: Promise<void> | undefined;

  constructor(private readonly feed: EventFeed, private readonly alerts: Pick<AlertStore, 'recent'>, private readonly handlers: Pick<HandlerStore, 'recent'>) {}

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
    await Promise.all([this.newAlerts(), this.newHandlers()]);
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
    await this.sendAlerts();
    return entries.length === batchSize;
  }

  private async sendAlerts(): Promise<void> {
    if (performance.now() < this.alertsAt) return;
    this.alertsAt = performance.now() + alertsEveryMs;
    for (const { organisation, alert } of await this.newAlerts()) {
      for (const subscriber of this.subscribers) if (subscriber.organisations.includes(organisation)) subscriber.send({ event: 'alert', data: alert });
    }
    await this.sendHandlers();
  }

  /** A claim is no message of the exchange, so no journal has it; colleagues must see it all the same. */
  private async sendHandlers(): Promise<void> {
    for (const { organisation, request, at } of await this.newHandlers()) {
      for (const subscriber of this.subscribers) if (subscriber.organisations.includes(organisation)) subscriber.send({ event: 'handler', data: { request, at } });
    }
  }

  private async newHandlers(): ReturnType<HandlerStore['recent']> {
    const recent = await this.handlers.recent(alertWindowSeconds);
    const unseen = recent.filter(({ request, at }) => !this.seenHandlers.has(`${request} ${at}`));
    this.seenHandlers = new Set(recent.map(({ request, at }) => `${request} ${at}`));
    return unseen;
  }

  private async newAlerts(): ReturnType<AlertStore['recent']> {
    const recent = await this.alerts.recent(alertWindowSeconds);
    const unseen = recent.filter(({ alert }) => !this.seenAlerts.has(alert.id));
    this.seenAlerts = new Set(recent.map(({ alert }) => alert.id));
    return unseen;
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
