import { Controller, Get, Inject, Query } from '@nestjs/common';
import { CurrentCaller, decodeCursor, encodeCursor, limitParameter, textParameter, type Caller, type Page, type Query as ListQuery } from '@lianzhi/platform';
import type { Coordinator } from '../coordinator';
import { ForStaff } from './for-staff';
import { isObligationPosition, listObligations, obligationConditions, type ObligationItem } from './obligation-list';
import { Scopes } from './scope';
import { COORDINATOR } from './tokens';

/** Who owes what to whom by when 义务清单. */
@ForStaff()
@Controller('v1/obligations')
export class ObligationsController {
  constructor(@Inject(COORDINATOR) private readonly coordinator: Coordinator, @Inject(Scopes) private readonly scopes: Scopes) {}

  @Get()
  async list(@Query() query: ListQuery, @CurrentCaller() caller: Caller): Promise<Page<ObligationItem>> {
    const { contexts, exchange } = this.coordinator;
    const limit = limitParameter(query);
    const cursor = textParameter(query, 'cursor', 500);
    const where = obligationConditions(query, this.scopes.of(caller), contexts);
    const after = cursor === undefined ? {} : { after: decodeCursor(cursor, isObligationPosition) };
    const { items, last } = await listObligations(exchange.pool, where, contexts, { limit, ...after });
    return { items, nextCursor: items.length === limit && last ? encodeCursor(last) : null };
  }
}
