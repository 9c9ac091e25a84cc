import { Controller, Get, Inject, Query } from '@nestjs/common';
import { toShanghaiIso } from '@lianzhi/contracts';
import { BUSINESS_CLOCK, CurrentCaller, instantParameter, textParameter, type BusinessClock, type Caller, type Query as ListQuery } from '@lianzhi/platform';
import type { Coordinator } from '../coordinator';
import { readBoard, type Board } from '../indicators/board';
import { readIndicators, type Indicators } from '../indicators/indicators';
import type { Conditions } from './conditions';
import { ForStaff } from './for-staff';
import { requestConditions } from './request-list';
import { Scopes } from './scope';
import { COORDINATOR } from './tokens';

/** Filters that name single requests: the board then reads these instead of the counts. */
const uncounted = ['flag', 'q', 'request'];

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

  /** `submittedFrom` and `submittedTo` (instants) choose the period. */
  @Get('indicators')
  async indicators(@Query() query: ListQuery, @CurrentCaller() caller: Caller): Promise<Indicators & { asOf: string }> {
    const where = this.conditions(query, caller);
    where.optional((n) => `submitted_at >= ${n}`, instantParameter(query, 'submittedFrom'));
    where.optional((n) => `submitted_at < ${n}`, instantParameter(query, 'submittedTo'));
    return { asOf: this.asOf(), ...(await readIndicators(this.coordinator.exchange.pool, where)) };
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
