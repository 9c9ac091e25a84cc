import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req, UseGuards, UseInterceptors } from '@nestjs/common';
import type { Request } from 'express';
import { fieldSet, longText, normaliseCaseNumber } from '@lianzhi/contracts';
import { AccessLog, Acts, DESK_HTTP_PARTS, DeskGuard, drawnId, IdempotencyInterceptor, isUuid, RequestPresenter, Submissions, type DeskHttpParts, type RequestView } from '@lianzhi/desk';
import { CurrentCaller, currentTrace, decodeCursor, encodeCursor, enumParameter, inTransaction, invalidIssues, limitParameter, notFound, textParameter, type Caller, type Query as ListQuery } from '@lianzhi/platform';
import { completeDraft } from './complete-draft';
import { draftStates, type Draft } from './draft';
import { draftNotOpen } from './draft-problems';
import { DraftStore, type DraftPosition } from './draft-store';
import { draftDetail, draftItem, type DraftDetail, type DraftItem } from './draft-view';

const discardFields = fieldSet({ reason: longText({ zh: '作废理由', en: 'Why it is not sent', max: 2000 }) }, 'DraftDiscard');

/** Drafts 代拟事项 of the caller's court: what the machine thinks due, for an officer to complete and send, or to discard. */
@Controller('v1/drafts')
@UseGuards(DeskGuard)
export class DraftsController {
  constructor(
    @Inject(DraftStore) private readonly drafts: DraftStore,
    @Inject(DESK_HTTP_PARTS) private readonly parts: DeskHttpParts,
    @Inject(Submissions) private readonly submissions: Submissions,
    @Inject(RequestPresenter) private readonly presenter: RequestPresenter,
    @Inject(AccessLog) private readonly accessLog: AccessLog,
  ) {}

  @Get()
  async list(@CurrentCaller() { organisation }: Caller, @Query() query: ListQuery): Promise<{ items: DraftItem[]; nextCursor: string | null }> {
    const state = enumParameter(query, 'state', draftStates);
    const written = textParameter(query, 'case', 100);
    const cursor = textParameter(query, 'cursor', 500);
    const limit = limitParameter(query);
    const after = cursor === undefined ? undefined : decodeCursor(cursor, isDraftPosition);
    const found = await this.drafts.list({ organisations: this.parts.directory.speaksFor(organisation), state, after, limit, ...(written !== undefined && { caseNumber: normaliseCaseNumber(written) }) });
    const last = found.length > limit ? found[limit - 1] : undefined;
    return {
      items: found.slice(0, limit).map((draft) => draftItem(this.addressed(draft), this.parts.catalogue.find(draft.type))),
      nextCursor: last ? encodeCursor([last.createdAt, last.id] satisfies DraftPosition) : null,
    };
  }

  /** Shows what lists mask, so it is recorded. */
  @Get(':draft')
  async read(@CurrentCaller() caller: Caller, @Param('draft') id: string): Promise<DraftDetail> {
    const draft = await this.find(caller, id, 'read');
    await this.accessLog.record({ caller, kind: 'draft', target: draft.id, action: 'read', allowed: true });
    return draftDetail(draft, this.parts.catalogue.find(draft.type));
  }

  /** Sends it, once: checked like `POST /v1/requests`, with the fields of this body in the place of those drafted. */
  @Post(':draft/submission')
  @Acts()
  @UseInterceptors(IdempotencyInterceptor)
  async submit(@CurrentCaller() caller: Caller, @Param('draft') id: string, @Body() body: unknown, @Req() request: Request): Promise<RequestView> {
    const { organisation } = caller;
    const draft = await this.find(caller, id, 'submission');
    if (draft.state !== 'open') throw draftNotOpen(draft);
    const sent = await this.submissions.submit(organisation, completeDraft(draft, body), {
      id: drawnId(request), traceparent: currentTrace()?.traceparent,
      around: async (client, send) => {
        const now = await this.drafts.lock(client, draft.organisation, draft.id);
        if (now?.state !== 'open') throw draftNotOpen(now ?? draft);
        const made = send();
        await this.drafts.settle(client, draft.id, { state: 'sent', request: made.id, by: caller.user ?? caller.client, at: this.parts.clock.now().getTime() });
        return made;
      },
    });
    return this.presenter.view(sent);
  }

  @Post(':draft/discard')
  @HttpCode(200)
  @Acts()
  async discard(@CurrentCaller() caller: Caller, @Param('draft') id: string, @Body() body: unknown): Promise<DraftItem> {
    const found = await this.find(caller, id, 'discard');
    const issues = discardFields.validate(body ?? {}, { strict: true });
    if (issues.length > 0) throw invalidIssues(issues);
    const { reason } = body as { reason: string };
    await inTransaction(this.parts.pool, async (client) => {
      const draft = await this.drafts.lock(client, found.organisation, found.id);
      if (draft?.state !== 'open') throw draftNotOpen(draft ?? found);
      await this.drafts.settle(client, draft.id, { state: 'discarded', reason, by: caller.user ?? caller.client, at: this.parts.clock.now().getTime() });
    });
    const discarded = await this.find(caller, id, 'discard');
    return draftItem(discarded, this.parts.catalogue.find(discarded.type));
  }

  /** Whom it would go to may have been closed since it was drafted. */
  private addressed(draft: Draft): Draft {
    return draft.state !== 'open' || draft.to === null ? draft : { ...draft, to: this.parts.directory.successionOf(draft.to)[0]! };
  }

  private async find(caller: Caller, id: string, action: string): Promise<Draft> {
    const found = isUuid(id) ? await this.drafts.find(this.parts.directory.speaksFor(caller.organisation), id.toLowerCase()) : undefined;
    if (found !== undefined) return this.addressed(found);
    if (isUuid(id)) await this.accessLog.record({ caller, kind: 'draft', target: id.toLowerCase(), action, allowed: false });
    throw notFound({ zh: '没有该代拟事项', en: 'There is no such draft' });
  }
}

function isDraftPosition(value: unknown): value is DraftPosition {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [createdAt, id] = value as unknown[];
  return Number.isSafeInteger(createdAt) && Math.abs(createdAt as number) < 8e15 && typeof id === 'string' && isUuid(id);
}
