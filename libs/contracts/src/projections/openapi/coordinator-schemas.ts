import type { JsonSchema } from '../../fields';
import { complete, count, id, instant, list, object, orNull, text } from './components';
import { schemaRef } from './operation';

const rate = { type: ['number', 'null'], minimum: 0, maximum: 1 };
const organisation = { type: 'string', description: '单位代码 organisation code' };

const item = {
  id, type: text, title: schemaRef('Bilingual'), urgency: schemaRef('Urgency'), state: schemaRef('RequestState'), flags: list(schemaRef('RequestFlag')), lateness: schemaRef('Lateness'), from: organisation, to: organisation,
  thread: id, follows: orNull(id), turn: { ...orNull(organisation), description: '轮到哪个单位 whose turn it is; null once ended' }, dueAt: orNull(instant), dueObligation: orNull(text), dueTitle: schemaRef('Bilingual'), outcome: orNull(text),
  submittedAt: orNull(instant), deliveredAt: orNull(instant), answeredAt: orNull(instant), endedAt: orNull(instant), updatedAt: instant,
};
/** Of a type that this version does not know. */
const untitled = ['title', 'dueTitle'];
const call = { obligation: text, round: count, step: text, at: instant, calledAt: instant, owedBy: organisation };
const counts = { total: count, inTime: count, atRisk: count, overdue: count };
const side = { enum: ['requester', 'recipient'] };
const seconds = orNull({ type: 'number', minimum: 0 });
const figures = {
  submitted: count, delivered: count, answered: count, answeredInTime: count, returned: count, withdrawn: count, undeliverable: count, closed: count, open: count,
  overdue: count, breached: count, escalated: count, answeredRate: rate, answeredInTimeRate: rate, averageAnswerSeconds: seconds,
  medianAnswerSeconds: { ...seconds, description: '中位数，误差不超过 5% the median, right to 5 %' },
};
const urge = { by: organisation, to: organisation, at: instant, reason: orNull(text) };
const handedUp = { by: organisation, to: list(organisation), at: instant, step: count, obligation: text, reason: text };
const opening = { by: organisation, user: orNull(text), at: instant, reason: text };

/** Schemas of what the coordinator answers. */
export const coordinatorSchemas: Record<string, JsonSchema> = {
  Lateness: { type: 'string', enum: ['in_time', 'at_risk', 'overdue'] },
  RequestItem: complete(item, untitled),
  ObligationItem: complete({
    request: id, type: text, typeTitle: schemaRef('Bilingual'), name: text, title: schemaRef('Bilingual'), round: count, owedBy: organisation, state: schemaRef('ObligationState'), startedAt: orNull(instant), dueAt: orNull(instant),
    source: text, provisional: { type: 'boolean' }, dischargedAt: orNull(instant), nextStep: { ...orNull(text), description: '下一次预警、超期或升级 the next warning, breach or escalation' }, nextAt: orNull(instant),
  }, ['title', 'typeTitle']),
  TrackedRequest: complete({
    ...item, serverNow: { ...instant, description: '服务器业务时间 what time it is at the service' }, obligations: list(schemaRef('Obligation')), answeredInTime: { type: ['boolean', 'null'] },
    bookedTime: { type: 'object', additionalProperties: count, description: '各单位占用秒数，合计为事项历时 seconds booked to each organisation; they sum to the age of the request' },
    calls: { ...list(complete(call)), description: '预警、超期与升级 everything that was called' }, escalations: list(complete({ step: count, to: organisation, at: instant, calledAt: instant, obligation: text })), urges: list(complete(urge)),
    handedUp: { ...list(complete(handedUp)), description: '人工升级 handed up by people who supervise' }, openings: { ...list(complete(opening)), description: '谁为何查看双方经过 who looked at what both sides did, and why' },
  }, untitled),
  TimelineEntry: complete({
    at: instant, kind: { enum: ['message', 'notice'] }, name: text, by: organisation, to: organisation, id, sequence: count, of: count, outcome: text, milestone: text, until: text, obligation: text, step: text, late: { const: true },
  }, ['sequence', 'of', 'outcome', 'milestone', 'until', 'obligation', 'step', 'late']),
  Event: complete({ request: id, type: { ...text, description: '操作名或督办通知种类，同时间线的 name the move or the kind of notice: the name of the timeline' }, from: organisation, to: organisation, recordedAt: instant }),
  Urge: complete({ id, request: id, ...urge }),
  HandedUp: complete({ id, request: id, ...handedUp }),
  Opening: complete(opening),
  Board: complete({
    asOf: instant, total: complete(counts), byTurn: list(complete({ turn: side, ...counts })),
    byRecipient: { ...list(complete({ agency: orNull(text), title: schemaRef('Bilingual'), ...counts, waitingForIt: complete(counts) }, ['title'])), description: '按接收方所属系统；waitingForIt 为其中轮到它的 by the agency that was asked, and those of them where it is its turn' },
    byAgency: list(complete({ agency: orNull(text), title: schemaRef('Bilingual'), ...counts }, ['title'])), byRegion: list(complete({ region: orNull(text), ...counts })),
    byType: list(complete({ type: text, title: schemaRef('Bilingual'), ...counts }, ['title'])), byState: list(complete({ state: schemaRef('RequestState'), ...counts })),
    cells: list(complete({ agency: orNull(text), recipient: orNull(text), turn: side, region: orNull(text), type: text, state: schemaRef('RequestState'), lateness: schemaRef('Lateness'), count })),
  }),
  Days: complete({
    asOf: instant, days: list(complete({ day: { type: 'string', format: 'date' }, workday: { type: 'boolean', description: '工作日 no rest day' }, open: count, atRisk: count, overdue: count, answered: count, answeredInTime: count })),
    byAgency: { ...list(complete({ agency: orNull(text), title: schemaRef('Bilingual'), overdue: list(count), answered: list(count), answeredInTime: list(count) }, ['title'])), description: '按接收方所属系统，逐日：终了时的超期数、当日反馈数与其中按时数 by the agency that was asked, one number for each of the days: overdue at its end, answered on it, and in time' },
  }),
  Indicators: complete({
    asOf: instant, ...figures, byAgency: list(complete({ agency: orNull(text), title: schemaRef('Bilingual'), ...figures }, ['title'])), byOrganisation: list(complete({ organisation, ...figures })), byType: list(complete({ type: text, title: schemaRef('Bilingual'), ...figures }, ['title'])),
  }),
  Alert: complete({ id, kind: text, level: schemaRef('AlertLevel'), request: orNull(id), obligation: orNull(text), step: orNull(text), raisedAt: instant, acknowledgedAt: orNull(instant), acknowledgedBy: orNull(text), note: orNull(text) }),
  Clock: complete({
    now: instant, offset: { type: 'integer', description: '业务时间减系统时间（毫秒）business time minus system time, ms' },
    settled: { type: 'boolean', description: '该时刻应发的预警与升级均已发出 everything that this instant asks for has been called and told' },
  }, ['settled']),
  Discovery: complete({
    services: { type: 'object', additionalProperties: text }, issuer: text,
    clients: list(object({ clientId: text, clientSecret: text, organisation, roles: list(text) }, ['clientId', 'clientSecret', 'organisation', 'roles'])),
    users: list(object({ username: text, password: text, organisation, roles: list(text) }, ['username', 'password', 'organisation', 'roles'])),
  }),
};
