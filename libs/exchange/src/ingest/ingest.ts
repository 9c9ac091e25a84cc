import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import { documentChunkType, type LianzhiEvent } from '@lianzhi/contracts';
import { inTransaction, isPoison, isTransient, together } from '@lianzhi/platform';
import { PositionGap, positionKey, type Positions, type ReceivedRecord, type TopicPartition } from '../bus/message-bus';
import { insertDeadLetters, type NewDeadLetter } from '../dead-letters/dead-letters';
import { attributesOf } from '../journal/event-bytes';
import type { DirectHandling, TakenIn } from '../dispatch/direct-handling';
import { insertIncoming, type InsertedRow } from '../journal/journal';
import type { IncomingEntry } from '../journal/journal-entry';
import { es256, leafHash } from '../signature';
import { advancePositions, positionsOf } from './advance-positions';
import { authenticate, type AuthenticateContext } from './authenticate';
import { parseEvent } from './parse-event';

export interface IngestOptions {
  pool: Pool;
  authentication: AuthenticateContext;
  /** Reads the directory to its current end once more; resolves true when something new was there. */
  refreshDirectory: () => Promise<boolean>;
  /** Stores document chunks (already authenticated) in the transaction of the batch. */
  storeChunks: (client: PoolClient, chunks: { event: LianzhiEvent; record: ReceivedRecord }[]) => Promise<string[]>;
  /** Handles messages in the transaction that takes them in; without it all wait for the dispatcher. */
  handling?: Pick<DirectHandling<unknown>, 'take'>;
  /** Called after commit with the requests of which something waits for the dispatcher. @param fresh how many requests have something new, handled or not */
  onTaken: (waiting: string[], fresh: number) => void;
  onRefused?: (reason: string) => void;
  /** A batch could not be handled as it was taken in, and not for a reason that passes: it is stored for the dispatcher. */
  onSetBack?: (error: unknown) => void;
}

type Judged = { entry: IncomingEntry } | { chunk: { event: LianzhiEvent; record: ReceivedRecord } } | { dead: NewDeadLetter };

function toDispatcher(rows: readonly InsertedRow[], touched: readonly string[]): TakenIn {
  const waiting = [...new Set([...rows.map(({ request_id }) => request_id), ...touched])];
  return { waiting, fresh: waiting.length, announce: () => undefined };
}

/**
 * Takes in a whole batch of records: parses, authenticates, and stores messages, chunks and dead letters together with
 * the positions of their partitions in one transaction, which also handles what nobody else is at. Nothing slow happens inside the bus's
 * callback: handlers change a session in memory, and what waits or fails runs from the journal afterwards.
 */
export class Ingest {
  /** What was believed before its turn came, and by which state of the directory. */
  private readonly ahead = new WeakMap<ReceivedRecord, { judged: Judged; version: number }>();

  constructor(private readonly options: IngestOptions) {}

  /** @param upcoming what will probably come next: it is judged while the database stores these */
  async take(records: ReceivedRecord[], upcoming: () => ReceivedRecord[] = () => []): Promise<void> {
    if (records.length === 0) return;
    const storing = this.storeAll(records, await this.judgeAll(records));
    const end = { reached: false };
    const atEnd = (): void => { end.reached = true; };
    storing.then(atEnd, atEnd);
    await this.judgeAhead(upcoming, end);
    await storing;
  }

  private async storeAll(records: ReceivedRecord[], judged: Judged[]): Promise<void> {
    const { handling } = this.options;
    if (handling) {
      try {
        return await this.store(records, judged, handling);
      } catch (error) {
        if (error instanceof PositionGap || isTransient(error)) throw error;
        // The dispatcher finds out which message it was.
        this.options.onSetBack?.(error);
      }
    }
    try {
      await this.store(records, judged);
    } catch (error) {
      if (!isPoison(error)) throw error;
      await this.storeOneByOne(records, judged);
    }
  }

  /** Judges the record of a dead letter again and stores it, in the caller's transaction; `onTaken` is the caller's. A refusal by the database is thrown away with the transaction. */
  async takeAgain(client: PoolClient, record: ReceivedRecord): Promise<{ requestIds: string[] } | { dead: string }> {
    const [judged] = await this.judgeAll([record]);
    if ('dead' in judged!) return { dead: judged.dead.reason };
    try {
      return { requestIds: 'chunk' in judged! ? await this.options.storeChunks(client, [judged.chunk]) : (await insertIncoming(client, [judged!.entry])).map(({ request_id }) => request_id) };
    } catch (error) {
      if (isPoison(error)) return { dead: 'refused-by-database' };
      throw error;
    }
  }

