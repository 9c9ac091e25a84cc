import { Controller, Get, Inject, Param, UseGuards } from '@nestjs/common';
import { CurrentCaller, notFound, type Caller } from '@lianzhi/platform';
import { AccessLog } from '../access/access-log';
import { alertsFor } from '../alerts/alerts-for';
import type { ToldNotice } from '../notices/told-notice';
import type { DeskRequest } from '../requests/desk-request';
import { isUuid } from '../requests/request-filter';
import { DeskGuard } from './desk-guard';
import { DESK_HTTP_PARTS, type DeskHttpParts } from './desk-http-parts';
import { FoundRequest, RequestGuard } from './request-guard';

/** What the coordinator told, with the reasons of those who supervise: read one request at a time and recorded, never part of a list or an alert. */
@Controller('v1')
@UseGuards(DeskGuard)
export class NoticesController {
  constructor(
    @Inject(DESK_HTTP_PARTS) private readonly parts: DeskHttpParts,
    @Inject(AccessLog) private readonly accessLog: AccessLog,
  ) {}

  @Get('requests/:id/supervision')
  @UseGuards(RequestGuard)
  async ofRequest(@CurrentCaller() caller: Caller, @FoundRequest() { id }: DeskRequest): Promise<{ items: ToldNotice[] }> {
    const [items] = await Promise.all([
      this.parts.core.notices(id, this.parts.directory.speaksFor(caller.organisation)),
      this.accessLog.record({ caller, kind: 'request', target: id, action: 'supervision', allowed: true }),
    ]);
    return { items };
  }

  /** The notice that raised an alert; whoever stands above the ends has no other way to it at its own desk. */
  @Get('alerts/:id/supervision')
  async ofAlert(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<ToldNotice> {
    const found = isUuid(id) ? await this.find(caller, id.toLowerCase()) : undefined;
    if (isUuid(id)) await this.accessLog.record({ caller, kind: 'alert', target: id.toLowerCase(), action: 'supervision', allowed: found !== undefined });
    if (found === undefined) throw notFound({ zh: '该提醒没有督办通知', en: 'This alert has no notice' });
    return found;
  }

  /** Alerts of notices are keyed by the id of the message. */
  private async find(caller: Caller, id: string): Promise<ToldNotice | undefined> {
    const { rows: [alert] } = await this.parts.pool.query<{ organisation: string; request_id: string | null; key: string }>(
      'SELECT organisation, request_id, key FROM alert WHERE id = $1 AND organisation = ANY($2::text[])', [id, alertsFor(caller, this.parts)]);
    if (!alert || alert.request_id === null) return undefined;
    return (await this.parts.core.notices(alert.request_id, [alert.organisation])).find((notice) => notice.id === alert.key);
  }
}
