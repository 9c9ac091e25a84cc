import { followGround, isEnded, nextFollowInstant, type Catalogue, type FollowGround, type RequestContract } from '@lianzhi/contracts';
import type { DeskRequest } from '@lianzhi/desk';

/** Policy (the same as before a breach is called): a reply that was sent in time may still be on its way. ms. */
export const graceMs = 60_000;

const drafted = new WeakMap<object, Map<string, RequestContract[]>>();

/** Contracts that are drafted after a request of this type. Asked at every change of every request, so it is worked out once. */
export function draftedAfter(catalogue: Pick<Catalogue, 'contracts'>, type: string): readonly RequestContract[] {
  let byType = drafted.get(catalogue);
  if (!byType) {
    byType = new Map();
    for (const contract of catalogue.contracts) for (const earlier of Object.keys(contract.draftedAfter)) byType.set(earlier, [...(byType.get(earlier) ?? []), contract]);
    drafted.set(catalogue, byType);
  }
  return byType.get(type) ?? [];
}

/** When to look at the request again on behalf of a drafted one, ms; undefined when only a further message can change anything. Pure. */
export function checkInstant(later: Pick<RequestContract, 'followsWhen'>, request: DeskRequest, now: number): number | undefined {
  const rule = later.followsWhen[request.type];
  if (request.box !== 'sent' || !rule) return undefined;
  const ground = followGround(rule, request, now);
  if (ground && ground.by !== 'breached') return now;
  const due = isEnded(request.state) ? undefined : nextFollowInstant(rule, request);
  return due === undefined ? undefined : due + graceMs;
}

/** Why the drafted request may be asked for now, if it may. Pure. */
export function groundNow(later: Pick<RequestContract, 'followsWhen'>, request: DeskRequest, now: number): FollowGround | undefined {
  const instant = checkInstant(later, request, now);
  return instant !== undefined && instant <= now ? followGround(later.followsWhen[request.type]!, request, now) : undefined;
}
