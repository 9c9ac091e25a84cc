import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, UseGuards } from '@nestjs/common';
import { fieldSet, longText, optional, type FieldSet } from '@lianzhi/contracts';
import { CurrentCaller, enumParameter, invalid, invalidIssues, invalidParameter, isCanonicalUuid, notFound, pageById, problem, textParameter, type Caller, type Page, type Query as ListQuery } from '@lianzhi/platform';
import type { Decision, DeadLetterDecisions } from '../dead-letters/dead-letter-office';
import { countOpenDeadLetters, deadLetterStates, findDeadLetter, listDeadLetters, openDeadLetters, type DeadLetterFilter } from '../dead-letters/dead-letter-store';
import { deadLetterDetail, deadLetterView, type DeadLetterDetail, type DeadLetterView } from './dead-letter-view';
import { recordOperatorAction } from './operator-action';
import { OperatorGuard } from './operator-guard';
import { OPERATOR_PARTS, type OperatorParts } from './operator-parts';
import { decisionProblem } from './operator-problems';

const why = longText({ zh: '理由', en: 'Reason', max: 2000 });
const requeueBody = fieldSet({ reason: optional(why) }, 'DeadLetterRequeue');
const discardBody = fieldSet({ reason: why }, 'DeadLetterDiscard');
/** Decided one after the other in one call. */
const mostAtOnce = 200;

export interface BulkResult {
  items: { id: string; outcome: 'decided' | 'refused' | 'already' | 'unknown'; reason?: string }[];
  decided: number;
  /** How many more meet the conditions. */
  left: number;
  /** `after` of the next call; null when there is no more. What was refused stays open: without it the next call would meet the same ones again. */
  next: string | null;
}

/** Which dead letters: these, or the oldest open ones that meet the conditions, behind `after`. */
type Which = { ids: string[] } | { where: Omit<DeadLetterFilter, 'state'>; after?: string };

/** Dead letters 死信 of this service: what it refused for good, until an operator decides. */
@Controller('v1/dead-letters')
@UseGuards(OperatorGuard)
export class DeadLettersController {
  constructor(@Inject(OPERATOR_PARTS) private readonly parts: OperatorParts) {}

  @Get()
  async list(@Query() query: ListQuery): Promise<Page<DeadLetterView>> {
    const filter = { ...filterOf((name) => textParameter(query, name)), state: enumParameter(query, 'state', deadLetterStates) };
    return pageById(query, async (page) => (await listDeadLetters(this.parts.exchange.pool, filter, page)).map(deadLetterView));
  }

