import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { BUSINESS_CLOCK, CurrentCaller, enumParameter, notFound, type BusinessClock, type Caller, type Query as ListQuery } from '@lianzhi/platform';
import type { Coordinator } from '../coordinator';
import { acknowledgeAlert, listAlerts, type AlertView } from '../notices/alerts';
import { pageById, type Page } from './page';
import { textOf } from './text-of';
import { COORDINATOR } from './tokens';

const uuid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** What the caller's organisation has been told as the superior or supervising body of others 提醒. */
@Controller('v1/alerts')
export class AlertsController {
  constructor(@Inject(COORDINATOR) private readonly coordinator: Coordinator, @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock) {}

  @Get()
  list(@Query() query: ListQuery, @CurrentCaller() { organisation }: Caller): Promise<Page<AlertView>> {
    const acknowledged = enumParameter(query, 'acknowledged', ['true', 'false']);
    const filter = acknowledged === undefined ? {} : { acknowledged: acknowledged === 'true' };
    return pageById(query, (page) => listAlerts(this.coordinator.exchange.pool, organisation, { ...filter, ...page }));
  }

  @Post(':id/acknowledgement')
  @HttpCode(200)
  async acknowledge(@Param('id') id: string, @Body() body: unknown, @CurrentCaller() { organisation, client, user }: Caller): Promise<AlertView> {
    const note = textOf(body, 'note');
    const found = uuid.test(id) ? await acknowledgeAlert(this.coordinator.exchange.pool, id, organisation, { by: user ?? client, note, at: this.clock.now().getTime() }) : undefined;
    if (!found) throw notFound();
    return found;
  }
}
