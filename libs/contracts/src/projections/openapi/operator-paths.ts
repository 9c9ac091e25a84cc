import type { JsonSchema } from '../../fields';
import { complete, count, id, instant, list, object, orNull, text } from './components';
import { listOf, operation, paging, pathParameter, query, schemaRef } from './operation';

const anyObject = { type: 'object', additionalProperties: true };
const reason = { type: 'string', minLength: 1, maxLength: 2000, description: '操作理由，留痕 why; recorded' };
const state = { enum: ['open', 'requeued', 'discarded'] };
const letter = {
  id, state, reason: { ...text, description: 'stable slug' }, detail: orNull(text), lane: { ...text, description: '所在主题 topic that it came on' }, partition: orNull({ type: 'integer' }), offset: orNull(text),
  authentic: { type: 'boolean', description: '签名成立：已占用序号，发送方已获告知 somebody vouches for it: it used up its sequence and its sender was told' },
  message: orNull(id), request: orNull(id), type: orNull(text), sender: orNull(text), recipient: orNull(text), recordedAt: instant, decidedAt: orNull(instant), decidedBy: text, decisionReason: text,
};
const mayLack = ['decidedBy', 'decisionReason'];
const where = object({ reason: text, lane: text, request: id, authentic: { type: 'boolean' } });
const bulk = (required: string[]) => ({
  ...object({ ids: { ...list(id), minItems: 1, maxItems: 200 }, where: { ...where, minProperties: 1, additionalProperties: false, description: '未处理的死信中符合条件者，由旧到新，至多 200 件 open ones that meet these, the oldest first, at most 200' }, after: { ...id, description: '接着上次处理：上次返回的 next（只与 where 同用）where the call before ended: its next; with where only' }, reason }, required),
  oneOf: [{ required: ['ids'] }, { required: ['where'] }],
});

const waiting = complete({ messages: count, oldestSeconds: count });

/** What those who run a service see and do; the same everywhere. */
export const operatorSchemas: Record<string, JsonSchema> = {
  DeadLetter: complete(letter, mayLack),
  DeadLetterDetail: complete({
    ...letter, attributes: { type: ['object', 'null'], additionalProperties: true }, data: { description: '内容，已遮盖 what it says, masked; null where it cannot be read here' }, size: count, sha256: orNull(text),
    head: { ...text, description: '不是消息的：开头部分，已遮盖 of what is no message: its beginning, masked' }, actions: list(schemaRef('OperatorAction')),
  }, [...mayLack, 'head']),
  DeadLetterCount: complete({ reason: text, lane: text, authentic: { type: 'boolean' }, count }),
  DeadLetterDecisions: complete({
    items: list(complete({ id, outcome: { enum: ['decided', 'refused', 'already', 'unknown'] }, reason: text }, ['reason'])), decided: count, left: { ...count, description: '还有符合条件者 more that meet the conditions' },
    next: { ...orNull(id), description: '下次调用的 after；没有更多则为空 after of the next call; null when there is no more' },
  }),
  Standing: complete({
    operator: text, replicas: count, unpublished: waiting, unhandled: waiting, parked: waiting, deadLetters: waiting,
    lanes: { type: ['array', 'null'], items: complete({ lane: text, lag: count }), description: '各主题尚未读入的条数 records not taken in yet; null while the bus cannot be asked' },
  }),
  OperatorAction: complete({ id, at: instant, organisation: text, by: text, action: text, target: orNull(id), reason: orNull(text), outcome: { ...text, description: 'done，或未成的原因 done, or the slug of why not' }, detail: { ...anyObject, type: ['object', 'null'] } }),
  RetentionDue: { ...list(complete({ type: text, requests: count })), description: '已到期、可清除的事项数 requests that need not be kept any more' },
  RetentionRun: complete({ id, at: instant, by: text, organisation: text, reason: text, requests: count, messages: count, documents: count, finishedAt: orNull(instant) }),
  Retention: complete({
    policy: list(complete({ type: text, title: schemaRef('Bilingual'), kind: text, keep: complete({ n: count, unit: { enum: ['month', 'year'] } }), source: schemaRef('RuleSource'), endedBefore: { ...instant, description: '此前终结的已到期 what ended before is due' } })),
    due: schemaRef('RetentionDue'),
  }),
};

const tag = 'operators';
const parameters = [pathParameter('id', '死信编号 id of the dead letter', id)];

