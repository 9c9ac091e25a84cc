import { isMove, parseMessageType, type LaneMessage, type Side } from '@lianzhi/contracts';
import { effectiveTime, type StoredEntry } from '@lianzhi/exchange';

/** What the fold needs of a received message. Undefined for one without a move or sequence. */
export function laneMessageOf({ attributes, appendedAt }: Pick<StoredEntry, 'attributes' | 'appendedAt'>, side: Side): LaneMessage | undefined {
  const move = parseMessageType(attributes.type)?.move ?? '';
  if (!isMove(move) || attributes.sequence === undefined || attributes.sequence < 1) return undefined;
  const { at, late } = effectiveTime(attributes, appendedAt);
  return {
    side, move, id: attributes.id, sequence: attributes.sequence, of: attributes.of, at,
    ...(late ? { late } : {}), outcome: attributes.outcome, milestone: attributes.milestone, until: attributes.until,
  };
}
