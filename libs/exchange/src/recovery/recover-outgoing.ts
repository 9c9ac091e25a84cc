import type { Pool } from 'pg';
import { parseLane } from '@lianzhi/contracts';
import { inTransaction } from '@lianzhi/platform';
import { positionKey, type MessageBus, type Positions, type ReceivedRecord } from '../bus/message-bus';
import type { Directory } from '../directory';
import { parseEvent } from '../ingest/parse-event';
import { shardOf } from '../journal/shard';
import { es256, leafHash, type BatchVerifier } from '../signature';

export interface RecoveryOptions {
  pool: Pool;
  bus: Pick<MessageBus, 'readToEnd'>;
  /** Lanes that this operator writes. */
  lanes: readonly string[];
  operator: string;
  directory: Directory;
  verifier: BatchVerifier;
}

/**
 * Reads what this operator's lanes hold beyond the last offset it knows and inserts what its journal lacks, before any
 * write is accepted. So a service restored from an old backup neither repeats a sequence nor does a thing twice, and one
 * killed between publishing and marking knows what it published. Returns the requests concerned.
 */
export async function recoverOutgoing(options: RecoveryOptions): Promise<string[]> {
  const from = await lastKnownOffsets(options.pool, options.lanes);
  const requests = new Set<string>();
  for await (const records of options.bus.readToEnd(options.lanes, from)) {
    for (const id of await insertMissing(options, records)) requests.add(id);
  }
  return [...requests];
}

async function lastKnownOffsets(pool: Pool, lanes: readonly string[]): Promise<Positions> {
  const { rows } = await pool.query<{ topic: string; partition: number; next: string }>(
    `SELECT topic, partition, max("offset") + 1 AS next FROM journal
     WHERE direction = 'o' AND "offset" IS NOT NULL AND topic = ANY($1::text[]) GROUP BY topic, partition`, [lanes]);
  return new Map(rows.map((row) => [positionKey(row), BigInt(row.next)]));
}

/** Only what this operator's own key signed: nobody else may put words into its journal. */
function isOwn(record: ReceivedRecord, { operator, directory, verifier }: RecoveryOptions) {
  const event = parseEvent(record.value);
  if (typeof event === 'string' || parseLane(record.topic)?.kind !== 'exchange') return [];
  const verdict = verifier.verify(event, record.topic, directory.keysAt(record.appendedAt));
  return verdict.kind === 'ok' && verdict.key.operator === operator ? [{ event, record, leaf: leafHash(es256, verdict.leaf) }] : [];
}

async function insertMissing(options: RecoveryOptions, records: ReceivedRecord[]): Promise<string[]> {
  // Published twice, the first one counts; and one statement may touch a row only once.
  const own = [...new Map(records.flatMap((record) => isOwn(record, options)).reverse().map((one) => [one.event.id, one])).values()].reverse();
  if (own.length === 0) return [];
  return inTransaction(options.pool, async (client) => {
    const { rows } = await client.query<{ request_id: string; inserted: boolean }>(
      `INSERT INTO journal AS j (direction, message_id, request_id, shard, topic, type, sender, recipient, sequence, event, leaf, proof, partition, "offset", appended_at)
       SELECT 'o', * FROM unnest($1::uuid[], $2::uuid[], $3::smallint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[], $9::bytea[], $10::bytea[], $11::text[], $12::int[], $13::bigint[], $14::timestamptz[])
       ON CONFLICT (message_id, direction) DO UPDATE SET pending = false, proof = excluded.proof, partition = excluded.partition, "offset" = excluded."offset",
         appended_at = coalesce(j.appended_at, excluded.appended_at)
       RETURNING j.request_id, (xmax = 0) AS inserted`,
      [
        own.map(({ event }) => event.id), own.map(({ event }) => event.subject), own.map(({ event }) => shardOf(event.subject)),
        own.map(({ record }) => record.topic), own.map(({ event }) => event.type), own.map(({ event }) => event.source.slice('/organisations/'.length)),
        own.map(({ event }) => event.recipient), own.map(({ event }) => event.sequence ?? null),
        own.map(({ event: { proof: _proof, ...rest } }) => Buffer.from(JSON.stringify(rest))), own.map(({ leaf }) => leaf), own.map(({ event }) => event.proof),
        own.map(({ record }) => record.partition), own.map(({ record }) => record.offset.toString()), own.map(({ record }) => new Date(record.appendedAt)),
      ]);
    return rows.filter(({ inserted }) => inserted).map((row) => row.request_id);
  });
}