  /** The offsets to go on from, as stored. */
  async positions(assigned: TopicPartition[]): Promise<Positions> {
    const stored = await positionsOf(this.options.pool, [...new Set(assigned.map(({ topic }) => topic))]);
    return new Map(assigned.flatMap((at) => {
      const offset = stored.get(positionKey(at));
      return offset === undefined ? [] : [[positionKey(at), offset]];
    }));
  }

  private async judgeAhead(upcoming: () => ReceivedRecord[], end: { reached: boolean }): Promise<void> {
    const { directory } = this.options.authentication;
    for (const records = upcoming().filter((record) => this.believed(record) === undefined); records.length > 0 && !end.reached;) {
      // In small pieces: the database's answers come first.
      await nextTurn();
      for (const record of records.splice(0, 10)) {
        const judged = this.judge(record);
        // What is refused now may be believed when its turn comes: the directory may know more by then.
        if (!('dead' in judged)) this.ahead.set(record, { judged, version: directory.version });
      }
    }
  }

  private believed(record: ReceivedRecord): Judged | undefined {
    const ahead = this.ahead.get(record);
    return ahead?.version === this.options.authentication.directory.version ? ahead.judged : undefined;
  }

  private async judgeAll(records: ReceivedRecord[]): Promise<Judged[]> {
    const judged = records.map((record) => this.believed(record) ?? this.judge(record));
    const unknown = judged.some((one) => 'dead' in one && (one.dead.reason === 'unknown-key' || one.dead.reason === 'unknown-organisation'));
    // A key may be newer than what this replica has read of the directory: look once more before refusing.
    const final = unknown && (await this.options.refreshDirectory()) ? records.map((record) => this.judge(record)) : judged;
    for (const one of final) if ('dead' in one) this.options.onRefused?.(one.dead.reason);
    return final;
  }

  private judge(record: ReceivedRecord): Judged {
    const event = parseEvent(record.value);
    if (typeof event === 'string') return { dead: { record, authentic: false, reason: event } };
    const leaf = authenticate(event, record, this.options.authentication);
    if (typeof leaf === 'string') return { dead: { record, authentic: false, reason: leaf, attributes: attributesOf(event) } };
    if (event.type === documentChunkType) return { chunk: { event, record } };
    return { entry: { record: record as IncomingEntry['record'], attributes: attributesOf(event), leaf: leafHash(es256, leaf) } };
  }

  private async store(records: ReceivedRecord[], judged: Judged[], handling?: IngestOptions['handling']): Promise<void> {
    const { pool, storeChunks, onTaken } = this.options;
    const taken = await inTransaction(pool, async (client) => {
      const advanced = together([advancePositions(client, records), insertDeadLetters(client, judged.flatMap((one) => ('dead' in one ? [one.dead] : [])))]);
      const chunks = judged.flatMap((one) => ('chunk' in one ? [one.chunk] : []));
      const chunked = chunks.length === 0 ? [] : await advanced.then(() => storeChunks(client, chunks));
      const entries = judged.flatMap((one) => ('entry' in one ? [one.entry] : []));
      if (handling) return handling.take(client, entries, chunked, advanced);
      await advanced;
      return toDispatcher(await insertIncoming(client, entries), chunked);
    });
    taken.announce();
    if (taken.waiting.length > 0 || taken.fresh > 0) onTaken(taken.waiting, taken.fresh);
  }

  /** Finds the record that the database refuses; it becomes a dead letter, the others are taken. */
  private async storeOneByOne(records: ReceivedRecord[], judged: Judged[]): Promise<void> {
    for (const [index, record] of records.entries()) {
      try {
        await this.store([record], [judged[index]!]);
      } catch (error) {
        if (!isPoison(error)) throw error;
        this.options.onRefused?.('refused-by-database');
        await this.store([record], [{ dead: { record, authentic: false, reason: 'refused-by-database', detail: (error as Error).name } }]);
      }
    }
  }
}
