import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { callerOfRequest } from '@lianzhi/platform';
import { DESK_HTTP_PARTS, type DeskHttpParts } from './desk-http-parts';
import { RequestPresenter } from './request-presenter';
import type { RequestView } from '../requests/request-view';

/** Tells after a crash whether a call did what it was to do, by the id that was drawn for it. */
@Injectable()
export class EffectLookup {
  constructor(
    @Inject(DESK_HTTP_PARTS) private readonly parts: DeskHttpParts,
    @Inject(RequestPresenter) private readonly presenter: RequestPresenter,
  ) {}

  /** The answer as it would be given now; undefined when the effect is not there. */
  async answer(request: Request, effectId: string): Promise<RequestView | undefined> {
    const { organisation } = callerOfRequest(request);
    const { id } = request.params as { id?: string };
    if (id !== undefined && !(await this.wasSent(effectId))) return undefined;
    const found = await this.parts.core.find(id?.toLowerCase() ?? effectId, organisation);
    return found && this.presenter.view(found);
  }

  private async wasSent(messageId: string): Promise<boolean> {
    const { rowCount } = await this.parts.pool.query(`SELECT 1 FROM journal WHERE message_id = $1 AND direction = 'o'`, [messageId]);
    return (rowCount ?? 0) > 0;
  }
}
