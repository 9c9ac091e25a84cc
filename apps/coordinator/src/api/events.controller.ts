import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CurrentCaller, invalidParameter, lastEventId, SseStream, type Caller } from '@lianzhi/platform';
import { EventFeed } from './event-feed';
import { ForStaff } from './for-staff';
import { Scopes } from './scope';

/** Live changes of what the caller may see, as server-sent events. */
@ForStaff()
@Controller('v1/events')
export class EventsController {
  constructor(@Inject(EventFeed) private readonly feed: EventFeed, @Inject(Scopes) private readonly scopes: Scopes) {}

  @Get()
  async stream(@Req() request: Request, @Res() response: Response, @CurrentCaller() caller: Caller): Promise<void> {
    const after = lastEventId(request);
    if (after !== undefined && !/^\d{1,18}$/.test(after)) {
      throw invalidParameter('Last-Event-ID', 'not-a-position', { zh: 'Last-Event-ID 应为本服务给出的事件编号', en: 'Last-Event-ID must be an id that this service gave' });
    }
    await this.feed.add(new SseStream(response, { endsAt: caller.expiresAt }), () => this.scopes.of(caller), after === undefined ? undefined : BigInt(after));
  }
}
