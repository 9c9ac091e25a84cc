import { Body, Controller, Get, HttpCode, Inject, Logger, Param, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { toShanghaiIso } from '@lianzhi/contracts';
import { requestEvidence, sendEvidence } from '@lianzhi/exchange';
import { BUSINESS_CLOCK, CurrentCaller, decodeCursor, encodeCursor, enumParameter, isCanonicalUuid, limitParameter, notFound, pageById, Roles, textParameter, type BusinessClock, type Caller, type Page, type Query as ListQuery } from '@lianzhi/platform';
import type { Coordinator } from '../coordinator';
import { ForStaff } from './for-staff';
import { readRequest, type RequestDetail } from './request-detail';
import { duePosition, isDuePosition, listByDue, listRequests, requestConditions, type RequestItem } from './request-list';
import { readTimeline, type TimelineEntry } from './request-timeline';
import { Scopes, sees } from './scope';
import { handUp } from './hand-up';
import { openRequest } from './open-request';
import { neededText, textOf } from './text-of';
import { COORDINATOR } from './tokens';
import { urgeRequest } from './urge';

/** Requests as the coordinator knows them: metadata, never what was asked or answered. */
@ForStaff()
@Controller('v1/requests')
export class RequestsController {
  private readonly logger = new Logger('Requests');

  constructor(
    @Inject(COORDINATOR) private readonly coordinator: Coordinator,
    @Inject(Scopes) private readonly scopes: Scopes,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
  ) {}

  @Get()
  async list(@Query() query: ListQuery, @CurrentCaller() caller: Caller): Promise<Page<RequestItem>> {
    const { catalogue } = this.coordinator.contexts;
    const where = requestConditions(query, this.scopes.of(caller), catalogue);
    if (enumParameter(query, 'sort', ['due']) !== undefined) {
      const [limit, cursor] = [limitParameter(query), textParameter(query, 'cursor', 500)];
      const found = await listByDue(this.pool, where, catalogue, { limit: limit + 1, ...(cursor !== undefined && { after: decodeCursor(cursor, isDuePosition) }) });
      const items = found.slice(0, limit);
      return { items, nextCursor: found.length > limit ? encodeCursor(duePosition(items.at(-1)!)) : null };
    }
    return pageById(query, (page) => listRequests(this.pool, where, catalogue, page));
  }

  @Get(':id')
  async read(@Param('id') id: string, @CurrentCaller() caller: Caller): Promise<RequestDetail> {
    return this.visible(id, caller, 'read');
  }

  @Get(':id/timeline')
  async timeline(@Param('id') id: string, @CurrentCaller() caller: Caller): Promise<{ items: TimelineEntry[] }> {
    await this.visible(id, caller, 'timeline');
    return { items: await readTimeline(this.pool, id) };
  }

  /** What the coordinator's own journal holds: every message as signed, no data. Who asked is recorded, and stands in the pack. */
  @Get(':id/evidence')
  async evidence(@Param('id') id: string, @CurrentCaller() caller: Caller, @Res() response: Response): Promise<void> {
    await this.visible(id, caller, 'evidence');
    const { client, organisation, user } = caller;
    await this.pool.query('INSERT INTO evidence_access (client, organisation, user_name, request_id) VALUES ($1, $2, $3, $4)', [client, organisation, user ?? null, id]);
    const { exchange, contexts: { catalogue } } = this.coordinator;
    await sendEvidence(requestEvidence(exchange, catalogue, { requestId: id, askedBy: { organisation, client, ...(user !== undefined && { user }) }, withData: false }), id, response);
  }

  @Roles('supervisor')
  @Post(':id/urges')
  @HttpCode(201)
  async urge(@Param('id') id: string, @Body() body: unknown, @CurrentCaller() caller: Caller): Promise<object> {
    await this.visible(id, caller, 'urge');
    // The desks call the reason `note`.
    const { contexts, notices, exchange } = this.coordinator;
    const urge = await urgeRequest(this.pool, id, { caller, reason: textOf(body, 'reason', 'note'), now: this.clock.now().getTime() }, contexts, notices);
    exchange.nudge();
    return { ...urge, at: toShanghaiIso(urge.at) };
  }

  @Roles('supervisor')
  @Post(':id/escalations')
  @HttpCode(201)
  async escalate(@Param('id') id: string, @Body() body: unknown, @CurrentCaller() caller: Caller): Promise<object> {
    await this.visible(id, caller, 'escalate');
    const reason = neededText(body, 'reason');
    const { contexts, notices, exchange } = this.coordinator;
    const handed = await handUp(this.pool, id, { caller, reason, now: this.clock.now().getTime() }, { contexts, notices, directory: exchange.directory });
    exchange.nudge();
    return { ...handed, at: toShanghaiIso(handed.at) };
  }

  /** Somebody wants to see what both sides did: why is recorded before it is shown, stands at the request, and both ends are told. */
  @Roles('supervisor')
  @Post(':id/openings')
  @HttpCode(201)
  async open(@Param('id') id: string, @Body() body: unknown, @CurrentCaller() caller: Caller): Promise<object> {
    await this.visible(id, caller, 'open');
    const { notices, exchange } = this.coordinator;
    const opening = await openRequest(this.pool, id, { caller, reason: neededText(body, 'reason'), now: this.clock.now().getTime() }, notices);
    exchange.nudge();
    return { ...opening, at: toShanghaiIso(opening.at) };
  }

  /** @throws Problem 404, also for a request that the caller may not see, which is recorded */
  private async visible(id: string, caller: Caller, action: string): Promise<RequestDetail> {
    const found = isCanonicalUuid(id) ? await readRequest(this.pool, id, this.coordinator.contexts, this.clock.now().getTime()) : undefined;
    if (found && sees(this.scopes.of(caller), found.from, found.to)) return found;
    if (found) await this.recordRefusal(id, caller, action);
    throw notFound();
  }

  private async recordRefusal(id: string, { client, organisation }: Caller, action: string): Promise<void> {
    this.logger.warn({ message: 'access refused', request: id, client, organisation, action });
    await this.pool.query('INSERT INTO access_refusal (client, organisation, request_id, action) VALUES ($1, $2, $3, $4)', [client, organisation, id, action]);
  }

  private get pool() {
    return this.coordinator.exchange.pool;
  }
}
