import { computeDue, type Due } from './calendar';
import { isEnded, isOpen, type RequestState } from './lifecycle';
import type { FoldContext } from './merge';
import type { ObligationRule, Side, Urgency } from './obligation-rule';
import type { LaneMessage, ObligationRecord, RequestCore } from './request-record';

/** Whose turn it is 轮到谁: who owes the running obligation due first; with none running, the requester once answered, else the recipient. */
export function turn(core: RequestCore): Side {
  const running = core.obligations.filter(({ state }) => state === 'running');
  if (running.length === 0) return core.state === 'answered' ? 'requester' : 'recipient';
  return running.reduce((first, other) => ((other.dueAt ?? Infinity) < (first.dueAt ?? Infinity) ? other : first)).owedBy;
}

/** The running obligation that is due first, if any. */
export function dueFirst(core: RequestCore): ObligationRecord | undefined {
  return core.obligations
    .filter(({ state, dueAt }) => state === 'running' && dueAt !== null)
    .sort((a, b) => a.dueAt! - b.dueAt!)[0];
}

/** The obligations after a message that the life cycle allowed: `before` and `after` are the cores around it. */
export function advanceObligations(
  before: RequestCore, after: RequestCore, message: LaneMessage, urgency: Urgency, context: FoldContext,
): ObligationRecord[] {
  const rules = context.contract.obligations;
  const current = before.obligations.length > 0 ? before.obligations : rules.map((rule) => pending(rule));
  const state = after.state as RequestState;
  return current.map((obligation) => {
    const rule = rules.find(({ name }) => name === obligation.name);
    if (!rule) return obligation;
    const step: Step = { rule, before, after, message, urgency, context };
    const started = start(obligation, step);
    const discharged = started === obligation ? discharge(obligation, step) : started;
    return isEnded(state) ? end(discharged, message.at) : pauseOrExtend(discharged, step);
  });
}

interface Step {
  rule: ObligationRule;
  before: RequestCore;
  after: RequestCore;
  message: LaneMessage;
  urgency: Urgency;
  context: FoldContext;
}

const pending = (rule: ObligationRule): ObligationRecord => ({
  name: rule.name, owedBy: rule.owedBy, round: 1, state: 'pending', startedAt: null, dueAt: null, limit: null,
});

function start(obligation: ObligationRecord, step: Step): ObligationRecord {
  const { rule, message, after } = step;
  const limit = message.milestone ? rule.limitFromMilestone?.[message.milestone] : undefined;
  if (limit && (obligation.state === 'running' || obligation.state === 'paused')) return begin(obligation, limit, step);
  if (isEnded(after.state as RequestState)) return obligation;
  // An objection starts again what the final reply discharged; `accept` was discharged by taking the matter on.
  if (message.move === 'objected' && rule.dischargedBy.includes('final-reply') && obligation.state === 'discharged') {
    return begin({ ...obligation, round: obligation.round + 1 }, limitOf(step), step);
  }
  if (!startsNow(step) || obligation.state === 'running' || obligation.state === 'paused') return obligation;
  if (obligation.state === 'discharged') {
    return typeof rule.startsAt === 'object' ? begin({ ...obligation, round: obligation.round + 1 }, limitOf(step), step) : obligation;
  }
  return begin(obligation, limitOf(step), step);
}

function startsNow({ rule, before, after, message }: Step): boolean {
  if (rule.startsAt === 'submitted') return message.move === 'submitted';
  if (rule.startsAt === 'delivered') return before.deliveredAt === null && after.deliveredAt !== null;
  return message.milestone === rule.startsAt.milestone;
}

function limitOf({ rule, urgency, message, after }: Step): ObligationRecord['limit'] {
  if ('until' in rule.limit) {
    const until = rule.limit.until === 'request' ? after.until : message.until;
    return until === undefined ? null : { until };
  }
  return rule.limitByUrgency?.[urgency] ?? rule.limit;
}

function begin(obligation: ObligationRecord, limit: ObligationRecord['limit'], { message, context }: Step): ObligationRecord {
  const { dischargedAt: _discharged, extendedUntil: _extended, pauses: _pauses, pausedAt: _paused, ...kept } = obligation;
  return recompute({ ...kept, state: 'running', startedAt: message.at, dueAt: null, limit }, context);
}

/** The due time from start, limit, pauses and extension; the derivation is the same computation, made again where it is shown. */
function recompute(obligation: ObligationRecord, context: FoldContext): ObligationRecord {
  const due = dueOf(obligation, context);
  return due ? { ...obligation, dueAt: due.dueAt, provisional: due.provisional || undefined } : obligation;
}

/** The due time of a started obligation with its derivation 推算过程, computed anew from what is stored. */
export function dueOf({ name, startedAt, limit, pauses, extendedUntil }: ObligationRecord, { contract, calendar }: FoldContext): Due | undefined {
  if (startedAt === null || limit === null) return undefined;
  const source = contract.obligations.find((rule) => rule.name === name)?.source;
  // 民事诉讼法 art. 85: of a limit in hours that the law sets, the starting hour does not count; policy hours are elapsed time.
  const startingHour = source?.level === 'law' ? 'not-counted' : 'counted';
  return computeDue({ startedAt, limit, calendar, pauses, extendedUntil, article: source, startingHour });
}

function discharge(obligation: ObligationRecord, step: Step): ObligationRecord {
  if (obligation.state === 'discharged' || !discharges(step)) return obligation;
  if (obligation.state === 'pending' && !(step.message.move === 'answered' && obligation.owedBy === 'recipient')) return obligation;
  return { ...obligation, state: 'discharged', dischargedAt: step.message.at };
}

function discharges({ rule, after, message }: Step): boolean {
  if (message.move === 'answered' && rule.owedBy === 'recipient') return true;
  return rule.dischargedBy.some((by) => {
    if (typeof by === 'object') return message.milestone === by.milestone;
    if (by === 'delivered') return after.deliveredAt !== null;
    if (by === 'final-reply') return message.move === 'answered';
    // Taking the matter on in any way (accepting, asking back) is what `any-reply` obligations wait for.
    return ['accepted', 'interim-replied', 'answered', 'returned', 'information-requested'].includes(message.move)
      && (rule.name === 'accept' || !['accepted', 'information-requested'].includes(message.move));
  });
}

const end = (obligation: ObligationRecord, at: number): ObligationRecord =>
  obligation.state === 'discharged' ? obligation : { ...obligation, state: 'discharged', dischargedAt: at };

function pauseOrExtend(obligation: ObligationRecord, { rule, after, message, context }: Step): ObligationRecord {
  if (message.move === 'extended' && rule.extendable && message.until && (obligation.state === 'running' || obligation.state === 'paused')) {
    return recompute({ ...obligation, extendedUntil: message.until, extensions: (obligation.extensions ?? 0) + 1 }, context);
  }
  const shouldPause = rule.pausedWhile !== undefined && after.state === rule.pausedWhile;
  if (obligation.state === 'running' && shouldPause) return { ...obligation, state: 'paused', pausedAt: message.at };
  if (obligation.state === 'paused' && !shouldPause && isOpen(after.state as RequestState)) {
    const { pausedAt, ...kept } = obligation;
    const pauses = [...(obligation.pauses ?? []), { from: pausedAt ?? message.at, to: message.at }];
    return recompute({ ...kept, state: 'running', pauses }, context);
  }
  return obligation;
}
