import { Controller, Get, Inject, Query } from '@nestjs/common';
import { shanghaiDate, toShanghaiIso } from '@lianzhi/contracts';
import { BUSINESS_CLOCK, CurrentCaller, instantParameter, invalidParameter, textParameter, type BusinessClock, type Caller, type Query as ListQuery } from '@lianzhi/platform';
import type { Coordinator } from '../coordinator';
import { readBoard, type Board } from '../indicators/board';
import { readDays, type Days } from '../indicators/days';
import { readIndicators, withTitles, type TitledIndicators } from '../indicators/indicators';
import type { Conditions } from './conditions';
import { ForStaff } from './for-staff';
import { endConditions, indicatorConditions, requestConditions } from './request-list';
import { Scopes } from './scope';
import { COORDINATOR } from './tokens';

/** Filters that name single requests: the board then reads these instead of the counts. */
const uncounted = ['flag', 'q', 'request'];
/** The indicators are not counted by how a request stands now either. */
const uncountedByIndicators = [...uncounted, 'state', 'lateness', 'turn', 'turnRegion', 'turnRegionOnly', 'owedBy'];

/** The board and the indicators, over what the caller may see; both take the filters of the list of requests. */
@ForStaff()
@Controller('v1')
export class SupervisionController {
  constructor(
    @Inject(COORDINATOR) private readonly coordinator: Coordinator,
    @Inject(Scopes) private readonly scopes: Scopes,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
  ) {}

  @Get('board')
  async board(@Query() query: ListQuery, @CurrentCaller() caller: Caller): Promise<Board & { asOf: string }> {
    const { contexts: { catalogue }, exchange } = this.coordinator;
    const counted = uncounted.every((name) => query[name] === undefined);
    return { asOf: this.asOf(), ...(await readBoard(exchange.pool, this.conditions(query, caller), catalogue, counted)) };
  }

  /** How it was at the end of each of the last days. */
  @Get('days')
  async days(@Query() query: ListQuery, @CurrentCaller() caller: Caller): Promise<Days & { asOf: string }> {
    const { contexts, exchange } = this.coordinator;
    const count = daysParameter(query);
    const where = endConditions(query, this.scopes.of(caller), contexts.catalogue);
    const today = shanghaiDate(this.clock.now());
    return { asOf: this.asOf(), ...(await readDays(exchange.pool, where, { today, count, calendar: contexts.calendar, catalogue: contexts.catalogue })) };
  }

  /** `submittedFrom` and `submittedTo` (instants) choose the period. */
  @Get('indicators')
  async indicators(@Query() query: ListQuery, @CurrentCaller() caller: Caller): Promise<TitledIndicators & { asOf: string }> {
    const counted = uncountedByIndicators.every((name) => query[name] === undefined);
    const where = counted ? indicatorConditions(query, this.scopes.of(caller), this.coordinator.contexts.catalogue) : this.conditions(query, caller);
    const period = { from: instantParameter(query, 'submittedFrom'), to: instantParameter(query, 'submittedTo') };
    return { asOf: this.asOf(), ...withTitles(await readIndicators(this.coordinator.exchange.pool, where, period, counted), this.coordinator.contexts.catalogue) };
  }

  private conditions(query: ListQuery, caller: Caller): Conditions {
    // `request` is the plain word for one of them.
    const request = textParameter(query, 'request');
    return requestConditions(request === undefined ? query : { ...query, q: request }, this.scopes.of(caller), this.coordinator.contexts.catalogue);
  }

  private asOf(): string {
    return toShanghaiIso(this.clock.now());
  }
}

const mostDays = 92;

function daysParameter(query: ListQuery): number {
  const text = textParameter(query, 'days') ?? '30';
  if (!/^\d{1,2}$/.test(text) || Number(text) < 1 || Number(text) > mostDays) {
    throw invalidParameter('days', 'out-of-range', { zh: `days 应为 1 至 ${mostDays} 的整数`, en: `days must be a whole number from 1 to ${mostDays}` });
  }
  return Number(text);
}
