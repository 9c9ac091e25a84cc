import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, UseGuards } from '@nestjs/common';
import { fieldSet, longText, optional } from '@lianzhi/contracts';
import { CurrentCaller, decodeCursor, encodeCursor, enumParameter, invalidIssues, limitParameter, notFound, textParameter, type Caller, type Query as ListQuery } from '@lianzhi/platform';
import { AccessLog } from '../access/access-log';
import { alertLevels, type AlertView } from '../alerts/alert';
import { AlertStore, type AlertPosition } from '../alerts/alert-store';
import { alertsFor } from '../alerts/alerts-for';
import { onDuty } from '../duty/duty-roster';
import { DutyStore } from '../duty/duty-store';
import { mustActKinds } from '../duty/must-act-now';
import { isUuid } from '../requests/request-filter';
import { Acts, DeskGuard } from './desk-guard';
import { DESK_HTTP_PARTS, type DeskHttpParts } from './desk-http-parts';

const acknowledgement = fieldSet({ note: optional(longText({ zh: '备注', en: 'Note', max: 2000 })) }, 'Acknowledgement');

/** Alerts 提醒 of the caller's organisation, newest first. */
@Controller('v1/alerts')
@UseGuards(DeskGuard)
export class AlertsController {
  constructor(
    @Inject(DESK_HTTP_PARTS) private readonly parts: DeskHttpParts,
    @Inject(AlertStore) private readonly alerts: AlertStore,
    @Inject(AccessLog) private readonly accessLog: AccessLog,
    @Inject(DutyStore) private readonly duty: DutyStore,
  ) {}

  @Get()
  async list(@CurrentCaller() caller: Caller, @Query() query: ListQuery): Promise<{ items: AlertView[]; nextCursor: string | null }> {
    const acknowledged = enumParameter(query, 'acknowledged', ['true', 'false']);
    const level = enumParameter(query, 'level', alertLevels);
    // What cannot wait must not stand behind a page of breaches, which are critical too.
    const kinds = enumParameter(query, 'mustAct', ['true']) && mustActKinds(this.parts.catalogue.contracts);
    const cursor = textParameter(query, 'cursor', 500);
    const limit = limitParameter(query);
    const after = cursor === undefined ? undefined : decodeCursor(cursor, isAlertPosition);
    const found = await this.alerts.list({ organisations: alertsFor(caller, this.parts), level, kinds, after, limit, ...(acknowledged && { acknowledged: acknowledged === 'true' }) });
    const items = await this.withDuty(caller.organisation, found.slice(0, limit));
    const last = found.length > limit ? items.at(-1) : undefined;
    return { items, nextCursor: last ? encodeCursor([Date.parse(last.raisedAt), last.id] satisfies AlertPosition) : null };
  }

  /** Whoever was on duty when it was raised stands beside what could not wait; an empty list says that the roster named nobody. */
  private async withDuty(organisation: string, alerts: readonly AlertView[]): Promise<AlertView[]> {
    if (!alerts.some(({ level }) => level === 'critical')) return [...alerts];
    const shifts = await this.duty.readOf(this.parts.directory.speaksFor(organisation));
    return alerts.map((alert) => (alert.level === 'critical' ? { ...alert, onDuty: onDuty(shifts, Date.parse(alert.raisedAt)) } : alert));
  }

  @Post(':id/acknowledgement')
  @HttpCode(200)
  @Acts()
  async acknowledge(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: unknown): Promise<AlertView> {
    const content = body ?? {};
    const issues = acknowledgement.validate(content, { strict: true });
    const found = isUuid(id) && issues.length === 0
      ? await this.alerts.acknowledge(alertsFor(caller, this.parts), id.toLowerCase(), { by: caller.user ?? caller.client, note: (content as { note?: string }).note, at: this.parts.clock.now().getTime() })
      : undefined;
    if (found !== undefined) return found;
    if (isUuid(id) && issues.length > 0) throw invalidIssues(issues);
    if (isUuid(id)) await this.accessLog.record({ caller, kind: 'alert', target: id.toLowerCase(), action: 'acknowledge', allowed: false });
    throw notFound({ zh: '没有该提醒', en: 'There is no such alert' });
  }
}

function isAlertPosition(value: unknown): value is AlertPosition {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [raisedAt, id] = value as unknown[];
  return Number.isSafeInteger(raisedAt) && Math.abs(raisedAt as number) < 8e15 && typeof id === 'string' && isUuid(id);
}
