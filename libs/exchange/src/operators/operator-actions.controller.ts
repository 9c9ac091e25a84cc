import { Controller, Get, Inject, Query, UseGuards } from '@nestjs/common';
import { invalidParameter, isCanonicalUuid, pageById, textParameter, type Page, type Query as ListQuery } from '@lianzhi/platform';
import { listOperatorActions } from './operator-action';
import { actionView, type ActionView } from './operator-action-view';
import { OperatorGuard } from './operator-guard';
import { OPERATOR_PARTS, type OperatorParts } from './operator-parts';

/** What operators did here 操作留痕, newest first. */
@Controller('v1/operator-actions')
@UseGuards(OperatorGuard)
export class OperatorActionsController {
  constructor(@Inject(OPERATOR_PARTS) private readonly parts: OperatorParts) {}

  @Get()
  async list(@Query() query: ListQuery): Promise<Page<ActionView>> {
    const target = textParameter(query, 'target');
    if (target !== undefined && !isCanonicalUuid(target)) throw invalidParameter('target', 'not-an-id', { zh: '参数 target 应为编号', en: 'target must be an id' });
    return pageById(query, async (page) => (await listOperatorActions(this.parts.exchange.pool, { target, ...page })).map(actionView));
  }
}
