import type { Pool, PoolClient } from 'pg';
import { documentChunkType, type LianzhiEvent } from '@lianzhi/contracts';
import { inTransaction, isPoison } from '@lianzhi/platform';
import { PositionGap, positionKey, type Positions, type ReceivedRecord, type TopicPartition } from '../bus/message-bus';
import { insertDeadLetters, type NewDeadLetter } from '../dead-letters/dead-letters';
import { attributesOf } from '../journal/event-bytes';
import { insertIncoming } from '../journal/journal';
import type { IncomingEntry } from '../journal/journal-entry';
import { authenticate, type AuthenticateContext } from './authenticate';
import { parseEvent } from './parse-event';

export interface IngestOptions {
  pool: Pool;
  authentication: AuthenticateContext;
  /** Reads the directory to its current end once more; resolves true when something new was there. */
  refreshDirectory: () => Promise<boolean>;
  /** Stores document chunks (already authenticated) in the transaction of the batch. */
  storeChunks: (client: PoolClient, chunks: { event: LianzhiEvent; record: ReceivedRecord }[]) => Promise<string[]>;
  /** Called after commit with the requests that have something new. */
  onTaken: (requestIds: string[]) => void;
  onRefused?: (reason: string) => void;
}

type Judged = { entry: IncomingEntry } | { chunk: { event: LianzhiEvent; record: ReceivedRecord } } | { dead: NewDeadLetter };

/**
 * Takes in a whole batch of records: parses, authenticates, and stores messages, chunks and dead letters together with
 * the positions of their partitions in one transaction. Nothing else happens inside the bus's callback; handlers run
 * from the journal afterwards.
 */
export class Ingest {
  constructor(private readonly options: IngestOptions) {}

  async take(records: ReceivedRecord[]): Promise<void> {
    if (records.length === 0) return;
    const judged = await this.judgeAll(records);
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
      return { requestIds: 'chunk' in judged! ? await this.options.storeChunks(client, [judged.chunk]) : await insertIncoming(client, [judged!.entry]) };
    } catch (error) {
      if (isPoison(error)) return { dead: 'refused-by-database' };
      throw error;
    }
  }

  /** The offsets to go on from, as stored. */
  async positions(assigned: TopicPartition[]): Promise<Positions> {
    const { rows } = await this.options.pool.query<{ topic: string; partition: number; next_offset: string }>(
      'SELECT topic, partition, next_offset FROM lane_position WHERE topic = ANY($1::text[])', [[...new Set(assigned.map(({ topic }) => topic))]]);
    const stored = new Map(rows.map((row) => [positionKey(row), BigInt(row.next_offset)]));
    return new Map(assigned.flatMap((at) => {
      const offset = stored.get(positionKey(at));
      return offset === undefined ? [] : [[positionKey(at), offset]];
    }));
  }

  private async judgeAll(records: ReceivedRecord[]): Promise<Judged[]> {
    const judged = records.map((record) => this.judge(record));
    const unknown = judged.some((one) => 'dead' in one && (one.dead.reason === 'unknown-key' || one.dead.reason === 'unknown-organisation'));
    // A key may be newer than what this replica has read of the directory: look once more before refusing.
    return unknown && (await this.options.refreshDirectory()) ? records.map((record) => this.judge(record)) : judged;
  }

  private judge(record: ReceivedRecord): Judged {
    const event = parseEvent(record.value);
    if (typeof event === 'string') {
      this.options.onRefused?.(event);
      return { dead: { record, authentic: false, reason: event } };
    }
    const disbelief = authenticate(event, record, this.options.authentication);
    if (disbelief) {
      this.options.onRefused?.(disbelief);
      return { dead: { record, authentic: false, reason: disbelief, attributes: attributesOf(event) } };
    }
    if (event.type === documentChunkType) return { chunk: { event, record } };
    return { entry: { record: record as IncomingEntry['record'], attributes: attributesOf(event) } };
  }

  private async store(records: ReceivedRecord[], judged: Judged[]): Promise<void> {
    const taken = await inTransaction(this.options.pool, async (client) => {
      await advancePositions(client, records);
      await insertDeadLetters(client, judged.flatMap((one) => ('dead' in one ? [one.dead] : [])));
      const chunked = await this.options.storeChunks(client, judged.flatMap((one) => ('chunk' in one ? [one.chunk] : [])));
      const fresh = await insertIncoming(client, judged.flatMap((one) => ('entry' in one ? [one.entry] : [])));
      return [...new Set([...fresh, ...chunked])];
    });
    if (taken.length > 0) this.options.onTaken(taken);
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

/** Moves the stored positions to behind the batch. Never back; a batch that starts beyond them is refused with `PositionGap`. */
async function advancePositions(client: PoolClient, records: ReceivedRecord[]): Promise<void> {
  const spans = new Map<string, { topic: string; partition: number; first: bigint; next: bigint }>();
  for (const { topic, partition, offset, from } of records) {
    const span = spans.get(positionKey({ topic, partition }));
    if (span) span.next = offset + 1n;
    else spans.set(positionKey({ topic, partition }), { topic, partition, first: from, next: offset + 1n });
  }
  const sorted = [...spans.values()].sort((a, b) => (positionKey(a) < positionKey(b) ? -1 : 1));
  const { rows } = await client.query<{ topic: string; partition: number; before: string | null }>({
    name: 'lane-position-advance',
    text: `WITH now AS (SELECT * FROM unnest($1::text[], $2::int[], $3::bigint[]) u(topic, partition, next_offset)),
                before AS (SELECT p.* FROM lane_position p JOIN now USING (topic, partition) ORDER BY topic, partition FOR UPDATE OF p),
                moved AS (INSERT INTO lane_position AS p (topic, partition, next_offset) SELECT * FROM now
                          ON CONFLICT (topic, partition) DO UPDATE SET next_offset = greatest(p.next_offset, excluded.next_offset))
           SELECT now.topic, now.partition, before.next_offset AS before FROM now LEFT JOIN before USING (topic, partition)`,
    values: [sorted.map(({ topic }) => topic), sorted.map(({ partition }) => partition), sorted.map(({ next }) => next.toString())],
  });
  for (const row of rows) {
    const span = spans.get(positionKey(row))!;
    if (row.before !== null && span.first > BigInt(row.before)) throw new PositionGap(row, BigInt(row.before));
  }
}

