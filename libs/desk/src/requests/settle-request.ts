import { addWorkdays, atRiskFrom, dueFirst, isEnded, provisionalCore, turn, unconfirmed, type FoldContext, type ObligationRecord, type RequestCore, type RequestFlag, type RequestRecord, type RequestState } from '@lianzhi/contracts';
import type { DeskRequest } from './desk-request';

/** Working days after which an answered request closes by itself (policy; domain.md §3). */
export const closesAfterWorkdays = 5;

/** Flags that follow from the record; the others stay as they are. */
const derived: readonly RequestFlag[] = ['unconfirmed', 'late_published'];

/** The request with everything that follows from its record: state shown, flags, what is due first, when it closes by itself. */
export function settleRequest(request: DeskRequest, record: RequestRecord, now: number, context: FoldContext): DeskRequest {
  const core = provisionalCore(record, context);
  const next = dueFirst(core);
  const flags = request.flags.filter((flag) => !derived.includes(flag));
  if (unconfirmed(record).length > 0) flags.push('unconfirmed');
  if (core.late) flags.push('late_published');
  const requesterOwes = core.obligations.some(({ owedBy, state }) => owedBy === 'requester' && (state === 'running' || state === 'paused'));
  // Somebody without a lane has no desk that would close it.
  const closes = (request.box === 'sent' || context.contract.channel === 'http') && core.state === 'answered' && core.answeredAt !== null && !requesterOwes && !context.contract.staysAnsweredAfter.includes(core.outcome ?? '');
  return {
    ...request, record, flags,
    state: (core.state === 'none' ? 'submitted' : core.state) as RequestState,
    ...standingOf(core, next, context),
    dueAt: next?.dueAt ?? null, dueObligation: next?.name ?? null, dueOwedBy: next?.owedBy ?? null,
    closesAt: closes ? addWorkdays(core.answeredAt!, closesAfterWorkdays, context.calendar) : null,
    updatedAt: now,
  };
}

/** What worklists are filtered by. While all that would run is paused, it is the requester who has to do something. */
function standingOf(core: RequestCore, next: ObligationRecord | undefined, { calendar }: FoldContext): Pick<DeskRequest, 'atRiskAt' | 'turn' | 'paused'> {
  const paused = next === undefined && core.obligations.some(({ state }) => state === 'paused');
  const ended = core.state !== 'none' && isEnded(core.state);
  return { atRiskAt: (next && atRiskFrom(next, calendar)) ?? null, paused, turn: ended ? null : paused ? 'requester' : turn(core) };
}
