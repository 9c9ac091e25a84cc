import { isEnded, isMoveOf, nextState, type MoveName } from './lifecycle';
import type { FoldContext } from './merge';
import { advanceObligations, turn } from './obligations';
import { milestoneOf } from './milestone-of';
import type { LaneMessage, RequestCore, RequestRecord } from './request-record';

export type Advanced = { core: RequestCore; applied: boolean; allowedMoves: MoveName[] };

/** Applies one message to what is settled so far; a move that the state or the side does not allow changes nothing. */
export function advanceCore(core: RequestCore, sent: LaneMessage, record: Pick<RequestRecord, 'urgency'>, context: FoldContext): Advanced {
  if (!isMoveOf(sent.side, sent.move)) return { core, applied: false, allowedMoves: [] };
  const message = withMilestone(sent, context);
  const transition = nextState(core.state, message.move, new Set(core.done));
  if (!transition.allowed) return { core, applied: false, allowedMoves: transition.allowedMoves };
  const { state } = transition;
  const ends = isEnded(state) && core.endedAt === null;
  // Nothing ends before it began, whatever the clocks of two desks say.
  const endedAt = ends ? Math.max(message.at, core.submittedAt ?? message.at) : core.endedAt;
  const booked = book(core, message.at);
  const next: RequestCore = {
    ...core, ...(ends ? bookedUntilEnd(booked, endedAt!) : booked), state,
    done: message.move === 'objected' ? [...core.done, message.move] : core.done,
    submittedAt: message.move === 'submitted' ? message.at : core.submittedAt,
    deliveredAt: core.state === 'submitted' && state === 'delivered' ? message.at : core.deliveredAt,
    answeredAt: message.move === 'answered' ? message.at : message.move === 'objected' ? null : core.answeredAt,
    endedAt,
    late: core.late || message.late,
  };
  if (message.outcome !== undefined) next.outcome = message.outcome;
  if (message.move === 'submitted' && message.until !== undefined) next.until = message.until;
  next.obligations = advanceObligations(core, next, message, record.urgency, context);
  return { core: next, applied: true, allowedMoves: [] };
}

/**
 * The milestone that counts: one of its own side, so that nobody discharges what the other owes. A final reply may imply one
 * by its outcome; another system need not name it.
 */
function withMilestone(message: LaneMessage, { contract }: FoldContext): LaneMessage {
  // What goes with the request is a fact of it: told later it would set a clock anew.
  const fits = (on: readonly string[]): boolean => (message.move === 'submitted' ? on.includes('request') : on.some((move) => move !== 'request'));
  const own = contract.milestones.find(({ name, by, on }) => name === message.milestone && by === message.side && fits(on))?.name;
  const milestone = milestoneOf(contract, { final: message.move === 'answered', outcome: message.outcome, milestone: own });
  return milestone === message.milestone ? message : { ...message, milestone };
}

/** Books the time since the last message to the side whose turn it was (design §5): the sum of both is the request's age. */
function book(core: RequestCore, at: number): Pick<RequestCore, 'booked' | 'bookedUntil'> {
  if (core.bookedUntil === null) return { booked: core.booked, bookedUntil: at };
  if ((core.state !== 'none' && isEnded(core.state)) || at <= core.bookedUntil) return { booked: core.booked, bookedUntil: core.bookedUntil };
  const side = turn(core);
  return { booked: { ...core.booked, [side]: core.booked[side] + (at - core.bookedUntil) }, bookedUntil: at };
}

/** A withdrawal may have been sent before the delivery that it is ordered behind: what was booked since it is taken back. */
function bookedUntilEnd({ booked, bookedUntil }: Pick<RequestCore, 'booked' | 'bookedUntil'>, endedAt: number): Pick<RequestCore, 'booked' | 'bookedUntil'> {
  const over = Math.max(0, (bookedUntil ?? endedAt) - endedAt);
  const recipient = Math.max(0, booked.recipient - over);
  return { booked: { recipient, requester: booked.requester - (over - (booked.recipient - recipient)) }, bookedUntil: endedAt };
}

/** Time booked to each side up to `now`, ms; an ended request books no more. */
export function bookedTime(core: RequestCore, now: number): RequestCore['booked'] {
  return book(core, now).booked;
}
