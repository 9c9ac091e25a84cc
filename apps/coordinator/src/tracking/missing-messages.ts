import { lastKnown, type RequestRecord, type Side } from '@lianzhi/contracts';

/**
 * The first message that is missing per side: its successors are here, or the other side names it (`of`). Nothing about a
 * request is called while something is missing. Empty = everything that is known to exist has come.
 */
export function missingMessages(record: RequestRecord): { side: Side; from: number }[] {
  const sides: Side[] = ['requester', 'recipient'];
  return sides.flatMap((side) => {
    const last = lastKnown(record, side);
    const highest = Math.max(last, ...record.waiting[side].map(({ sequence }) => sequence), side === 'requester' ? namedByRecipient(record) : 0);
    return highest > last ? [{ side, from: last + 1 }] : [];
  });
}

const namedByRecipient = (record: RequestRecord): number => Math.max(0, ...record.waiting.recipient.map(({ of }) => of ?? 0));
