import { moveRule, untilInstant, type LaneMessage, type MoveName, type Side } from '@lianzhi/contracts';
import { effectiveTime, type StoredEntry } from '@lianzhi/exchange';

/** What the fold needs of a stored message. */
export function laneMessageOf({ attributes, appendedAt }: StoredEntry, move: MoveName, side: Side): LaneMessage {
  const { id, sequence = 0, of, outcome, milestone, until } = attributes;
  const { at, late } = effectiveTime(attributes, appendedAt);
  return {
    side, id, sequence, at,
    // A move of the other side changes nothing anywhere; it only takes its place in the order.
    move: [side, 'both'].includes(moveRule(move).by) ? move : 'rejected',
    ...(late && { late }), ...(of !== undefined && { of }), ...(outcome !== undefined && { outcome }), ...(milestone !== undefined && { milestone }),
    ...(until !== undefined && isUntil(until) && { until }),
  };
}

function isUntil(until: string): boolean {
  try {
    return Number.isFinite(untilInstant(until));
  } catch {
    return false;
  }
}
