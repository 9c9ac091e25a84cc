import { Body, Controller, Get, Inject, Param, Put, Query, UseGuards } from '@nestjs/common';
import { isCaseNumber, normaliseCaseNumber } from '@lianzhi/contracts';
import { AccessLog, Acts, DESK_HTTP_PARTS, DeskGuard, Timelines, type DeskHttpParts, type TimelinePage } from '@lianzhi/desk';
import { CurrentCaller, invalidParameter, notFound, type Caller, type Query as ListQuery } from '@lianzhi/platform';
import { CaseRegister } from './case-register';
import { caseLimitsOf } from './case-limits-view';
import type { EnforcementCase } from './enforcement-case';
import { readCase } from './read-case';

/** The enforcement cases of the caller's court, in whose name it asks others for help. */
@Controller('v1/cases')
@UseGuards(DeskGuard)
export class CasesController {
  constructor(
    @Inject(CaseRegister) private readonly cases: CaseRegister,
    @Inject(Timelines) private readonly timelines: Timelines,
    @Inject(AccessLog) private readonly accessLog: AccessLog,
    @Inject(DESK_HTTP_PARTS) private readonly parts: DeskHttpParts,
  ) {}

  /** Records a case or replaces what was recorded; doing it again changes nothing. */
  @Put(':caseNumber')
  @Acts()
  async put(@CurrentCaller() { organisation }: Caller, @Param('caseNumber') written: string, @Body() body: unknown): Promise<EnforcementCase> {
    if (!isCaseNumber(written)) throw invalidParameter('caseNumber', 'case-number', { zh: '须为案号，如（2025）晋1031执123号', en: 'must be a case number such as （2025）晋1031执123号' });
    const caseNumber = normaliseCaseNumber(written);
    const content = readCase(body, caseNumber, this.parts.clock.now().getTime());
    await this.cases.put(organisation, caseNumber, content);
    return { caseNumber, ...content };
  }

  /** Shows the debtors' numbers, so it is recorded. */
  @Get(':caseNumber')
  async read(@CurrentCaller() caller: Caller, @Param('caseNumber') written: string): Promise<EnforcementCase & { limits?: ReturnType<typeof caseLimitsOf> }> {
    const caseNumber = normaliseCaseNumber(written);
    const found = await this.cases.find(caller.organisation, caseNumber);
    if (isCaseNumber(written)) await this.accessLog.record({ caller, kind: 'case', target: caseNumber, action: 'read', allowed: found !== undefined });
    if (found === undefined) throw notFound({ zh: '没有该案件', en: 'There is no such case' });
    const limits = caseLimitsOf(found, this.parts.calendar(), this.parts.clock.now().getTime());
    return limits.length === 0 ? found : { ...found, limits };
  }

  /** Every message of every request of the case in one timeline: what happened, not what was said. */
  @Get(':caseNumber/timeline')
  async timeline(@CurrentCaller() { organisation }: Caller, @Param('caseNumber') written: string, @Query() query: ListQuery): Promise<{ caseNumber: string } & TimelinePage> {
    const caseNumber = normaliseCaseNumber(written);
    const page = await this.timelines.ofCase(caseNumber, organisation, query);
    if (page) return { caseNumber, ...page };
    if (!(await this.cases.find(organisation, caseNumber))) throw notFound({ zh: '没有该案件', en: 'There is no such case' });
    return { caseNumber, requests: [], items: [], nextCursor: null };
  }
}
