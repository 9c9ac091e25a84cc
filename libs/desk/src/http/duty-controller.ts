import { Body, Controller, Get, Inject, Put, Query, UseGuards } from '@nestjs/common';
import { toShanghaiIso } from '@lianzhi/contracts';
import { CurrentCaller, instantParameter, invalidIssues, type Caller, type Query as ListQuery } from '@lianzhi/platform';
import { dutyIssues, onDuty, type DutyShift, type OnDuty } from '../duty/duty-roster';
import { DutyStore } from '../duty/duty-store';
import { Acts, DeskGuard } from './desk-guard';
import { DESK_HTTP_PARTS, type DeskHttpParts } from './desk-http-parts';

export interface DutyView { organisation: string; at: string; onDuty: OnDuty[]; shifts: DutyShift[] }

/** The duty roster 值守表 of the caller's organisation: who is called when something cannot wait. */
@Controller('v1/duty')
@UseGuards(DeskGuard)
export class DutyController {
  constructor(@Inject(DESK_HTTP_PARTS) private readonly parts: DeskHttpParts, @Inject(DutyStore) private readonly duty: DutyStore) {}

  /** Replaces the roster; doing it again changes nothing. */
  @Put()
  @Acts()
  async put(@CurrentCaller() { organisation }: Caller, @Body() body: unknown): Promise<DutyView> {
    const issues = dutyIssues(body);
    if (issues.length > 0) throw invalidIssues(issues);
    await this.duty.put(organisation, (body as { shifts: DutyShift[] }).shifts);
    return this.view(organisation, this.parts.clock.now().getTime());
  }

  /** `at`: an instant, by default now. */
  @Get()
  read(@CurrentCaller() { organisation }: Caller, @Query() query: ListQuery): Promise<DutyView> {
    return this.view(organisation, (instantParameter(query, 'at') ?? this.parts.clock.now()).getTime());
  }

  private async view(organisation: string, at: number): Promise<DutyView> {
    const [own, all] = await Promise.all([this.duty.read(organisation), this.duty.readOf(this.parts.directory.speaksFor(organisation))]);
    return { organisation, at: toShanghaiIso(at), onDuty: onDuty(all, at), shifts: own };
  }
}
