import { organisationOf } from '@lianzhi/contracts';
import type { StoredEntry } from '@lianzhi/exchange';
import type { Box, DeskRequest } from '../requests/desk-request';
import type { DeskSession } from '../unit/desk-session';

const boxes: readonly Box[] = ['received', 'sent'];

/** The request that a message belongs to: sender and receiver must be its two sides. A court may write to a court, so both boxes count. */
export function requestOf({ attributes }: StoredEntry, session: DeskSession): DeskRequest | 'foreign' | undefined {
  const sender = organisationOf(attributes.source);
  const known = boxes.flatMap((box) => session.find(attributes.subject, box) ?? []);
  const match = known.find(({ box, from, to }) => (box === 'received'
    ? from === sender && to === attributes.recipient
    : to === sender && from === attributes.recipient));
  if (match) return match;
  // A court that writes to a court of the same operator: its own copy stands in `sent` before the other's is in `received`.
  const others = known.filter(({ box, from, to }) => !(box === 'sent' && from === sender && to === attributes.recipient));
  return others.length > 0 ? 'foreign' : undefined;
}
