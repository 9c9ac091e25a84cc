import { Controller, Get, Inject, Param, Query, UseGuards } from '@nestjs/common';
import { isLegalDate, measureKindNames, measureStates, moneyOf, fenOf, normaliseCaseNumber, remainingCap, shanghaiDate, stateOn, toShanghaiIso } from '@lianzhi/contracts';
import { AccessLog, DESK_HTTP_PARTS, DeskGuard, isUuid, type DeskHttpParts } from '@lianzhi/desk';
import { CurrentCaller, decodeCursor, encodeCursor, enumParameter, inTransaction, invalidParameter, limitParameter, notFound, textParameter, type Caller, type Query as ListQuery } from '@lianzhi/platform';
import { CaseMoney } from '../case-money/case-money';
import { CaseRegister } from '../cases/case-register';
import { capOf } from './case-cap';
import { countMeasures, listMeasures, type MeasureCounts, type MeasurePosition } from './list-measures';
import { MeasureStore } from './measure-store';
import { renewalBody, type RenewalBody } from './renewal-body';
import { measureDetail, measureItem, type MeasureDetail, type MeasureItem } from './measure-view';

export interface MeasureSummary extends MeasureCounts {
  serverNow: string;
  /** Of one case: up to how much may be frozen, what a bank has transferred and the court not recorded, how much is frozen or may be, and what is left. Yuan. */
  cap?: string;
  transferred?: string;
  counted?: string;
  /** Of `counted`: what stands or waits, and what is asked for and not answered. */
  held?: string;
  asked?: string;
  remainingCap?: string;
}

/** The ledger of measures 查控措施台账 of the caller's court. */
@Controller('v1/measures')
@UseGuards(DeskGuard)
export class MeasuresController {
  constructor(
    @Inject(MeasureStore) private readonly store: MeasureStore,
    @Inject(CaseRegister) private readonly cases: CaseRegister,
    @Inject(CaseMoney) private readonly money: CaseMoney,
    @Inject(DESK_HTTP_PARTS) private readonly parts: DeskHttpParts,
    @Inject(AccessLog) private readonly accessLog: AccessLog,
  ) {}

