import type { JsonSchema } from '../../fields';
import { complete, count, id, instant, list, object, orNull, text } from './components';
import { schemaRef } from './operation';

const organisation = { type: 'string', description: '单位代码 organisation code' };
const standing = { enum: ['confirmed', 'pending', 'rejected', 'dead'], description: '是否已入承办方次序 place in the recipient’s order' };
const side = { enum: ['requester', 'recipient'] };
const documents = list(schemaRef('Document'));
const details = { type: 'object', description: '按事项目录 as the catalogue describes it' };
const numbered = { idNumber: text, creditCode: text };

/** Classes that a worklist is filtered and counted by; the desk's own list is in libs/desk/src/requests/worklist-classes.ts. */
export const worklistParts = ['acting', 'waiting', 'ended'] as const;
export const dueClasses = ['overdue', 'at_risk', 'in_time', 'paused', 'none'] as const;
export const turnClasses = ['ours', 'theirs', 'nobody'] as const;
export const handlerClasses = ['none', 'me', 'others'] as const;

/** A request as lists and moves show it. */
const request = {
  id, type: text, title: schemaRef('Bilingual'), state: schemaRef('RequestState'), flags: list(schemaRef('RequestFlag')), from: organisation, to: organisation, successors: { type: 'object', additionalProperties: text, description: '已撤销一方的承继单位 of an end that is closed: who acts for it' },
  thread: id, follows: orNull(id), caseNumber: text, urgency: schemaRef('Urgency'), box: { enum: ['sent', 'received'] },
  submittedAt: instant, deliveredAt: orNull(instant), answeredAt: orNull(instant), endedAt: orNull(instant), closesAt: { ...orNull(instant), description: '自动办结时间 when it closes by itself' }, updatedAt: instant,
  subject: { type: ['object', 'null'], properties: { kind: text, name: text, ...numbered }, required: ['kind', 'name'], description: '证件号码已遮盖 the number is masked' },
  handler: { ...orNull(object({ user: text, name: text, since: instant }, ['user', 'name', 'since']) as { type: string }), description: '本单位经办人，未认领为空 who of one’s own organisation has it in hand' },
  turn: { ...orNull(organisation), description: '轮到哪个单位 whose turn it is; null once ended' }, outcome: { type: 'string', description: '最近一次反馈的结果 outcome of the latest reply' },
  bookedTime: { type: 'object', additionalProperties: count, description: '各单位占用秒数 seconds booked to each organisation so far' },
  obligations: list(schemaRef('Obligation')),
  unconfirmed: { ...list(schemaRef('Move')), description: '尚待对方确认的操作 own moves that the recipient has not confirmed yet' },
  serverNow: { ...instant, description: '本答复的业务时间 business time of this answer' },
};
const mayLack = ['title', 'successors', 'outcome', 'unconfirmed'];
const { subject: _masked, ...unmasked } = request;

const message = { at: instant, outcome: text, milestone: text, until: text };
const reply = complete({ ...message, final: { type: 'boolean' }, outcome: orNull(text), milestone: orNull(text), details: { ...details, type: ['object', 'null'] }, documents, standing }, ['until']);

const rule = object({
  name: text, title: schemaRef('Bilingual'), owedBy: side, startsAt: {}, limit: { type: 'object' }, limitByUrgency: { type: 'object' }, limitFromMilestone: { type: 'object' },
  dischargedBy: list({}), pausedWhile: text, warnAfter: { type: 'object' }, extendable: { type: 'object' }, source: schemaRef('RuleSource'),
}, ['name', 'title', 'owedBy', 'startsAt', 'limit', 'dischargedBy', 'source']);
const summary = {
  type: text, version: { type: 'integer' }, title: schemaRef('Bilingual'), kind: { enum: ['query', 'control', 'search', 'decision', 'service'] },
  channel: { enum: ['lane', 'http'], description: 'http：请求方无总线通道，经法院接口提出 its requesters ask over HTTP at the desk that answers' }, requesters: list(text), responders: list(text), subjectKinds: list({ enum: ['person', 'company'] }), follows: { ...list(text), description: '可承接的事项类型 the types that it may follow' },
};
const form = object({ fields: list({ type: 'object' }) }, ['fields']);
const anyObject = { type: 'object', additionalProperties: true };

