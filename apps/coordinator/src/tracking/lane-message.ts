import { untilInstant, type LaneMessage, type MoveName, type Side } from '@lianzhi/contracts';
import { effectiveTime, type StoredEntry } from '@lianzhi/exchange';

/** What the fold needs of a stored message. An `until` that is neither date nor instant counts as absent. */
export function laneMessageOf({ attributes, appendedAt }: StoredEntry, move: MoveName, side: Side): LaneMessage {
  const { id, sequence = 0, of, outcome, milestone, until } = attributes;
  const { at, late } = effectiveTime(attributes, appendedAt);
  return {
    side, move, id, sequence, at,
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
