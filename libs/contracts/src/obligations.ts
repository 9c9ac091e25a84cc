import { computeDue, untilInstant, type Calendar, type Due } from './calendar';
import { isEnded, type RequestState } from './lifecycle';
import type { FoldContext } from './merge';
import type { ObligationRule, Side, Urgency } from './obligation-rule';
import type { RequestContract } from './request-contract';
import type { LaneMessage, ObligationRecord, RequestCore } from './request-record';
import { isLimitRow, limitOfRow, ruleForClock, shownRule, type RuleRow } from './rules';

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
  if (setsAnew(rule, message.milestone) && isRunning(obligation) && !discharges(step)) return begin(obligation, step, message.milestone);
  if (isEnded(after.state as RequestState)) return obligation;
  // A fact of the request (the suspect is in custody): kept until the clock starts.
  if (setsAnew(rule, message.milestone) && obligation.state === 'pending') {
    const remembered = { ...obligation, setBy: message.milestone };
    return startsNow(step) ? begin(remembered, step) : remembered;
  }
  // An objection starts again what the final reply discharged; `accept` was discharged by taking the matter on.
  if (message.move === 'objected' && obligation.dischargedBy === 'answered' && rule.name !== 'accept') {
    return begin({ ...obligation, round: obligation.round + 1 }, step);
  }
  if (!startsNow(step) || isRunning(obligation)) return obligation;
  if (obligation.state === 'discharged') {
    return typeof rule.startsAt === 'object' ? begin({ ...obligation, round: obligation.round + 1 }, step) : obligation;
  }
  return begin(obligation, step);
}

/** Started and not discharged: paused ones too. */
const isRunning = ({ state }: ObligationRecord): boolean => state === 'running' || state === 'paused';

/** Never what an object inherits: the milestone comes from the wire. */
const setsAnew = ({ limitFromMilestone = {} }: ObligationRule, milestone: string | undefined): boolean => milestone !== undefined && Object.hasOwn(limitFromMilestone, milestone);

function startsNow({ rule, before, after, message }: Step): boolean {
  if (rule.startsAt === 'submitted') return message.move === 'submitted';
  if (rule.startsAt === 'delivered') return before.deliveredAt === null && after.deliveredAt !== null;
  return message.milestone === rule.startsAt.milestone;
}

function limitOf(row: RuleRow, { message, after }: Step): ObligationRecord['limit'] {
  if (isLimitRow(row)) return limitOfRow(row);
  const until = row.until === 'request' ? after.until : message.until;
  return until === undefined ? null : { until };
}

/** Starts the clock under the row that is in force at that instant, which it keeps. An objection may not name an end again: then the old one stands. */
function begin(obligation: ObligationRecord, step: Step, milestone?: string): ObligationRecord {
  const { message, context, rule, urgency } = step;
  const { dischargedAt: _discharged, dischargedBy: _by, extendedUntil: _extended, pauses: _pauses, pausedAt: _paused, row: _row, ...kept } = obligation;
  const decides = milestone ?? obligation.setBy;
  const row = ruleForClock(rule, decides === undefined ? { urgency } : { milestone: decides }, message.at, context);
  const limit = limitOf(row, step) ?? (message.move === 'objected' ? obligation.limit : null);
  return recompute({ ...kept, state: 'running', startedAt: message.at, dueAt: null, limit, rule: row.id, ...(row.by !== undefined && { row }) }, context);
}

/** The due time from start, limit, pauses and extension; the derivation is the same computation, made again where it is shown. */
function recompute(obligation: ObligationRecord, context: FoldContext): ObligationRecord {
  const due = dueOf(obligation, context);
  return due ? { ...obligation, dueAt: due.dueAt, provisional: due.provisional || undefined } : obligation;
}

/** The due time of a started obligation with its derivation 推算过程, computed anew from what is stored. Without the contract the words name no article. */
export function dueOf(obligation: ObligationRecord, { contract, calendar }: { contract: RequestContract | undefined; calendar: Calendar }): Due | undefined {
  const { startedAt, limit, pauses, extendedUntil } = obligation;
  if (startedAt === null || limit === null) return undefined;
  const article = shownRule(obligation, contract);
  // 民事诉讼法 art. 85: of a limit in hours that the law sets, the starting hour does not count; policy hours are elapsed time.
  const startingHour = article?.level === 'law' ? 'not-counted' : 'counted';
  try {
    return computeDue({ startedAt, limit, calendar, pauses, extendedUntil, article, startingHour });
  } catch (error) {
    // A date beyond all calendars, from another system: there is no due time, and folding goes on.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/**
 * The due times computed again under a calendar that has learned of a notice: those that were provisional, and of what runs
 * those that a corrected notice moves. The record itself when nothing changes. Every side does the same, each for itself.
 */
export function recomputeDue(core: RequestCore, context: FoldContext): RequestCore {
  const obligations = core.obligations.map((obligation) => {
    if (obligation.state === 'pending' || (obligation.state === 'discharged' && !obligation.provisional)) return obligation;
    const again = recompute(obligation, context);
    return again.dueAt === obligation.dueAt && again.provisional === obligation.provisional ? obligation : again;
  });
  return obligations.every((obligation, index) => obligation === core.obligations[index]) ? core : { ...core, obligations };
}

/**
 * The latest instant, ms, to which an obligation may be extended 延期 at `at` (ms); undefined when its rule allows no (further)
 * extension, or its time has passed: the last day is the last one on which it may be.
 */
export function latestExtension(obligation: ObligationRecord, { extendable }: ObligationRule, calendar: Calendar, at: number): number | undefined {
  const { dueAt, extensions = 0 } = obligation;
  if (!extendable || !isRunning(obligation) || dueAt === null || extensions >= extendable.times) return undefined;
  if (obligation.state === 'running' && at > dueAt) return undefined;
  // Where no holiday lengthens the limit, none lengthens what is added to it.
  const sameDay = obligation.limit !== null && 'n' in obligation.limit && obligation.limit.restDay === 'same';
  return computeDue({ startedAt: dueAt - 1, limit: sameDay ? { ...extendable.longest, restDay: 'same' } : extendable.longest, calendar }).dueAt;
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
  const latest = latestExtension(obligation, rule, context.calendar, message.at);
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
  // Only policy pauses: a row at level law or opinion that took the place of the contract's policy does not.
  const shouldPause = rule.pausedWhile !== undefined && after.state === rule.pausedWhile && (obligation.row?.level ?? 'policy') === 'policy';
  if (obligation.state === 'running' && shouldPause) return { ...obligation, state: 'paused', pausedAt: message.at };
  if (obligation.state === 'paused' && !shouldPause) {
    const { pausedAt, ...kept } = obligation;
    const pauses = [...(obligation.pauses ?? []), { from: pausedAt ?? message.at, to: message.at }];
    return recompute({ ...kept, state: 'running', pauses }, context);
  }
  return obligation;
}
