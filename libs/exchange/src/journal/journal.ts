import type { Pool, PoolClient } from 'pg';
import type { EventAttributes } from '@lianzhi/contracts';
import type { Published } from '../bus/message-bus';
import { readAttributes } from './event-bytes';
import { joinedBytes } from './joined-bytes';
import type { IncomingEntry, OutgoingEntry, StoredEntry, Verdict, WaitingFor } from './journal-entry';
import { shardOf } from './shard';

type Queryable = Pool | PoolClient;

/** What every row of the journal says, of the parameters of `columns`. */
const named = 'message_id, request_id, shard, topic, type, sender, recipient, sequence, event, leaf';
const given = 'u.message_id, u.request_id, u.shard, u.topic, u.type, u.sender, u.recipient, u.sequence, substring($9::bytea FROM u.at FOR u.length), substring($10::bytea FROM (u.n::int - 1) * 32 + 1 FOR 32)';
const common = '$1::uuid[], $2::uuid[], $3::smallint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[], $11::int[], $12::int[]';
const rowsOf = (more = '', names = ''): string =>
  `unnest(${common}${more}) WITH ORDINALITY u(message_id, request_id, shard, topic, type, sender, recipient, sequence, at, length${names}, n)`;

/** Writes messages to send. Must run in the transaction of the business change that sends them. */
export async function insertOutgoing(db: Queryable, entries: readonly OutgoingEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await db.query({
    name: 'journal-insert-outgoing', text: `INSERT INTO journal (direction, pending, ${named}) SELECT 'o', true, ${given} FROM ${rowsOf()}`, values: columns(entries),
  });
}

/**
 * Writes messages that no bus carries: what came from somebody without a lane (`i`, handled with this transaction) and what
 * was answered (`o`, never pending). They are sealed into the chain like all others.
 */
export async function insertLocal(db: Queryable, entries: readonly (OutgoingEntry & { direction: 'o' | 'i' })[]): Promise<void> {
  if (entries.length === 0) return;
  await db.query({
    name: 'journal-insert-local',
    text: `INSERT INTO journal (direction, handling, ${named}) SELECT u.direction::"char", CASE u.direction WHEN 'i' THEN 'd'::"char" END, ${given}
           FROM ${rowsOf(', $13::text[]', ', direction')}`,
    values: [...columns(entries), entries.map(({ direction }) => direction)],
  });
}

function columns(rows: readonly { attributes: EventAttributes; topic: string; event: Buffer; leaf: Buffer }[]): unknown[] {
  const { bytes, from, length } = joinedBytes(rows.map(({ event }) => event));
  // Found again by place: one of another length would shift all behind it.
  if (rows.some(({ leaf }) => leaf.length !== 32)) throw new Error('a leaf of the journal is a SHA-256 hash');
  return [
    rows.map(({ attributes }) => attributes.id),
    rows.map(({ attributes }) => attributes.subject),
    rows.map(({ attributes }) => shardOf(attributes.subject)),
    rows.map(({ topic }) => topic),
    rows.map(({ attributes }) => attributes.type),
    rows.map(({ attributes }) => attributes.source.slice('/organisations/'.length)),
    rows.map(({ attributes }) => attributes.recipient),
    rows.map(({ attributes }) => attributes.sequence ?? null),
    bytes,
    Buffer.concat(rows.map(({ leaf }) => leaf)),
    from,
    length,
  ];
}

export interface InsertedRow { seq: string; message_id: string; request_id: string }

/**
 * Writes received messages; one that is known already changes nothing. Returns those that are new.
 * @param handled those that are handled in this transaction; the others wait for the dispatcher
 */