  /** Masked, and recorded: who looks into what others wrote leaves a trace. */
  @Get(':id')
  async read(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<DeadLetterDetail> {
    const { pool, opener } = this.parts.exchange;
    const row = isCanonicalUuid(id) ? await findDeadLetter(pool, id) : undefined;
    if (row === undefined) throw unknownLetter();
    await recordOperatorAction(pool, caller, { action: 'dead-letter-read', target: id, outcome: 'done' });
    return deadLetterDetail(pool, row, opener);
  }

  @Post('requeue')
  @HttpCode(200)
  async requeueMany(@CurrentCaller() caller: Caller, @Body() body: unknown): Promise<BulkResult> {
    const { reason, which } = bulkOf(body, requeueBody);
    return this.many(which, (id) => this.decisions().requeue(id, caller, reason));
  }

  @Post('discard')
  @HttpCode(200)
  async discardMany(@CurrentCaller() caller: Caller, @Body() body: unknown): Promise<BulkResult> {
    const { reason, which } = bulkOf(body, discardBody);
    return this.many(which, (id) => this.decisions().discard(id, caller, reason!));
  }

  @Post(':id/requeue')
  @HttpCode(200)
  async requeue(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: unknown): Promise<DeadLetterView> {
    const { reason } = checked(requeueBody, body);
    return this.one(id, () => this.decisions().requeue(id, caller, reason));
  }

  @Post(':id/discard')
  @HttpCode(200)
  async discard(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: unknown): Promise<DeadLetterView> {
    const { reason } = checked(discardBody, body);
    return this.one(id, () => this.decisions().discard(id, caller, reason!));
  }

  private decisions(): DeadLetterDecisions {
    const { deadLetters } = this.parts.exchange;
    if (deadLetters === undefined) throw problem('not-ready', { headers: { 'Retry-After': '1' } });
    return deadLetters;
  }

  private async one(id: string, decide: () => Promise<Decision>): Promise<DeadLetterView> {
    const decision: Decision = isCanonicalUuid(id) ? await decide() : { kind: 'unknown' };
    if (decision.kind === 'unknown') throw unknownLetter();
    if (decision.kind !== 'decided') throw decisionProblem(decision);
    return deadLetterView((await findDeadLetter(this.parts.exchange.pool, id))!);
  }

  /** One after the other, the oldest first: each is judged against what the one before has made of the state. */
  private async many(which: Which, decide: (id: string) => Promise<Decision>): Promise<BulkResult> {
    const { pool } = this.parts.exchange;
    const found = 'ids' in which ? which.ids : await openDeadLetters(pool, which.where, { after: which.after, limit: mostAtOnce });
    const items: BulkResult['items'] = [];
    for (const id of found) {
      const decision = await decide(id);
      items.push({ id, outcome: decision.kind, ...(decision.kind === 'refused' && { reason: decision.reason }) });
    }
    const last = found.at(-1) ?? null;
    const left = 'ids' in which || last === null ? 0 : await countOpenDeadLetters(pool, which.where, last);
    return { items, decided: items.filter(({ outcome }) => outcome === 'decided').length, left, next: left > 0 ? last : null };
  }
}

const unknownLetter = () => notFound({ zh: '没有该死信', en: 'There is no such dead letter' });

function checked(fields: FieldSet, body: unknown): { reason?: string } {
  const issues = fields.validate(body ?? {}, { strict: true });
  if (issues.length > 0) throw invalidIssues(issues);
  return (body ?? {}) as { reason?: string };
}

function filterOf(read: (name: string) => string | undefined): Omit<DeadLetterFilter, 'state'> {
  const [reason, lane, request, authentic] = ['reason', 'lane', 'request', 'authentic'].map(read);
  if (request !== undefined && !isCanonicalUuid(request)) throw invalidParameter('request', 'not-an-id', { zh: '参数 request 应为事项编号', en: 'request must be the id of a request' });
  if (authentic !== undefined && authentic !== 'true' && authentic !== 'false') throw invalidParameter('authentic', 'not-allowed', { zh: '参数 authentic 应为 true 或 false', en: 'authentic must be true or false' });
  return { reason, lane, request, ...(authentic !== undefined && { authentic: authentic === 'true' }) };
}

/** Either `ids`, or `where` with at least one condition: nobody decides about everything by leaving something out. */
function bulkOf(body: unknown, fields: FieldSet): { reason?: string; which: Which } {
  const { ids, where, after, ...rest } = (typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {}) as { ids?: unknown; where?: unknown; after?: unknown };
  const { reason } = checked(fields, rest);
  if (after !== undefined && (ids !== undefined || !isCanonicalUuid(after))) {
    throw invalid([{ pointer: '/after', code: 'invalid', detail: { zh: '须为上次返回的 next，且只与 where 同用', en: 'must be the next of the call before, and goes with where only' } }]);
  }
  if (ids !== undefined && where === undefined) {
    if (Array.isArray(ids) && ids.length >= 1 && ids.length <= mostAtOnce && ids.every(isCanonicalUuid)) return { which: { ids }, reason };
    throw invalid([{ pointer: '/ids', code: 'invalid', detail: { zh: `须为 1 至 ${mostAtOnce} 个死信编号`, en: `must be 1 to ${mostAtOnce} ids` } }]);
  }
  const conditions = (typeof where === 'object' && where !== null ? where : {}) as Record<string, unknown>;
  const known = ['reason', 'lane', 'request', 'authentic'];
  if (ids !== undefined || Object.keys(conditions).length === 0 || !Object.entries(conditions).every(([name, value]) => known.includes(name) && (typeof value === 'string' || typeof value === 'boolean'))) {
    throw invalid([{ pointer: '/where', code: 'invalid', detail: { zh: '须写明 ids，或 where 中的 reason、lane、request、authentic 至少一项', en: 'give ids, or where with at least one of reason, lane, request, authentic' } }]);
  }
  return { reason, which: { where: filterOf((name) => (conditions[name] === undefined ? undefined : String(conditions[name]))), after } };
}