  @Get()
  async list(@CurrentCaller() { organisation }: Caller, @Query() query: ListQuery): Promise<{ items: MeasureItem[]; nextCursor: string | null }> {
    const cursor = textParameter(query, 'cursor', 500);
    const limit = limitParameter(query);
    const state = enumParameter(query, 'state', measureStates);
    const kind = enumParameter(query, 'kind', measureKindNames);
    const until = textParameter(query, 'until', 10);
    if (until !== undefined && !isLegalDate(until)) throw invalidParameter('until', 'not-a-day', { zh: '参数 until 应为日期，如 2026-06-04', en: 'until must be a day such as 2026-06-04' });
    const after = cursor === undefined ? undefined : decodeCursor(cursor, isPosition);
    const { today } = this.now();
    const rows = await listMeasures(this.parts.pool, { organisations: this.parts.directory.speaksFor(organisation), caseNumber: caseOf(query), state, kind, until, after, limit, today });
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      items: rows.slice(0, limit).map((row) => this.store.open(row)).map((record) => measureItem(record, this.parts.catalogue.find(record.type), today)),
      nextCursor: last ? encodeCursor([last.until_day, last.id] satisfies MeasurePosition) : null,
    };
  }

  @Get('summary')
  async summary(@CurrentCaller() { organisation }: Caller, @Query() query: ListQuery): Promise<MeasureSummary> {
    const caseNumber = caseOf(query);
    const { at, today } = this.now();
    const counts = await countMeasures(this.parts.pool, this.parts.directory.speaksFor(organisation), caseNumber, today, [7, 30, 60]);
    return { ...counts, ...(caseNumber !== undefined && await this.capOfCase(organisation, caseNumber, today)), serverNow: toShanghaiIso(at) };
  }

  /** Shows what lists mask, so it is recorded. */
  @Get(':measure')
  async read(@CurrentCaller() caller: Caller, @Param('measure') id: string): Promise<MeasureDetail> {
    if (!isUuid(id)) throw unknownMeasure();
    const target = id.toLowerCase();
    const { record, changes } = await inTransaction(this.parts.pool, async (client) => {
      const [found] = await this.store.find(client, this.parts.directory.speaksFor(caller.organisation), [target]);
      return { record: found, changes: found ? await this.store.changesAround(client, [target]) : [] };
    });
    const allowed = record !== undefined && record.measure.state !== 'none';
    await this.accessLog.record({ caller, kind: 'measure', target, action: 'read', allowed });
    if (!allowed) throw unknownMeasure();
    return measureDetail(record, this.parts.catalogue.find(record.type), changes.filter(({ measureId }) => measureId === record.id).map(({ change }) => change), this.now().today);
  }

  /** The request that would renew it, for an officer to complete and send. Whole numbers stand in it, so it is recorded. */
  @Get(':measure/renewal')
  async renewal(@CurrentCaller() caller: Caller, @Param('measure') id: string): Promise<RenewalBody> {
    const [record] = isUuid(id) ? await this.store.find(this.parts.pool, this.parts.directory.speaksFor(caller.organisation), [id.toLowerCase()]) : [];
    const body = record && renewalBody(record, this.parts.catalogue, this.now().today);
    if (isUuid(id)) await this.accessLog.record({ caller, kind: 'measure', target: id.toLowerCase(), action: 'renewal', allowed: body !== undefined });
    if (body === undefined) throw notFound({ zh: '台账中没有该措施，或该措施不能续行', en: 'The ledger has no such measure, or it cannot be renewed' });
    return { ...body, to: this.parts.directory.successionOf(body.to)[0]! };
  }

  private async capOfCase(organisation: string, caseNumber: string, today: string): Promise<Pick<MeasureSummary, 'cap' | 'transferred' | 'counted' | 'held' | 'asked' | 'remainingCap'>> {
    const found = await this.cases.find(organisation, caseNumber);
    if (found === undefined) throw notFound({ zh: '没有该案件', en: 'There is no such case' });
    const { capped, transferred } = await inTransaction(this.parts.pool, async (client) => ({
      capped: await this.store.cappedOf(client, this.parts.directory.speaksFor(organisation).map((one) => ({ organisation: one, caseNumber }))), transferred: (await this.money.unrecordedOf(client, [{ organisation, caseNumber }]))[0]!,
    }));
    const standing = capped.filter(({ measure }) => stateOn(measure, today) !== 'lapsed').map(({ measure }) => measure);
    const counted = standing.map((measure) => measure.counted);
    const all = sumOf(counted);
    const asked = sumOf(standing.filter(({ state }) => state === 'asked').map((measure) => measure.counted));
    const cap = capOf(found);
    return { cap, transferred, counted: moneyOf(all), held: moneyOf(all - asked), asked: moneyOf(asked), remainingCap: remainingCap(cap, [transferred, ...counted]) };
  }

  private now(): { at: number; today: string } {
    const at = this.parts.clock.now().getTime();
    return { at, today: shanghaiDate(at) };
  }
}

const sumOf = (amounts: readonly string[]): bigint => amounts.reduce((sum, amount) => sum + fenOf(amount), 0n);

function caseOf(query: ListQuery): string | undefined {
  const written = textParameter(query, 'case', 100);
  return written === undefined ? undefined : normaliseCaseNumber(written);
}

const unknownMeasure = () => notFound({ zh: '台账中没有该措施', en: 'The ledger has no such measure' });

function isPosition(value: unknown): value is MeasurePosition {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [until, id] = value as unknown[];
  return (until === null || isLegalDate(until)) && typeof id === 'string' && isUuid(id);
}