export async function insertIncoming(db: Queryable, entries: readonly IncomingEntry[], handled: (entry: IncomingEntry) => boolean = () => false): Promise<InsertedRow[]> {
  if (entries.length === 0) return [];
  const { rows } = await db.query<InsertedRow>({
    name: 'journal-insert-incoming',
    text: `INSERT INTO journal (direction, partition, "offset", appended_at, handling, ${named})
           SELECT 'i', u.partition, u.place, u.appended, u.handling::"char", ${given}
           FROM ${rowsOf(', $13::int[], $14::bigint[], $15::timestamptz[], $16::text[]', ', partition, place, appended, handling')}
           ON CONFLICT (message_id, direction) DO NOTHING RETURNING seq, message_id, request_id`,
    values: [
      ...columns(entries.map(({ attributes, record, leaf }) => ({ attributes, topic: record.topic, event: record.value, leaf }))),
      entries.map(({ record }) => record.partition),
      entries.map(({ record }) => record.offset.toString()),
      entries.map(({ record }) => new Date(record.appendedAt)),
      entries.map((entry) => (handled(entry) ? 'd' : 'n')),
    ],
  });
  return rows;
}

interface StoredRow { seq: string; topic: string; event: Buffer; appended_at: Date; handling: 'n' | 'p'; waiting_for: WaitingFor | null }

/** What these requests have received and not handled yet, in order per request. The caller holds the locks of the requests. */
export async function unhandled(db: Queryable, requestIds: readonly string[]): Promise<StoredEntry[]> {
  const { rows } = await db.query<StoredRow>({
    name: 'journal-unhandled',
    text: `SELECT seq, topic, event, appended_at, handling::text, waiting_for FROM journal
           WHERE handling IN ('n', 'p') AND request_id = ANY($1::uuid[]) ORDER BY request_id, sequence NULLS FIRST, seq`,
    values: [requestIds],
  });
  return rows.map((row) => ({
    seq: row.seq, topic: row.topic, event: row.event, attributes: readAttributes(row.event), appendedAt: row.appended_at.getTime(), handling: row.handling,
    ...(row.waiting_for === null ? {} : { waitingFor: row.waiting_for }),
  }));
}

const letterOf = { done: 'd', parked: 'p', dead: 'x' } as const;

/** Records what became of received messages; one that is parked waits from now on. */
export async function mark(db: Queryable, verdicts: readonly { seq: string; verdict: Verdict }[]): Promise<void> {
  if (verdicts.length === 0) return;
  await db.query({
    name: 'journal-mark',
    text: `UPDATE journal j SET handling = u.letter::"char", waiting_for = u.waiting,
             parked_at = CASE WHEN u.letter = 'p' THEN clock_timestamp() END, asked_again_at = NULL
           FROM unnest($1::bigint[], $2::text[], $3::text[]) u(seq, letter, waiting) WHERE j.seq = u.seq`,
    values: [
      verdicts.map(({ seq }) => seq),
      verdicts.map(({ verdict }) => letterOf[verdict.kind]),
      verdicts.map(({ verdict }) => (verdict.kind === 'parked' ? verdict.waitingFor : null)),
    ],
  });
}

/** `event` as text, which it is when this service wrote it: half as long on its way as bytes are. */
export interface PendingRow { seq: string; topic: string; request_id: string; event: string; leaf: Buffer }

/**
 * What is to be published of these shards: of each lane the oldest first, and of all lanes alike, so that a lane with a hundred thousand entries
 * holds up no other. By flag, never by "position > last seen", which missed 9 % of rows.
 */
export async function pendingEntries(db: Queryable, shards: readonly number[], limit: number, except: readonly string[] = []): Promise<PendingRow[]> {
  const { rows } = await db.query<PendingRow>({ name: 'journal-pending', text: pendingOfLanes, values: [shards, limit, except] });
  return rows;
}

