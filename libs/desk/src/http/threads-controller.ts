import { Controller, Get, Inject, Param, Query, UseGuards } from '@nestjs/common';
import { CurrentCaller, notFound, type Caller, type Query as ListQuery } from '@lianzhi/platform';
import { AccessLog } from '../access/access-log';
import { isUuid } from '../requests/request-filter';
import { DeskGuard } from './desk-guard';
import { Timelines, type TimelinePage } from './timelines';

/** Threads 事项链条: requests that follow one another, as far as the caller's organisation sent or received them. */
@Controller('v1/threads')
@UseGuards(DeskGuard)
export class ThreadsController {
  constructor(
    @Inject(Timelines) private readonly timelines: Timelines,
    @Inject(AccessLog) private readonly accessLog: AccessLog,
  ) {}

  @Get(':id')
  async read(@CurrentCaller() caller: Caller, @Param('id') id: string, @Query() query: ListQuery): Promise<{ thread: string } & TimelinePage> {
    const thread = id.toLowerCase();
    const page = isUuid(id) ? await this.timelines.ofThread(thread, caller.organisation, query) : undefined;
    if (isUuid(id)) await this.accessLog.record({ caller, kind: 'thread', target: thread, action: 'timeline', allowed: page !== undefined });
    if (page === undefined) throw notFound({ zh: '没有该链条', en: 'There is no such thread' });
    return { thread, ...page };
  }
}
