import { moveRule, organisationOf, type EventAttributes, type MoveName, type Side } from '@lianzhi/contracts';

/**
 * Which end of the request speaks. With the ends known, the sender tells; without them a move that only one side can make.
 * `unknown`: both can make it and nothing else of the request is known yet; `stranger`: not one of the two ends.
 */
export function sideOf(move: MoveName | undefined, attributes: Pick<EventAttributes, 'source' | 'recipient'>, ends?: { from: string; to: string }): Side | 'unknown' | 'stranger' {
  if (!ends) {
    const by = move && moveRule(move).by;
    return by === undefined || by === 'both' ? 'unknown' : by;
  }
  const sender = organisationOf(attributes.source);
  if (sender === ends.from && attributes.recipient === ends.to) return 'requester';
  if (sender === ends.to && attributes.recipient === ends.from) return 'recipient';
  return 'stranger';
}
