import { Body, Controller, Get, Inject, Param, Post, Req, UseGuards, UseInterceptors } from '@nestjs/common';
import type { Request } from 'express';
import { boolean, fieldSet, instant, isPlainObject, longText, money, normaliseCaseNumber, optional, parseInstant } from '@lianzhi/contracts';
import { Acts, DESK_HTTP_PARTS, DeskGuard, drawnId, IdempotencyInterceptor, type DeskHttpParts } from '@lianzhi/desk';
import { CurrentCaller, invalid, invalidIssues, notFound, uuidv7, type Caller } from '@lianzhi/platform';
import { CaseRegister } from '../cases/case-register';
import { Performances, type PerformanceView } from './performances';

const fields = fieldSet({
  amount: money({ zh: '履行金额', en: 'Amount paid' }),
  at: optional(instant({ zh: '履行时间', en: 'Paid at' })),
  inFull: optional(boolean({ zh: '是否履行完毕', en: 'Performed in full' })),
  voluntary: optional(boolean({ zh: '被执行人自行履行', en: 'Paid by the debtor himself, not money that a bank has transferred' })),
  note: optional(longText({ zh: '备注', en: 'Note', max: 2000 })),
}, 'Performance');

/** What was paid in a case of the caller's court 履行登记. */
@Controller('v1/cases/:caseNumber/performance')
@UseGuards(DeskGuard)
export class PerformanceController {
  constructor(
    @Inject(Performances) private readonly performances: Performances,
    @Inject(CaseRegister) private readonly cases: CaseRegister,
    @Inject(DESK_HTTP_PARTS) private readonly parts: DeskHttpParts,
  ) {}

  @Post()
  @Acts()
  @UseInterceptors(IdempotencyInterceptor)
  async record(@CurrentCaller() caller: Caller, @Param('caseNumber') written: string, @Body() body: unknown, @Req() request: Request): Promise<PerformanceView> {
    const now = this.parts.clock.now().getTime();
    const { at, ...payment } = read(body, now);
    return this.performances.record({
      ...payment, at: at === undefined ? now : parseInstant(at), id: drawnId(request) ?? uuidv7(), court: caller.organisation, caseNumber: normaliseCaseNumber(written), by: caller.user ?? caller.client,
    }, this.parts.pendingMoves!);
  }

  @Get()
  async list(@CurrentCaller() { organisation }: Caller, @Param('caseNumber') written: string): Promise<{ items: PerformanceView[]; nextCursor: null }> {
    const caseNumber = normaliseCaseNumber(written);
    if (!(await this.cases.find(organisation, caseNumber))) throw notFound({ zh: '没有该案件', en: 'There is no such case' });
    return { items: await this.performances.list(organisation, caseNumber), nextCursor: null };
  }
}

function read(body: unknown, now: number): { amount: string; at?: string; inFull?: boolean; voluntary?: boolean; note?: string } {
  const issues = fields.validate(body, { strict: true });
  if (issues.length > 0 || !isPlainObject(body)) throw invalidIssues(issues);
  const given = body as { amount: string; at?: string; inFull?: boolean; voluntary?: boolean; note?: string };
  if (given.at !== undefined && parseInstant(given.at) > now) throw invalid([{ pointer: '/at', code: 'future', detail: { zh: '不能是将来的时间', en: 'lies in the future' } }]);
  return given;
}
