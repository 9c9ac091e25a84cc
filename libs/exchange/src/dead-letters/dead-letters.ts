import type { Pool, PoolClient } from 'pg';
import type { EventAttributes } from '@lianzhi/contracts';
import { isCanonicalUuid, uuidv7 } from '@lianzhi/platform';
import type { ReceivedRecord } from '../bus/message-bus';

/** A message that can never be taken 死信. It stays in the service that refused it, with the reason. */
export interface NewDeadLetter {
  record: Pick<ReceivedRecord, 'topic' | 'partition' | 'offset' | 'value'> & Partial<Pick<ReceivedRecord, 'key' | 'appendedAt'>>;
  /** False = nobody vouches for it: it consumed no sequence and its sender gets no answer. */
  authentic: boolean;
  /** Stable slug. WARNING: stored. */
  reason: string;
  /** No personal data: never a value of the message. */
  detail?: string;
  attributes?: Partial<EventAttributes>;
  journalSeq?: string;
}

/** Values above this are cut: a dead letter needs to be recognisable, not complete, when it was never authentic and never can be. */
const longestForeignValue = 64 * 1024;
/** What the directory says later, a later version or another day of the database may make these good: they are kept whole. */
const maybeLater: readonly string[] = ['unknown-key', 'unknown-organisation', 'not-its-operator', 'not-this-operator', 'unknown-version', 'refused-by-database'];

/** Known ones stay as they are, but for one that was requeued and is dead again. */
export async function insertDeadLetters(db: Pool | PoolClient, letters: readonly NewDeadLetter[]): Promise<void> {
  if (letters.length === 0) return;
  const text = (value: unknown): string | null => (typeof value === 'string' ? value.slice(0, 200) : null);
  const id = (value: unknown): string | null => (isCanonicalUuid(value) ? value : null);
  await db.query(
    `INSERT INTO dead_letter (id, journal_seq, topic, partition, "offset", authentic, reason, detail, message_id, request_id, type, sender, recipient, value, record_key, appended_at)
     SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::int[], $5::bigint[], $6::boolean[], $7::text[], $8::text[],
                          $9::uuid[], $10::uuid[], $11::text[], $12::text[], $13::text[], $14::bytea[], $15::text[], $16::timestamptz[])
     ON CONFLICT (topic, partition, "offset") DO UPDATE SET state = 'open', reason = excluded.reason, detail = excluded.detail, alerted_at = NULL, recorded_at = clock_timestamp()
       WHERE dead_letter.state = 'requeued'`,
    [
      letters.map(() => uuidv7()), letters.map(({ journalSeq }) => journalSeq ?? null),
      letters.map(({ record }) => record.topic), letters.map(({ record }) => record.partition), letters.map(({ record }) => record.offset.toString()),
      letters.map(({ authentic }) => authentic), letters.map(({ reason }) => reason), letters.map(({ detail }) => detail ?? null),
      letters.map(({ attributes }) => id(attributes?.id)), letters.map(({ attributes }) => id(attributes?.subject)),
      letters.map(({ attributes }) => text(attributes?.type)), letters.map(({ attributes }) => text(attributes?.source)),
      letters.map(({ attributes }) => text(attributes?.recipient)),
      letters.map(({ record, authentic, reason }) => (authentic || maybeLater.includes(reason) ? record.value : (record.value?.subarray(0, longestForeignValue) ?? null))),
      letters.map(({ record }) => id(record.key)), letters.map(({ record }) => (record.appendedAt === undefined ? null : new Date(record.appendedAt))),
    ],
  );
}