export const operatorPathItems: Record<string, JsonSchema> = {
  '/v1/dead-letters': {
    get: operation({
      id: 'listDeadLetters', title: { zh: '死信（运维角色），新近者在前', en: 'Dead letters (role operator), newest first' }, tag, response: listOf(schemaRef('DeadLetter')),
      parameters: [query('state', state), query('reason', text), query('lane', text, '主题 topic'), query('request', id), query('authentic', { enum: ['true', 'false'] }), ...paging],
    }),
  },
  '/v1/dead-letter-counts': {
    get: operation({ id: 'countDeadLetters', title: { zh: '未处置死信计数', en: 'Counts of open dead letters' }, tag, response: object({ items: list(schemaRef('DeadLetterCount')) }, ['items']) }),
  },
  '/v1/dead-letters/requeue': {
    post: operation({ id: 'requeueDeadLetters', title: { zh: '批量重新判定', en: 'Judge many again' }, tag, body: bulk([]), response: schemaRef('DeadLetterDecisions'), refusals: [503] }),
  },
  '/v1/dead-letters/discard': {
    post: operation({ id: 'discardDeadLetters', title: { zh: '批量作废，须写明理由', en: 'Discard many, with a reason' }, tag, body: bulk(['reason']), response: schemaRef('DeadLetterDecisions'), refusals: [503] }),
  },
  '/v1/dead-letters/{id}': {
    get: operation({ id: 'readDeadLetter', title: { zh: '查看死信（内容已遮盖，查看留痕）', en: 'Read a dead letter (masked; that it was read is recorded)' }, tag, parameters, response: schemaRef('DeadLetterDetail'), refusals: [404] }),
  },
  '/v1/dead-letters/{id}/requeue': {
    post: operation({
      id: 'requeueDeadLetter', title: { zh: '按当前状态重新判定；仍不能接受的保持不变（409）', en: 'Judge it again against the state as it is now; one that is as bad as before stays (409)' }, tag, parameters,
      body: object({ reason }), bodyOptional: true, response: schemaRef('DeadLetter'), refusals: [404, 409, 503],
    }),
  },
  '/v1/dead-letters/{id}/discard': {
    post: operation({ id: 'discardDeadLetter', title: { zh: '作废，须写明理由', en: 'Discard it, with a reason' }, tag, parameters, body: object({ reason }, ['reason']), response: schemaRef('DeadLetter'), refusals: [404, 409, 503] }),
  },
  '/v1/standing': {
    get: operation({ id: 'readStanding', title: { zh: '本服务积压情况（运维角色）', en: 'What stands still in this service (role operator)' }, tag, response: schemaRef('Standing') }),
  },
  '/v1/operator-actions': {
    get: operation({ id: 'listOperatorActions', title: { zh: '运维操作留痕，新近者在前', en: 'What operators did, newest first' }, tag, parameters: [query('target', id, '死信或清除任务的编号 id of the dead letter or run'), ...paging], response: listOf(schemaRef('OperatorAction')) }),
  },
  '/v1/retention': {
    get: operation({ id: 'readRetention', title: { zh: '保存期限及已到期事项数', en: 'How long what requests say is kept, and what is due' }, tag, response: schemaRef('Retention') }),
  },
  '/v1/retention/runs': {
    get: operation({ id: 'listRetentionRuns', title: { zh: '清除任务，新近者在前', en: 'Erasures, newest first' }, tag, parameters: paging, response: listOf(schemaRef('RetentionRun')) }),
    post: operation({
      id: 'runRetention', title: { zh: '清除已到期事项的内容与文书（存证保留）；dryRun 只试算', en: 'Erase what ended requests say, with their documents (the proof stays); dryRun only counts' }, tag, status: 202, refusals: [409],
      body: object({ reason, dryRun: { type: 'boolean' } }, ['reason']), response: { anyOf: [schemaRef('RetentionRun'), complete({ dryRun: { const: true }, due: schemaRef('RetentionDue'), requests: count })] },
    }),
  },
  '/v1/retention/runs/{id}': {
    get: operation({ id: 'readRetentionRun', title: { zh: '清除任务进度', en: 'How far an erasure is' }, tag, parameters: [pathParameter('id', '任务编号 id of the run', id)], response: schemaRef('RetentionRun'), refusals: [404] }),
  },
};