/** Lanes with something pending are found one after the other in the index, whatever stands in each. */
const pendingOfLanes = `
  WITH RECURSIVE lane AS (
    (SELECT topic FROM journal WHERE pending ORDER BY topic LIMIT 1)
    UNION ALL
    SELECT (SELECT j.topic FROM journal j WHERE j.pending AND j.topic > lane.topic ORDER BY j.topic LIMIT 1) FROM lane WHERE lane.topic IS NOT NULL),
  turn AS (
    SELECT p.seq FROM lane CROSS JOIN LATERAL (
      SELECT j.seq, row_number() OVER (ORDER BY j.seq) AS place FROM journal j WHERE j.pending AND j.topic = lane.topic AND j.leaf IS NOT NULL AND j.shard = ANY($1::smallint[]) ORDER BY j.seq LIMIT $2) p
    WHERE lane.topic <> ALL($3::text[]) ORDER BY p.place, p.seq LIMIT $2)
  SELECT seq, topic, request_id, convert_from(event, 'UTF8') AS event, leaf FROM journal WHERE seq = ANY(ARRAY(SELECT seq FROM turn)) ORDER BY seq`;

/** Notes when the bus took these, before anything is made of it; they stay pending. Of several copies the first counts, as at the receivers. */
export async function noteAppended(db: Queryable, rows: readonly { seq: string; at: Published }[]): Promise<void> {
  await db.query(
    `UPDATE journal j SET appended_at = least(j.appended_at, u.appended) FROM unnest($1::bigint[], $2::timestamptz[]) u(seq, appended) WHERE j.seq = u.seq`,
    [rows.map(({ seq }) => seq), rows.map(({ at }) => new Date(at.appendedAt))]);
}

export async function markPublished(db: Queryable, rows: readonly { seq: string; proof: string; at: Published }[]): Promise<void> {
  await db.query({
    name: 'journal-published',
    text: `UPDATE journal j SET pending = false, proof = u.proof, partition = u.partition, "offset" = u.at, appended_at = least(j.appended_at, u.appended)
           FROM unnest($1::bigint[], $2::text[], $3::int[], $4::bigint[], $5::timestamptz[]) u(seq, proof, partition, at, appended) WHERE j.seq = u.seq`,
    values: [
      rows.map(({ seq }) => seq), rows.map(({ proof }) => proof), rows.map(({ at }) => at.partition),
      rows.map(({ at }) => at.offset.toString()), rows.map(({ at }) => new Date(at.appendedAt)),
    ],
  });
}

/** Publishes again what was sent of a request from that sequence on, because its receiver says it lacks it. What was erased cannot be. */
export async function sendAgain(db: Queryable, requestId: string, recipient: string, from: number): Promise<number> {
  const { rowCount } = await db.query(
    `UPDATE journal SET pending = true WHERE direction = 'o' AND request_id = $1 AND recipient = $2 AND sequence >= $3 AND erased_at IS NULL`,
    [requestId, recipient, from],
  );
  return rowCount ?? 0;
}

export interface HistoryRow {
  seq: string; request_id: string; direction: 'o' | 'i'; topic: string; type: string; sender: string; recipient: string;
  event: Buffer; proof: string | null; recorded_at: Date; appended_at: Date | null; handling: 'n' | 'p' | 'd' | 'x' | null; pending: boolean;
}

const historyColumns = 'seq, request_id, direction::text, topic, type, sender, recipient, event, proof, recorded_at, appended_at, handling::text, pending';

/** Every message of these requests that this service sent or received, oldest first. */
export async function histories(db: Queryable, requestIds: readonly string[]): Promise<HistoryRow[]> {
  const { rows } = await db.query<HistoryRow>({
    name: 'journal-histories', text: `SELECT ${historyColumns} FROM journal WHERE request_id = ANY($1::uuid[]) ORDER BY seq`, values: [requestIds],
  });
  return rows;
}

/** Every message of a request that this service sent or received, oldest first. */
export const history = (db: Queryable, requestId: string): Promise<HistoryRow[]> => histories(db, [requestId]);

/** What this service has sent of these requests, oldest first. (`direction::text`: no index on the direction, which says nothing, is to be used.) */
export async function sentOf(db: Queryable, requestIds: readonly string[]): Promise<HistoryRow[]> {
  const { rows } = await db.query<HistoryRow>({
    name: 'journal-sent', text: `SELECT ${historyColumns} FROM journal WHERE direction::text = 'o' AND request_id = ANY($1::uuid[]) ORDER BY seq`, values: [requestIds],
  });
  return rows;
}
