import type { Pool } from 'pg';
import { parseLane } from '@lianzhi/contracts';
import { inTransaction } from '@lianzhi/platform';
import { positionKey, type MessageBus, type Positions, type ReceivedRecord } from '../bus/message-bus';
import type { Directory } from '../directory';
import { parseEvent } from '../ingest/parse-event';
import { shardOf } from '../journal/shard';
import { effectiveTime } from '../relay/relay';
import { es256, leafHash, type BatchVerifier } from '../signature';

export interface RecoveryOptions {
  pool: Pool;
  bus: Pick<MessageBus, 'readToEnd' | 'endOffsets'>;
  /** Lanes that this operator writes. */
  lanes: readonly string[];
  operator: string;
  directory: Directory;
  verifier: BatchVerifier;
  /** How far this process has looked before: nothing older is read again. Moved on. */
  looked?: Positions;
}

/**
 * Reads what this operator's lanes hold beyond what it knows for certain and inserts what its journal lacks: at the start, before
 * any write is accepted, and whenever the fate of something published is unknown. So a service restored from an old backup neither
 * repeats a sequence nor does a thing twice, and what was published and not marked counts from its first append time, as it does
 * at its receivers. Returns the requests that are to be folded anew: something of them was lacking, or was late.
 */
export async function recoverOutgoing(options: RecoveryOptions): Promise<string[]> {
  const from = await lastCertainOffsets(options);
  for (const [key, offset] of options.looked ?? []) if (offset > (from.get(key) ?? 0n)) from.set(key, offset);
  const requests = new Set<string>();
  for await (const records of options.bus.readToEnd(options.lanes, from)) {
    for (const id of await insertMissing(options, records)) requests.add(id);
    for (const record of records) options.looked?.set(positionKey(record), record.offset + 1n);
  }
  return [...requests];
}

/**
 * Behind the last offset known; while something is pending that may be on the bus already, behind what was there an hour before it
 * was written. (Replicas write to one partition side by side, so a later offset may be known than that of what is uncertain.)
 */
async function lastCertainOffsets({ pool, bus, lanes }: RecoveryOptions): Promise<Positions> {
  const partitions = [...(await bus.endOffsets(lanes)).keys()].map((key) => ({ topic: key.slice(0, key.lastIndexOf('/')), partition: Number(key.slice(key.lastIndexOf('/') + 1)) }));
  const { rows } = await pool.query<{ topic: string; partition: number; next: string }>(
    `SELECT p.topic, p.partition, last."offset" + 1 AS next
     FROM unnest($1::text[], $2::int[]) p(topic, partition),
       LATERAL (SELECT min(recorded_at) - interval '1 hour' AS since FROM journal j WHERE j.pending AND j.appended_at IS NULL AND j.topic = p.topic) uncertain, LATERAL (
       SELECT j."offset" FROM journal j WHERE j.direction = 'o' AND j."offset" IS NOT NULL AND j.topic = p.topic AND j.partition = p.partition
         AND (since IS NULL OR j.appended_at < since) ORDER BY j."offset" DESC LIMIT 1) last`,
    [partitions.map(({ topic }) => topic), partitions.map(({ partition }) => partition)]);
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
    const { rows } = await client.query<{ message_id: string; request_id: string; inserted: boolean; appended_at: Date }>(
      `INSERT INTO journal AS j (direction, message_id, request_id, shard, topic, type, sender, recipient, sequence, event, leaf, proof, partition, "offset", appended_at)
       SELECT 'o', * FROM unnest($1::uuid[], $2::uuid[], $3::smallint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[], $9::bytea[], $10::bytea[], $11::text[], $12::int[], $13::bigint[], $14::timestamptz[])
       ON CONFLICT (message_id, direction) DO UPDATE SET pending = false, proof = excluded.proof, partition = excluded.partition, "offset" = excluded."offset",
         appended_at = least(j.appended_at, excluded.appended_at)
       RETURNING j.message_id, j.request_id, (xmax = 0) AS inserted, j.appended_at`,
      [
        own.map(({ event }) => event.id), own.map(({ event }) => event.subject), own.map(({ event }) => shardOf(event.subject)),
        own.map(({ record }) => record.topic), own.map(({ event }) => event.type), own.map(({ event }) => event.source.slice('/organisations/'.length)),
        own.map(({ event }) => event.recipient), own.map(({ event }) => event.sequence ?? null),
        own.map(({ event: { proof: _proof, ...rest } }) => Buffer.from(JSON.stringify(rest))), own.map(({ leaf }) => leaf), own.map(({ event }) => event.proof),
        own.map(({ record }) => record.partition), own.map(({ record }) => record.offset.toString()), own.map(({ record }) => new Date(record.appendedAt)),
      ]);
    const events = new Map(own.map(({ event }) => [event.id, event]));
    return rows.filter((row) => row.inserted || effectiveTime(events.get(row.message_id)!, row.appended_at.getTime()).late).map((row) => row.request_id);
  });
}
