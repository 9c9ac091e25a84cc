import type { Pool } from 'pg';
import { toShanghaiIso, typeName } from '@lianzhi/contracts';
import { lastPosition, sealedAfter, type SealedEntry } from '@lianzhi/exchange';

/** "Something happened to this request": what it is, is read from the request itself. */
export interface EventView {
  /** Position in the sealed journal; a stream is resumed from it. */
  id: string;
  request: string;
  /** The move, as in the timeline, or the kind of notice. */
  type: string;
  /** System time at which this desk recorded it. */
  at: string;
}

/** Reads the sealed journal. Positions follow commits without gaps, so no reader of any replica misses one. */
export class EventFeed {
  constructor(private readonly pool: Pool) {}

  last(): Promise<bigint> {
    return lastPosition(this.pool);
  }

  after(position: bigint, limit: number): Promise<SealedEntry[]> {
    return sealedAfter(this.pool, position, limit);
  }

  /** The organisation's events after a position, and where to read on; `more` while the end has not been reached. */
  async page(organisations: readonly string[], after: bigint, limit: number): Promise<{ items: EventView[]; nextCursor: string; more: boolean }> {
    const items: EventView[] = [];
    let position = after;
    for (let scans = 0; scans < 5; scans += 1) {
      const entries = await this.after(position, 1_000);
      for (const entry of entries) {
        position = BigInt(entry.position);
        if (concerns(entry, organisations)) items.push(eventView(entry));
        if (items.length === limit) return { items, nextCursor: position.toString(), more: true };
      }
      if (entries.length < 1_000) return { items, nextCursor: position.toString(), more: false };
    }
    return { items, nextCursor: position.toString(), more: true };
  }
}

/** Sent by it, or received for it: a court may write to a court of the same desk, and each sees its own half. */
export const concerns = ({ direction, sender, recipient }: SealedEntry, organisations: readonly string[]): boolean => organisations.includes(direction === 'o' ? sender : recipient);

export const eventView = ({ position, request_id: request, type, recorded_at: at }: SealedEntry): EventView =>
  ({ id: position, request, type: typeName(type), at: toShanghaiIso(at) });
