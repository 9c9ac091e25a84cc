import { allowedMoves, latestExtension, provisionalCore, type FoldContext, type MoveName } from '@lianzhi/contracts';
import type { DeskRequest } from '../requests/desk-request';
import { sideOf } from './decide-move';

/** The moves that this side may make now: those that the life cycle allows, an extension only where a rule allows one still. Pure. */
export function allowedNow(request: DeskRequest, context: FoldContext, now: number): MoveName[] {
  const core = provisionalCore(request.record, context);
  const extendable = core.obligations.some((obligation) => {
    const rule = context.contract.obligations.find(({ name }) => name === obligation.name);
    return rule !== undefined && latestExtension(obligation, rule, context.calendar, now) !== undefined;
  });
  return allowedMoves(core.state, sideOf(request), new Set(core.done)).filter((move) => move !== 'extended' || extendable);
}
