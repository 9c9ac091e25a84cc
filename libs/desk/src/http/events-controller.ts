import { Controller, Get, Inject, Query, Req, Res, UseGuards, type OnApplicationShutdown } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CurrentCaller, invalidParameter, lastEventId, limitParameter, SseStream, textParameter, type Caller, type Query as ListQuery } from '@lianzhi/platform';
import { alertsFor } from '../alerts/alerts-for';
import { DeskGuard } from './desk-guard';
import { DESK_HTTP_PARTS, type DeskHttpParts } from './desk-http-parts';
import { EventFeed } from './event-feed';
import { EventHub } from './event-hub';

/**
 * Live changes of the caller's organisation: server-sent events (`request`, `alert`), resumed by `Last-Event-ID`; or, for
 * those behind a one-way gate, JSON pulled with a cursor (`Accept: application/json`, or `?cursor=`).
 */
@Controller('v1/events')
@UseGuards(DeskGuard)
export class EventsController implements OnApplicationShutdown {
  private readonly open = new Set<SseStream>();

  constructor(
    @Inject(EventHub) private readonly hub: EventHub,
    @Inject(EventFeed) private readonly feed: EventFeed,
    @Inject(DESK_HTTP_PARTS) private readonly parts: DeskHttpParts,
  ) {}

  @Get()
  async events(@CurrentCaller() caller: Caller, @Query() query: ListQuery, @Req() request: Request, @Res() response: Response): Promise<void> {
    const cursor = textParameter(query, 'cursor', 20);
    if (cursor !== undefined || request.accepts(['text/event-stream', 'application/json']) === 'application/json') {
      const page = await this.feed.page(this.parts.directory.speaksFor(caller.organisation), position(cursor, 'cursor') ?? 0n, limitParameter(query));
      response.set('Cache-Control', 'no-store').json(page);
      return;
    }
    await this.stream(alertsFor(caller, this.parts), position(lastEventId(request), 'Last-Event-ID'), new SseStream(response, { endsAt: caller.expiresAt }));
  }

  async onApplicationShutdown(): Promise<void> {
    for (const stream of this.open) stream.close();
    await this.hub.stop();
  }

  private async stream(organisations: readonly string[], after: bigint | undefined, stream: SseStream): Promise<void> {
    this.open.add(stream);
    stream.onClose(() => this.open.delete(stream));
    try {
      const leave = await this.hub.subscribe(organisations, after, (event) => stream.send(event));
      stream.onClose(leave);
    } catch {
      // The head is sent already; the reader comes back with the last id it saw.
      stream.close();
    }
  }
}

function position(text: string | undefined, parameter: string): bigint | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,18}$/.test(text)) throw invalidParameter(parameter, 'invalid-cursor', { zh: `${parameter} 无效`, en: `${parameter} is not valid` });
  return BigInt(text);
}
