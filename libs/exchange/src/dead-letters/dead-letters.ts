import type { Pool, PoolClient } from 'pg';
import type { EventAttributes } from '@lianzhi/contracts';
import { uuidv7 } from '@lianzhi/platform';
import type { ReceivedRecord } from '../bus/message-bus';

/** A message that can never be taken 死信. It stays in the service that refused it, with the reason. */
export interface NewDeadLetter {
  record: Pick<ReceivedRecord, 'topic' | 'partition' | 'offset' | 'value'>;
  /** False = nobody vouches for it: it consumed no sequence and its sender gets no answer. */
  authentic: boolean;
  /** Stable slug. WARNING: stored. */
  reason: string;
  /** No personal data: never a value of the message. */
  detail?: string;
  attributes?: Partial<EventAttributes>;
  journalSeq?: string;
}

/** Values above this are cut: a dead letter needs to be recognisable, not complete, when it was never authentic. */
const longestForeignValue = 64 * 1024;
const uuid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;

export async function insertDeadLetters(db: Pool | PoolClient, letters: readonly NewDeadLetter[]): Promise<void> {
  if (letters.length === 0) return;
  const text = (value: unknown): string | null => (typeof value === 'string' ? value.slice(0, 200) : null);
  const id = (value: unknown): string | null => (typeof value === 'string' && uuid.test(value) ? value : null);
  await db.query(
    `INSERT INTO dead_letter (id, journal_seq, topic, partition, "offset", authentic, reason, detail, message_id, request_id, type, sender, recipient, value)
     SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::int[], $5::bigint[], $6::boolean[], $7::text[], $8::text[],
                          $9::uuid[], $10::uuid[], $11::text[], $12::text[], $13::text[], $14::bytea[])
     ON CONFLICT DO NOTHING`,
    [
      letters.map(() => uuidv7()), letters.map(({ journalSeq }) => journalSeq ?? null),
      letters.map(({ record }) => record.topic), letters.map(({ record }) => record.partition), letters.map(({ record }) => record.offset.toString()),
      letters.map(({ authentic }) => authentic), letters.map(({ reason }) => reason), letters.map(({ detail }) => detail ?? null),
      letters.map(({ attributes }) => id(attributes?.id)), letters.map(({ attributes }) => id(attributes?.subject)),
      letters.map(({ attributes }) => text(attributes?.type)), letters.map(({ attributes }) => text(attributes?.source)),
      letters.map(({ attributes }) => text(attributes?.recipient)),
      letters.map(({ record, authentic }) => (authentic ? record.value : (record.value?.subarray(0, longestForeignValue) ?? null))),
    ],
  );
}
