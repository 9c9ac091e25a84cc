import { Controller, Get, Inject, Query, UseGuards } from '@nestjs/common';
import { decodeCursor, encodeCursor, invalidParameter, limitParameter, textParameter, type Query as ListQuery } from '@lianzhi/platform';
import { listOperatorActions } from './operator-action';
import { actionView, type ActionView } from './operator-action-view';
import { OperatorGuard } from './operator-guard';
import { OPERATOR_PARTS, type OperatorParts } from './operator-parts';

const isId = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(value);

/** What operators did here 操作留痕, newest first. */
@Controller('v1/operator-actions')
@UseGuards(OperatorGuard)
export class OperatorActionsController {
  constructor(@Inject(OPERATOR_PARTS) private readonly parts: OperatorParts) {}

  @Get()
  async list(@Query() query: ListQuery): Promise<{ items: ActionView[]; nextCursor: string | null }> {
    const limit = limitParameter(query);
    const target = textParameter(query, 'target');
    const cursor = textParameter(query, 'cursor', 500);
    if (target !== undefined && !isId(target)) throw invalidParameter('target', 'not-an-id', { zh: '参数 target 应为编号', en: 'target must be an id' });
    const rows = await listOperatorActions(this.parts.exchange.pool, { target, limit, ...(cursor !== undefined && { before: decodeCursor(cursor, isId) }) });
    const items = rows.slice(0, limit).map(actionView);
    return { items, nextCursor: rows.length > limit ? encodeCursor(items.at(-1)!.id) : null };
  }
}