const onDuty = object({ name: text, phone: text, role: text, until: instant }, ['name', 'phone', 'until']);
const shift = object({ from: instant, until: instant, name: { ...text, minLength: 1, maxLength: 60 }, phone: { ...text, minLength: 1, maxLength: 30 }, role: { ...text, minLength: 1, maxLength: 60 } }, ['from', 'until', 'name', 'phone']);

/** Schemas of what a desk answers. */
export const deskSchemas: Record<string, JsonSchema> = {
  Document: complete({ id, kind: text, name: text, mediaType: text, sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' }, size: count }, ['name', 'mediaType']),
  Request: complete(request, mayLack),
  RequestDetail: complete({
    ...unmasked,
    subject: { type: ['object', 'null'], properties: { kind: text, name: text, ...numbered }, required: ['kind', 'name'] },
    details: { ...details, type: ['object', 'null'] }, officers: list(complete({ name: text, workCard: text, dutyCard: text })), documents, replies: list(schemaRef('Reply')),
    allowed: { ...list(text), description: '本单位现在可进行的操作 the moves of one’s own side, as the last parts of their paths' },
    coming: { ...list(schemaRef('ComingStep')), description: '若无动作，此后的提醒、超期与升级 what will be called if nothing happens before' },
    returned: { ...complete({ at: instant, reason: text, missing: list(text) }, ['reason']), description: '退回的原因与所缺 why it was handed back, and what was missing' },
    onDuty: { ...list(onDuty), description: '有刻不容缓的义务时本单位的值班人员 who is on duty while something cannot wait' },
  }, [...mayLack, 'returned', 'onDuty']),
  RequestCounts: complete({
    serverNow: instant,
    cells: list(complete({
      part: { enum: [...worklistParts] }, due: { enum: [...dueClasses] }, turn: { enum: [...turnClasses] }, handler: { enum: [...handlerClasses] }, obligation: { ...orNull(text), description: '最先到期的义务 what is due first' },
      type: text, urgency: schemaRef('Urgency'), today: { type: 'boolean', description: '今天到期 due before today ends' }, count,
    })),
  }),
  Colleague: complete({ user: text, name: text }),
  Reply: reply,
  TimelineEntry: object({
    id, move: schemaRef('Move'), side, by: organisation, sequence: { type: ['integer', 'null'] }, standing, late: { const: true }, ...message,
    details, documents, reason: text, missing: list(text), question: text, note: text, code: text,
  }, ['id', 'at', 'move', 'side', 'by', 'sequence', 'standing']),
  ComingStep: complete({
    obligation: text, round: { type: 'integer' }, step: { ...text, description: 'warning-50, warning-80, warning-early, breach, escalation-<n>' }, kind: { enum: ['warning', 'breach', 'escalation'] }, at: instant,
    to: { ...list(organisation), description: '告知谁 who is told' },
  }),
  ToldNotice: object({
    id, kind: { ...text, description: 'warning, breach, escalation, urge, opened, due-changed' }, at: instant, obligation: text, round: { type: 'integer' }, step: text, until: text,
    by: { ...organisation, description: '催办、升级或查看的督办单位；按规则自动发出的没有 who supervises; absent where the rules called by themselves' }, user: text,
    reason: { ...text, description: '督办理由，自加密报文即时解开，不入列表 opened from the encrypted message each time, never part of a list' },
  }, ['id', 'kind', 'at']),
  CombinedEntry: object({
    request: id, type: text, from: organisation, to: organisation, id, move: schemaRef('Move'), side, by: organisation, sequence: { type: ['integer', 'null'] }, standing, late: { const: true }, ...message,
    documents: { ...list(text), description: '文书种类 kinds' },
  }, ['request', 'type', 'from', 'to', 'id', 'at', 'move', 'side', 'by', 'sequence', 'standing']),
  TimelinePage: complete({ requests: list(schemaRef('Request')), items: list(schemaRef('CombinedEntry')), nextCursor: orNull(text) }),
  Alert: complete({
    id, kind: text, level: schemaRef('AlertLevel'), request: orNull(id), raisedAt: instant, acknowledgedAt: orNull(instant), acknowledgedBy: text, note: text, detail: anyObject, onDuty: { ...list(onDuty), description: '特急提醒发出时的值班人员 who was on duty when a critical one was raised' },
  }, ['acknowledgedBy', 'note', 'detail', 'onDuty']),
  Duty: complete({ organisation, at: instant, onDuty: list(onDuty), shifts: list(shift) }),
  DutyBody: complete({ shifts: { ...list(shift), maxItems: 1000 } }),
  Event: complete({ id: { type: 'string', description: '由此续读 resume from here' }, request: id, type: { ...text, description: '操作名或督办通知种类，同时间线 the move, as in the timeline, or the kind of notice' }, at: instant }),
  EventPage: complete({ items: list(schemaRef('Event')), nextCursor: text, more: { type: 'boolean' } }),
  RulesInForce: complete({
    at: instant, region: orNull(text), calendar: complete({ years: { ...list(complete({ year: { type: 'integer' }, document: text })), description: '已有放假通知的年份，其他年份的到期时间为暂定 due times in any other year are provisional' } }),
    items: list(complete({ type: text, obligation: text, title: schemaRef('Bilingual'), owedBy: side, row: anyObject, later: { ...list(anyObject), description: '尚未施行 not yet in force' } })),
  }),
  CatalogueSummary: complete(summary),
  CatalogueEntry: complete({
    ...summary,
    requester: { ...object({ relation: { enum: ['superior'] }, turnsUpAfter: list(text), source: schemaRef('RuleSource') }, ['relation', 'source']), description: '须由上级向下级提出 only whoever stands above the recipient may ask; after the types named, it goes to whoever stands above the one asked there' },
    caseOf: { enum: ['requester', 'any'], description: '可就谁的案件提出 in whose case it may be sent' },
    debtorNamedIn: { type: 'string', description: '对象不是被执行人时，写明被执行人的字段 the detail that names the debtor where the subject is another' },
    officers: complete({ min: count }), until: object({ request: text, reply: text }), followsWhen: { type: 'object', additionalProperties: object({ states: list(schemaRef('RequestState')), outcomes: list(text), breached: list(text), started: list(text) }) },
    draftedAfter: { ...list(text), description: '由系统代拟 drafted by itself after these' }, onPerformance: { enum: ['withdraw', 'keep'], description: '被执行人履行完毕后 once the debtor has performed' },
    staysAnsweredAfter: { ...list(text), description: '以此结果反馈后不自动办结 outcomes after which it does not close by itself' },
    documents: list(object({ kind: text, title: schemaRef('Bilingual'), required: { type: 'boolean' }, requiredWhen: anyObject, requiredWith: { ...object({ outcomes: list(text), milestones: list(text) }), description: '如此反馈或办到该节点时必备 required with these outcomes and milestones' }, alternatives: list(text), on: list(text) }, ['kind', 'required'])),
    outcomes: list(complete({ name: text, title: schemaRef('Bilingual'), final: { type: 'boolean' }, interim: { type: 'boolean' }, requires: list(text) })),
    measure: complete({ kind: text, title: schemaRef('Bilingual'), acts: list(text), amount: { ...object({ asked: text, held: text, limit: text, left: text, moved: text, capped: { const: true, description: '计入本案限额 counts towards what the case owes' } }), description: '金额字段 the fields that hold amounts' }, renewedBy: text }, ['amount', 'renewedBy']),
    milestones: list(object({ name: text, title: schemaRef('Bilingual'), by: side, on: list(text), alert: anyObject, impliedBy: { ...object({ outcomes: list(text) }, ['outcomes']), description: '如此最终反馈即为该节点 a final reply with one of these outcomes counts as it' }, impliedByRequest: { ...object({ field: text, values: list(text) }, ['field', 'values']), description: '内容如此填写的请求带有该节点 a request whose details say so carries it' }, needsReason: { const: true, description: '须说明理由 wants a reason' }, passesOn: { const: true, description: '转告本链条的后续环节 told on to the later steps of the thread' } }, ['name', 'title', 'by', 'on'])),
    obligations: list(rule),
    request: complete({ schema: anyObject, form, example: anyObject }),
    reply: complete({ schema: anyObject, form, examples: { type: 'object', additionalProperties: anyObject }, interimExamples: { type: 'object', additionalProperties: anyObject } }),
    watch: object({ from: text, to: text, hits: list(text) }, ['from', 'to', 'hits']),
  }, ['requester', 'debtorNamedIn', 'measure', 'watch']),
};
