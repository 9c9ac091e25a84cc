import type { PoolClient } from 'pg';
import { together } from '@lianzhi/platform';
import { insertIncoming } from '../journal/journal';
import type { IncomingEntry, StoredEntry } from '../journal/journal-entry';
import { announce, handleEntries, type HandlingOptions, type Judge } from './handle-entries';

export interface TakenIn {
  /** Requests with something that waits for the dispatcher. */
  waiting: string[];
  /** How many requests have something new. */
  fresh: number;
  /** To be called after commit. */
  announce: () => void;
}

/**
 * Handles messages in the transaction that takes them in: no second transaction, no second reading, no second version of a wide row. Only what nobody
 * else is at: of a request whose lock another transaction holds, or of which something waits already, everything is left to the dispatcher.
 * So is the whole batch when anything fails (the ingest then stores it unhandled): the dispatcher finds the one at fault.
 */
export class DirectHandling<Session> {
  constructor(private readonly options: HandlingOptions<Session> & { handle: Judge<Session> }) {}

  /**
   * @param touched requests that something else has come for (documents): what waits of them may go on
   * @param advanced rejects when the batch may not be taken in at all; nothing is written before it has resolved
   */
  async take(client: PoolClient, entries: readonly IncomingEntry[], touched: readonly string[], advanced: Promise<unknown> = Promise.resolve()): Promise<TakenIn> {
    const [, free] = await together([advanced, this.free(client, [...new Set([...entries.map(({ attributes }) => attributes.subject), ...touched])])]);
    const rows = await insertIncoming(client, entries, ({ attributes }) => free.has(attributes.subject));
    const fresh = new Map(rows.map(({ message_id, seq }) => [message_id, seq]));
    const news = new Set([...rows.map(({ request_id }) => request_id), ...touched]);
    const waiting = [...news].filter((id) => !free.has(id));
    const direct = inOrder(entries.flatMap((entry) => {
      const seq = free.has(entry.attributes.subject) ? fresh.get(entry.attributes.id) : undefined;
      // A copy in the same batch is known by then.
      return seq !== undefined && fresh.delete(entry.attributes.id) ? [storedAs(entry, seq)] : [];
    }));
    if (direct.length === 0) return { waiting, fresh: news.size, announce: () => undefined };
    const handled = await handleEntries(client, this.options, direct, this.options.handle);
    return { waiting, fresh: news.size, announce: () => announce(this.options, handled) };
  }

  /** Locks those that nobody else has locked, and leaves out those of which something waits. Never waits itself. */
  private async free(client: PoolClient, requestIds: readonly string[]): Promise<Set<string>> {
    if (requestIds.length === 0) return new Set();
    const { rows } = await client.query<{ id: string }>({
      name: 'request-free',
      text: `SELECT id FROM unnest($1::text[]) id WHERE pg_try_advisory_xact_lock(hashtextextended(id, 7))
               AND NOT EXISTS (SELECT FROM journal WHERE request_id = id::uuid AND handling IN ('n', 'p'))`,
      values: [requestIds],
    });
    return new Set(rows.map(({ id }) => id));
  }
}

const storedAs = ({ record, attributes }: IncomingEntry, seq: string): StoredEntry =>
  ({ seq, topic: record.topic, attributes, event: record.value, appendedAt: record.appendedAt, handling: 'd' });

/** Per request and by sequence, what has none first: as the journal gives them to the dispatcher. */
const inOrder = (entries: StoredEntry[]): StoredEntry[] => entries.sort((a, b) =>
  (a.attributes.subject < b.attributes.subject ? -1 : a.attributes.subject > b.attributes.subject ? 1 : 0) || (a.attributes.sequence ?? -1) - (b.attributes.sequence ?? -1));
