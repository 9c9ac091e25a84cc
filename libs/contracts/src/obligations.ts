import { computeDue, untilInstant, type Calendar, type Due } from './calendar';
import { isEnded, type RequestState } from './lifecycle';
import type { FoldContext } from './merge';
import type { Limit, ObligationRule, Side, Urgency } from './obligation-rule';
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
    const left = started === obligation ? discharge(obligation, step) : started;
    return isEnded(state) ? end(left, message) : pauseOrExtend(left, step);
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
  const limit = ownEntry(rule.limitFromMilestone, message.milestone);
  if (limit && isRunning(obligation) && !discharges(step)) return begin(obligation, limit, step);
  if (isEnded(after.state as RequestState)) return obligation;
  // An objection starts again what the final reply discharged; `accept` was discharged by taking the matter on.
  if (message.move === 'objected' && obligation.dischargedBy === 'answered' && rule.name !== 'accept') {
    return begin({ ...obligation, round: obligation.round + 1 }, limitOf(step) ?? obligation.limit, step);
  }
  if (!startsNow(step) || isRunning(obligation)) return obligation;
  if (obligation.state === 'discharged') {
    return typeof rule.startsAt === 'object' ? begin({ ...obligation, round: obligation.round + 1 }, limitOf(step), step) : obligation;
  }
  return begin(obligation, limitOf(step), step);
}

/** Started and not discharged: paused ones too. */
const isRunning = ({ state }: ObligationRecord): boolean => state === 'running' || state === 'paused';

/** Never what an object inherits: urgency and milestone come from the wire. */
const ownEntry = (of: Partial<Record<string, Limit>> | undefined, name: string | undefined): Limit | undefined =>
  of !== undefined && name !== undefined && Object.hasOwn(of, name) ? of[name] : undefined;

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
  return ownEntry(rule.limitByUrgency, urgency) ?? rule.limit;
}

function begin(obligation: ObligationRecord, limit: ObligationRecord['limit'], { message, context }: Step): ObligationRecord {
  const { dischargedAt: _discharged, dischargedBy: _by, extendedUntil: _extended, pauses: _pauses, pausedAt: _paused, ...kept } = obligation;
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
  try {
    return computeDue({ startedAt, limit, calendar, pauses, extendedUntil, article: source, startingHour });
  } catch (error) {
    // A date beyond all calendars, from another system: there is no due time, and folding goes on.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The latest instant, ms, to which an obligation may be extended 延期 now; undefined when its rule allows no (further) extension. */
export function latestExtension(obligation: ObligationRecord, { extendable }: ObligationRule, calendar: Calendar): number | undefined {
  const { dueAt, extensions = 0 } = obligation;
  if (!extendable || !isRunning(obligation) || dueAt === null || extensions >= extendable.times) return undefined;
  return computeDue({ startedAt: dueAt - 1, limit: extendable.longest, calendar }).dueAt;
}

function discharge(obligation: ObligationRecord, step: Step): ObligationRecord {
  // What has not begun is not owed yet: a milestone after the final reply may still start it.
  return isRunning(obligation) && discharges(step) ? discharged(obligation, step.message) : obligation;
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

const discharged = (obligation: ObligationRecord, { at, move }: LaneMessage): ObligationRecord => ({ ...obligation, state: 'discharged', dischargedAt: at, dischargedBy: move });

const end = (obligation: ObligationRecord, message: LaneMessage): ObligationRecord =>
  obligation.state === 'discharged' ? obligation : discharged(obligation, message);

/** An extension that the rule does not allow, from another system, leaves the obligation as it is. */
function extend(obligation: ObligationRecord, { rule, message, context }: Step): ObligationRecord {
  const latest = latestExtension(obligation, rule, context.calendar);
  if (latest === undefined || message.until === undefined || !(instantOf(message.until) <= latest)) return obligation;
  return recompute({ ...obligation, extendedUntil: message.until, extensions: (obligation.extensions ?? 0) + 1 }, context);
}

/** NaN when there is no such date or instant. */
function instantOf(until: string): number {
  try {
    return untilInstant(until);
  } catch {
    return NaN;
  }
}

function pauseOrExtend(obligation: ObligationRecord, step: Step): ObligationRecord {
  const { rule, after, message, context } = step;
  if (message.move === 'extended') return extend(obligation, step);
  const shouldPause = rule.pausedWhile !== undefined && after.state === rule.pausedWhile;
  if (obligation.state === 'running' && shouldPause) return { ...obligation, state: 'paused', pausedAt: message.at };
  if (obligation.state === 'paused' && !shouldPause) {
    const { pausedAt, ...kept } = obligation;
    const pauses = [...(obligation.pauses ?? []), { from: pausedAt ?? message.at, to: message.at }];
    return recompute({ ...kept, state: 'running', pauses }, context);
  }
  return obligation;
}
