import { type CustomTransportStrategy, type MessageHandler, Server } from '@nestjs/microservices';
import { isKnownType } from '@lianzhi/contracts';
import { from, isObservable, lastValueFrom } from 'rxjs';
import type { Exchange, Reception } from '../exchange';
import type { StoredEntry, Verdict } from '../journal/journal-entry';
import { InboundContext } from './inbound-context';

/**
 * The exchange as a transport of `@nestjs/microservices`: `@EventPattern('<message type>')` handlers are called in
 * order per request, as messages are taken in or from the journal, through Nest's pipes, guards, interceptors and filters. They return a
 * `Verdict` and change only the session of their batch.
 */
export class ExchangeServer<Session> extends Server implements CustomTransportStrategy {
  override readonly transportId = Symbol('lianzhi-exchange');
  /** By message type: Nest's own look-up takes each pattern apart again. */
  private readonly found = new Map<string, MessageHandler>();

  constructor(private readonly exchange: Exchange, private readonly reception: Omit<Reception<Session>, 'handle'>) {
    super();
  }

  listen(callback: (error?: unknown) => void): void {
    this.exchange
      .receive({ ...this.reception, handle: (entry, session) => this.handle(entry, session) })
      .then(() => callback(), callback);
  }

  close(): Promise<void> {
    return this.exchange.stop();
  }

  on(): never {
    throw new Error('the exchange has no events of its own');
  }

  unwrap<T>(): T {
    return this.exchange as T;
  }

  private handlerOf(type: string): MessageHandler | null {
    const known = this.found.get(type);
    if (known !== undefined) return known;
    const handler = this.getHandlerByPattern(type);
    // Types that others made up must not fill the memory.
    if (handler) this.found.set(type, handler);
    return handler;
  }

  private async handle(entry: StoredEntry, session: Session): Promise<Verdict> {
    const handler = this.handlerOf(entry.attributes.type);
    if (!handler) {
      const reason = isKnownType(entry.attributes.type) ? 'no-handler' : 'unknown-type';
      return (await this.reception.participant.refuse?.(entry, session, reason)) ?? { kind: 'dead', reason };
    }
    const result: unknown = await handler(entry, new InboundContext([entry, session]));
    return (await lastValueFrom(isObservable(result) ? result : from([result]))) as Verdict;
  }
}
