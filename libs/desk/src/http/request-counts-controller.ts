import { Controller, Get, Inject, Query, UseGuards } from '@nestjs/common';
import { toShanghaiIso } from '@lianzhi/contracts';
import { CurrentCaller, enumParameter, type Caller, type Query as ListQuery } from '@lianzhi/platform';
import { countRequests, type RequestCell } from '../requests/count-requests';
import { DeskGuard } from './desk-guard';
import { DESK_HTTP_PARTS, type DeskHttpParts } from './desk-http-parts';

/** How many requests there are of what, for the counts beside the filters of a worklist. */
@Controller('v1/request-counts')
@UseGuards(DeskGuard)
export class RequestCountsController {
  constructor(@Inject(DESK_HTTP_PARTS) private readonly parts: DeskHttpParts) {}

  @Get()
  async count(@CurrentCaller() { organisation, user }: Caller, @Query() query: ListQuery): Promise<{ serverNow: string; cells: RequestCell[] }> {
    const now = this.parts.clock.now().getTime();
    const box = enumParameter(query, 'box', ['sent', 'received']) ?? 'received';
    const withEnded = enumParameter(query, 'ended', ['true', 'false']) === 'true';
    const cells = await countRequests(this.parts.pool, this.parts.directory.speaksFor(organisation), box, withEnded, { user, now });
    return { serverNow: toShanghaiIso(now), cells };
  }
}
