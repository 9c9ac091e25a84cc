import { Controller, Get, Inject, Query, UseGuards } from '@nestjs/common';
import { toShanghaiIso } from '@lianzhi/contracts';
import { DESK_HTTP_PARTS, DeskGuard, RequestPresenter, type DeskHttpParts, type RequestView } from '@lianzhi/desk';
import { CurrentCaller, type Caller, type Query as ListQuery } from '@lianzhi/platform';
import { hitsOf } from './expiry-reply';
import { listWatches, watchFilter, type WatchRow } from './list-watches';

/** A standing watch 布控 with its request; the subject's number is masked as in every list. */
export interface WatchView extends Omit<WatchRow, 'id' | 'leftToPerson'> {
  request: string;
  type: string;
  title: RequestView['title'];
  from: string;
  caseNumber: string;
  subject: RequestView['subject'];
  hits: number;
  lastHit: { at: string; milestone: string } | null;
  /** What the other side owes after a hit (collecting the debtor), while it does. */
  owed: { name: string; dueAt: string | null; state: string }[];
  /** It has ended and could not be answered by machine. */
  leftToPerson?: true;
}

/** The standing watches of the caller's organisation. */
@Controller('v1/watches')
@UseGuards(DeskGuard)
export class WatchesController {
  constructor(@Inject(DESK_HTTP_PARTS) private readonly parts: DeskHttpParts, @Inject(RequestPresenter) private readonly presenter: RequestPresenter) {}

  @Get()
  async list(@CurrentCaller() { organisation }: Caller, @Query() query: ListQuery): Promise<{ items: WatchView[]; nextCursor: string | null }> {
    const { items, nextCursor } = await listWatches(this.parts.pool, watchFilter(this.parts.directory.speaksFor(organisation), query));
    return { items: (await Promise.all(items.map((row) => this.view(row, organisation)))).filter((view) => view !== undefined), nextCursor };
  }

  private async view({ id, leftToPerson, ...row }: WatchRow, organisation: string): Promise<WatchView | undefined> {
    const { core, catalogue } = this.parts;
    const request = await core.find(id, organisation);
    const contract = request && catalogue.find(request.type);
    if (!request || !contract) return undefined;
    const hits = hitsOf(contract, await core.messages(request));
    const { type, title, from, caseNumber, subject, obligations } = this.presenter.view(request);
    const last = hits.at(-1);
    return {
      request: id, type, title, from, caseNumber, subject, ...row, hits: hits.length, lastHit: last ? { at: toShanghaiIso(last.at), milestone: last.milestone } : null,
      owed: obligations.filter(({ owedBy, state }) => owedBy === from && ['running', 'at_risk', 'breached'].includes(state)).map(({ name, dueAt, state }) => ({ name, dueAt, state })),
      ...(leftToPerson && row.state === 'standing' && { leftToPerson }),
    };
  }
}
