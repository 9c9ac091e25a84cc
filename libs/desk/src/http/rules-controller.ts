import { Controller, Get, Inject, Query, UseGuards } from '@nestjs/common';
import { preservationLimits, rulesInForce, type RulesInForce } from '@lianzhi/contracts';
import { CurrentCaller, instantParameter, textParameter, type Caller, type Query as ListQuery } from '@lianzhi/platform';
import { DeskGuard } from './desk-guard';
import { DESK_HTTP_PARTS, type DeskHttpParts } from './desk-http-parts';

/** The rule table 规则表: which limits are in force where the caller is, where each comes from, and which years have their holiday notice. */
@Controller('v1/rules')
@UseGuards(DeskGuard)
export class RulesController {
  constructor(@Inject(DESK_HTTP_PARTS) private readonly parts: DeskHttpParts) {}

  /** `type`: of one request type; `at`: an instant, by default now. */
  @Get()
  read(@CurrentCaller() { organisation }: Caller, @Query() query: ListQuery): RulesInForce {
    const { catalogue, rules, calendar, clock, directory } = this.parts;
    const type = textParameter(query, 'type');
    const at = instantParameter(query, 'at') ?? clock.now();
    const contracts = [...catalogue.contracts, preservationLimits].filter((contract) => type === undefined || contract.type === type);
    return rulesInForce(contracts, rules?.(), calendar(), at.getTime(), directory.organisation(organisation)?.region);
  }
}
