import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { BUSINESS_CLOCK, CurrentCaller, enumParameter, isCanonicalUuid, notFound, pageById, Roles, type BusinessClock, type Caller, type Page, type Query as ListQuery } from '@lianzhi/platform';
import { operatorAlerts } from '@lianzhi/exchange';
import { runsCoordinator, type Coordinator } from '../coordinator';
import { acknowledgeAlert, listAlerts, type AlertView } from '../notices/alerts';
import { ForStaff } from './for-staff';
import { textOf } from './text-of';
import { COORDINATOR } from './tokens';

/** What the caller's organisation has been told as the superior or supervising body of others 提醒. */
@ForStaff()
@Controller('v1/alerts')
export class AlertsController {
  constructor(@Inject(COORDINATOR) private readonly coordinator: Coordinator, @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock) {}

  @Get()
  list(@Query() query: ListQuery, @CurrentCaller() caller: Caller): Promise<Page<AlertView>> {
    const acknowledged = enumParameter(query, 'acknowledged', ['true', 'false']);
    const filter = acknowledged === undefined ? {} : { acknowledged: acknowledged === 'true' };
    return pageById(query, (page) => listAlerts(this.coordinator.exchange.pool, this.alertsFor(caller), { ...filter, ...page }));
  }

  @Roles('system', 'officer', 'supervisor', 'operator')
  @Post(':id/acknowledgement')
  @HttpCode(200)
  async acknowledge(@Param('id') id: string, @Body() body: unknown, @CurrentCaller() caller: Caller): Promise<AlertView> {
    const note = textOf(body, 'note');
    const found = isCanonicalUuid(id) ? await acknowledgeAlert(this.coordinator.exchange.pool, id, this.alertsFor(caller), { by: caller.user ?? caller.client, note, at: this.clock.now().getTime() }) : undefined;
    if (!found) throw notFound();
    return found;
  }

  /** Those who run the coordinator see its own besides. */
  private alertsFor({ organisation, roles }: Caller): string[] {
    const { exchange: { operator, directory } } = this.coordinator;
    return [organisation, ...(roles.includes('operator') && runsCoordinator(directory, organisation) ? [operatorAlerts(operator)] : [])];
  }
}
