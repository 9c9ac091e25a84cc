import {
  allowedMoves, lastDayOf, latestExtension, milestoneOf, moveRule, nextState, provisionalCore, untilInstant,
  type FoldContext, type RequestCore, type Side,
} from '@lianzhi/contracts';
import { forbidden, invalid, moveNotAllowed } from '@lianzhi/platform';
import type { DeskRequest } from '../requests/desk-request';
import { deskProblem } from './desk-problems';
import type { MoveCommand } from './move-command';

export const sideOf = (request: Pick<DeskRequest, 'box'>): Side => (request.box === 'sent' ? 'requester' : 'recipient');

/**
 * Whether this side may make the move now, and the milestone that it carries. Pure. @throws Problem: 403 a move of the other
 * side, 409 with `allowed` when the state does not allow it, 422 an extension longer than its rule allows
 */
export function decideMove(request: DeskRequest, command: MoveCommand, context: FoldContext, now: number, side = sideOf(request)): { milestone?: string } {
  if (moveRule(command.move).by !== side) throw forbidden({ zh: '该操作应由对方作出', en: 'This move is the other side’s' });
  const { contract } = context;
  const core = provisionalCore(request.record, context);
  const done = new Set(core.done);
  // What its recipient holds is delivered; an automatic answer says so to all others.
  const state = side === 'recipient' && core.state === 'submitted' ? 'delivered' : core.state;
  if (!nextState(state, command.move, done).allowed) {
    const allowed = allowedMoves(state, side, done);
    throw moveNotAllowed({ zh: '当前状态下不能进行此操作', en: `Not allowed in state ${state}` }, allowed);
  }
  if (command.move === 'extended') checkExtension(core, context, command.until ?? '', now);
  const milestone = command.move === 'answered' ? milestoneOf(contract, { final: true, outcome: command.outcome, milestone: command.milestone }) : command.milestone;
  return { milestone };
}

/** The rule of a running obligation has to allow the extension, its number and its length (counted from the due time it replaces). */
function checkExtension(core: RequestCore, { contract, calendar }: FoldContext, until: string, now: number): void {
  const latests = core.obligations.flatMap((obligation) => {
    const rule = contract.obligations.find(({ name }) => name === obligation.name);
    return (rule && latestExtension(obligation, rule, calendar, now)) ?? [];
  });
  if (latests.length === 0) throw deskProblem('extension-not-allowed');
  const end = untilInstant(until);
  if (end <= now) throw invalid([{ pointer: '/until', code: 'date-past', detail: { zh: '延期截止时间已过', en: 'is already past' } }]);
  for (const latest of latests) {
    if (end > latest) throw deskProblem('extension-too-long', { extra: { latest: lastDayOf(latest) }, errors: [{ pointer: '/until', code: 'extension-too-long', detail: { zh: '超出可延长的期限', en: 'is later than the rule allows' } }] });
  }
}
