import { foldedMove, type LaneMessage, type Side } from '@lianzhi/contracts';
import { effectiveTime, type StoredEntry } from '@lianzhi/exchange';

/** What the fold needs of a message. Undefined for one without sequence. */
export function laneMessageOf({ attributes, appendedAt }: Pick<StoredEntry, 'attributes'> & { appendedAt?: number }, side: Side): LaneMessage | undefined {
  if (attributes.sequence === undefined || attributes.sequence < 1) return undefined;
  const { at, late } = effectiveTime(attributes, appendedAt);
  return {
    side, move: foldedMove(attributes.type, side, attributes.sequence), id: attributes.id, sequence: attributes.sequence, of: attributes.of, at,
    ...(late ? { late } : {}), outcome: attributes.outcome, milestone: attributes.milestone, until: attributes.until,
  };
}
