import { Body, Controller, Get, Inject, Param, Put, Query, UseGuards } from '@nestjs/common';
import { isCaseNumber, normaliseCaseNumber } from '@lianzhi/contracts';
import { AccessLog, Acts, DESK_HTTP_PARTS, DeskGuard, Timelines, type DeskHttpParts, type TimelinePage } from '@lianzhi/desk';
import { CurrentCaller, decodeCursor, encodeCursor, enumParameter, invalidParameter, limitParameter, notFound, textParameter, type Caller, type Query as ListQuery } from '@lianzhi/platform';
import { caseItem, type CaseItem } from './case-item';
import { CaseRegister, type CasePosition } from './case-register';
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
    @Inject(DESK_HTTP_PARTS) private readonly parts: DeskHttpParts,
    @Inject(AccessLog) private readonly accessLog: AccessLog,
  ) {}

  @Get()
  async list(@CurrentCaller() { organisation }: Caller, @Query() query: ListQuery): Promise<{ items: CaseItem[]; nextCursor: string | null }> {
    const q = textParameter(query, 'q', 100);
    const cursor = textParameter(query, 'cursor', 500);
    const limit = limitParameter(query);
    const before = cursor === undefined ? undefined : decodeCursor(cursor, isPosition);
    const rows = await this.cases.list({ courts: this.parts.directory.speaksFor(organisation), q: q === undefined ? undefined : normaliseCaseNumber(q), before, limit });
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return { items: rows.slice(0, limit).map(({ found }) => caseItem(found)), nextCursor: last ? encodeCursor([last.found.caseNumber, last.court] satisfies CasePosition) : null };
  }

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

  /** Shows what the list masks, so it is recorded; `full` records that a person has had whole numbers shown to them. */
  @Get(':caseNumber')
  async read(@CurrentCaller() caller: Caller, @Param('caseNumber') written: string, @Query() query: ListQuery): Promise<EnforcementCase & { limits?: ReturnType<typeof caseLimitsOf> }> {
    const caseNumber = normaliseCaseNumber(written);
    const found = await this.cases.find(caller.organisation, caseNumber);
    const action = enumParameter(query, 'full', ['true']) ? 'read-full' : 'read';
    if (isCaseNumber(written)) await this.accessLog.record({ caller, kind: 'case', target: caseNumber, action, allowed: found !== undefined });
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

function isPosition(value: unknown): value is CasePosition {
  return Array.isArray(value) && value.length === 2 && value.every((one) => typeof one === 'string');
}
