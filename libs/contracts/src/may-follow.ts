import type { Bilingual } from './bilingual';
import type { FollowRule } from './follow-rule';
import type { RequestState } from './lifecycle';
import type { RequestContract } from './request-contract';
import type { RequestCore, RequestRecord } from './request-record';

/** The earlier request as the sender's own desk knows it: sent or received by the organisation that wants to take the later step. */
export interface EarlierRequest {
  type: string;
  /** As shown. */
  state: RequestState;
  record: Pick<RequestRecord, 'core'>;
}

/** `wrong-type`: such a request can never be followed by this type. `not-yet`: it does not allow it now. */
export type FollowVerdict = { allowed: true } | { allowed: false; code: 'wrong-type' | 'not-yet'; reason: Bilingual };

/** What came to nothing may be asked anew, for example with the documents that were missing. */
const askedAnew: readonly RequestState[] = ['returned', 'withdrawn', 'undeliverable'];

/**
 * Whether a request of this type may name `earlier` in `follows` at `now` (ms): a later step cannot be opened before its
 * earlier one allows it. Judges only the earlier request itself, never what stands between two other parties.
 */
export function mayFollow(contract: Pick<RequestContract, 'type' | 'title' | 'follows' | 'followsWhen'>, earlier: EarlierRequest, now: number): FollowVerdict {
  if (earlier.type === contract.type && askedAnew.includes(earlier.state)) return { allowed: true };
  if (!contract.follows.includes(earlier.type)) {
    return refusal('wrong-type', `「${contract.title.zh}」不能承接该事项`, `A request of type ${contract.type} cannot follow one of type ${earlier.type}`);
  }
  const rule = Object.hasOwn(contract.followsWhen, earlier.type) ? contract.followsWhen[earlier.type] : undefined;
  if (!rule || followGround(rule, earlier, now)) return { allowed: true };
  return refusal('not-yet', `所承接的事项尚不允许提出「${contract.title.zh}」`, `The request to follow does not allow one of type ${contract.type} yet`);
}

const refusal = (code: 'wrong-type' | 'not-yet', zh: string, en: string): FollowVerdict => ({ allowed: false, code, reason: { zh, en } });

/** The way in which a rule is met. `name`: the outcome or the obligation. */
export interface FollowGround { by: 'state' | 'outcome' | 'breached' | 'started'; name: string }

/** In which way the earlier request meets the rule at `now` (ms), if it does. */
export function followGround({ states = [], outcomes = [], breached = [], started = [] }: FollowRule, { state, record: { core } }: EarlierRequest, now: number): FollowGround | undefined {
  if (states.includes(state)) return { by: 'state', name: state };
  if (finalStands(core) && core.outcome !== undefined && outcomes.includes(core.outcome)) return { by: 'outcome', name: core.outcome };
  const late = core.obligations.find(({ name, state: own, dueAt }) => breached.includes(name) && own === 'running' && dueAt !== null && dueAt <= now);
  if (late) return { by: 'breached', name: late.name };
  const begun = askedAnew.includes(state) ? undefined : core.obligations.find(({ name, startedAt }) => started.includes(name) && startedAt !== null);
  return begun && { by: 'started', name: begun.name };
}

/** The next instant (ms) at which time alone may make the rule be met; undefined when only a message can. */
export function nextFollowInstant({ breached = [] }: FollowRule, { record: { core } }: EarlierRequest): number | undefined {
  const due = core.obligations.flatMap(({ name, state, dueAt }) => (breached.includes(name) && state === 'running' && dueAt !== null ? [dueAt] : []));
  return due.length === 0 ? undefined : Math.min(...due);
}

/** An objection takes the final reply back until there is another. */
const finalStands = ({ answeredAt, state }: RequestCore): boolean => answeredAt !== null && (state === 'answered' || state === 'closed');
