import { Module, type DynamicModule } from '@nestjs/common';
import type { Coordinator } from '../coordinator';
import { AlertsController } from './alerts.controller';
import { ClockController } from './clock.controller';
import { DiscoveryController } from './discovery.controller';
import { EventFeed } from './event-feed';
import { EventsController } from './events.controller';
import { ObligationsController } from './obligations.controller';
import { OrganisationsController } from './organisations.controller';
import { RequestsController } from './requests.controller';
import { Scopes } from './scope';
import { SupervisionController } from './supervision.controller';
import { ThreadsController } from './threads.controller';
import { COORDINATOR } from './tokens';

/** The coordinator over HTTP. */
@Module({})
export class ApiModule {
  static around(coordinator: Coordinator): DynamicModule {
    return {
      module: ApiModule,
      controllers: [
        AlertsController, ClockController, DiscoveryController, EventsController, ObligationsController, OrganisationsController, RequestsController, SupervisionController, ThreadsController,
      ],
      providers: [
        { provide: COORDINATOR, useValue: coordinator },
        { provide: Scopes, useValue: new Scopes(coordinator.exchange.directory) },
        EventFeed,
      ],
    };
  }
}
