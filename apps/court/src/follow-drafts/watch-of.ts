import { followGround, isEnded, nextFollowInstant, type Catalogue, type FollowGround, type RequestContract } from '@lianzhi/contracts';
import type { DeskRequest } from '@lianzhi/desk';

/** Policy (the same as before a breach is called): a reply that was sent in time may still be on its way. ms. */
export const graceMs = 60_000;

/** Contracts that are drafted after a request of this type. */
export const draftedAfter = (catalogue: Pick<Catalogue, 'contracts'>, type: string): RequestContract[] => catalogue.contracts.filter(({ draftedAfter: rules }) => Object.hasOwn(rules, type));

/** When to look at the request again on behalf of a drafted one, ms; undefined when only a further message can change anything. Pure. */
export function checkInstant(drafted: Pick<RequestContract, 'followsWhen'>, request: DeskRequest, now: number): number | undefined {
  const rule = drafted.followsWhen[request.type];
  if (request.box !== 'sent' || !rule) return undefined;
  const ground = followGround(rule, request, now);
  if (ground && ground.by !== 'breached') return now;
  const due = isEnded(request.state) ? undefined : nextFollowInstant(rule, request);
  return due === undefined ? undefined : due + graceMs;
}

/** Why the drafted request may be asked for now, if it may. Pure. */
export function groundNow(drafted: Pick<RequestContract, 'followsWhen'>, request: DeskRequest, now: number): FollowGround | undefined {
  const instant = checkInstant(drafted, request, now);
  return instant !== undefined && instant <= now ? followGround(drafted.followsWhen[request.type]!, request, now) : undefined;
}
