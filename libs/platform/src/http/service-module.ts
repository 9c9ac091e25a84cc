import { Module } from '@nestjs/common';
import type { DynamicModule, Type } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import type { ServiceConfig } from '../config/service-config';
import { ProblemFilter } from '../errors/problem-filter';
import { HealthController } from '../health/health-controller';
import { HealthRegistry } from '../health/health-registry';
import { AuthGuard } from '../identity/auth-guard';
import { TokenVerifier } from '../identity/token-verifier';
import type { ServiceLogger } from '../logging/create-logger';
import { Metrics } from '../metrics/metrics';
import { MetricsController } from '../metrics/metrics-controller';
import { businessClockOf } from '../time/business-clock-of';
import { systemClock } from '../time/clock';
import { SafeTextPipe } from '../validation/safe-text-pipe';
import { BUSINESS_CLOCK, SERVICE_CONFIG, SERVICE_LOGGER, SYSTEM_CLOCK } from './tokens';

/** What the HTTP side needs to know of the configuration. */
export type HttpConfig = Pick<ServiceConfig, 'agency' | 'oidc' | 'clockFile'> & Partial<ServiceConfig>;

/** Global module around a service's own: configuration, clocks, health, metrics, identity, problems. */
@Module({})
export class ServiceModule {
  static around(service: Type | DynamicModule, config: HttpConfig, logger: ServiceLogger): DynamicModule {
    const values = [
      { provide: SERVICE_CONFIG, useValue: config },
      { provide: SERVICE_LOGGER, useValue: logger },
      { provide: SYSTEM_CLOCK, useValue: systemClock },
      { provide: BUSINESS_CLOCK, useValue: businessClockOf(config) },
      { provide: HealthRegistry, useValue: new HealthRegistry() },
      { provide: Metrics, useValue: new Metrics(config.agency) },
      { provide: TokenVerifier, useValue: new TokenVerifier(config.oidc) },
    ];
    return {
      module: ServiceModule,
      global: true,
      imports: [service],
      controllers: [HealthController, MetricsController],
      providers: [
        ...values,
        { provide: APP_GUARD, useClass: AuthGuard },
        { provide: APP_PIPE, useClass: SafeTextPipe },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
      exports: values.map(({ provide }) => provide),
    };
  }
}
