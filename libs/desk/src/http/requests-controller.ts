import { Body, Controller, Get, Inject, Post, Query, Req, UseGuards, UseInterceptors } from '@nestjs/common';
import type { Request } from 'express';
import { CurrentCaller, currentTrace, enumParameter, type Caller, type Query as ListQuery } from '@lianzhi/platform';
import { AccessLog } from '../access/access-log';
import { onDuty } from '../duty/duty-roster';
import { DutyStore } from '../duty/duty-store';
import { mustActNow } from '../duty/must-act-now';
import type { DeskRequest } from '../requests/desk-request';
import { listRequests } from '../requests/list-requests';
import { requestDetail, timeline, type RequestDetail, type TimelineItem } from '../requests/request-detail';
import { requestFilter } from '../requests/request-filter';
import type { RequestView } from '../requests/request-view';
import { Acts, DeskGuard } from './desk-guard';
import { DESK_HTTP_PARTS, type DeskHttpParts } from './desk-http-parts';
import { drawnId, IdempotencyInterceptor } from './idempotency-interceptor';
import { FoundRequest, RequestGuard } from './request-guard';
import { RequestPresenter } from './request-presenter';
import { Submissions } from './submissions';
import { SubmitGuard } from './submit-guard';

/** Requests 协助事项 of the organisations of this desk: send, list, read. */
@Controller('v1/requests')
@UseGuards(DeskGuard)
export class RequestsController {
  constructor(
    @Inject(DESK_HTTP_PARTS) private readonly parts: DeskHttpParts,
    @Inject(Submissions) private readonly submissions: Submissions,
    @Inject(RequestPresenter) private readonly presenter: RequestPresenter,
    @Inject(AccessLog) private readonly accessLog: AccessLog,
    @Inject(DutyStore) private readonly duty: DutyStore,
  ) {}

  @Post()
  @Acts()
  @UseGuards(SubmitGuard)
  @UseInterceptors(IdempotencyInterceptor)
  async submit(@CurrentCaller() caller: Caller, @Body() body: unknown, @Req() request: Request): Promise<RequestView> {
    return this.presenter.view(await this.submissions.submit(caller.organisation, body, { id: drawnId(request), traceparent: currentTrace()?.traceparent }));
  }

  @Get()
  async list(@CurrentCaller() { organisation, user }: Caller, @Query() query: ListQuery): Promise<{ items: RequestView[]; nextCursor: string | null }> {
    const { items, nextCursor } = await listRequests(this.parts.pool, requestFilter(organisation, query, { user, now: this.parts.clock.now().getTime() }, this.parts));
    return { items: this.presenter.list(items), nextCursor };
  }

  /** Shows what is masked everywhere else, so it is itself recorded; `full` records that a person has had whole numbers shown to them. */
  @Get(':id')
  @UseGuards(RequestGuard)
  async read(@CurrentCaller() caller: Caller, @FoundRequest() request: DeskRequest, @Query() query: ListQuery): Promise<RequestDetail> {
    const [messages] = await Promise.all([this.parts.core.messages(request), this.recordRead(caller, request, enumParameter(query, 'full', ['true']) ? 'read-full' : 'read')]);
    const detail = requestDetail(this.presenter.view(request), messages, { allowed: this.presenter.allowed(request), coming: this.presenter.coming(request) });
    return this.mustActNow(request, detail.obligations) ? { ...detail, onDuty: onDuty(await this.duty.readOf(this.parts.directory.speaksFor(caller.organisation)), this.parts.clock.now().getTime()) } : detail;
  }

  @Get(':id/timeline')
  @UseGuards(RequestGuard)
  async timeline(@CurrentCaller() caller: Caller, @FoundRequest() request: DeskRequest): Promise<{ items: TimelineItem[] }> {
    const [messages] = await Promise.all([this.parts.core.messages(request), this.recordRead(caller, request, 'timeline')]);
    return { items: timeline(messages) };
  }

  private mustActNow({ type, box }: DeskRequest, obligations: RequestView['obligations']): boolean {
    const contract = this.parts.catalogue.find(type);
    return contract !== undefined && mustActNow(contract, obligations, box === 'sent' ? 'requester' : 'recipient');
  }

  private recordRead(caller: Caller, { id }: DeskRequest, action: string): Promise<void> {
    return this.accessLog.record({ caller, kind: 'request', target: id, action, allowed: true });
  }
}
