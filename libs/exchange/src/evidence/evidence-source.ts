import type { Pool } from 'pg';
import { withProof } from '../journal/event-bytes';
import { sealedInstantSql } from '../sealing/entry-digest';

/** An entry of a request's journal without its bytes, which are read one at a time. */
export interface EntryRow {
  seq: string; position: string | null; direction: 'o' | 'i'; topic: string; type: string; sender: string; recipient: string;
  leaf: Buffer; recorded_at: string; appended_at: string | null; handling: string | null; reason: string | null; published: boolean;
}

/** In the order in which they were sealed; what has no position yet stands last. */
export async function entriesOf(pool: Pool, requestId: string): Promise<EntryRow[]> {
  const { rows } = await pool.query<EntryRow>({
    name: 'evidence-entries', values: [requestId],
    text: `SELECT j.seq, s.position, j.direction::text, j.topic, j.type, j.sender, j.recipient, j.leaf, ${sealedInstantSql('j.recorded_at')} AS recorded_at,
             ${sealedInstantSql('j.appended_at')} AS appended_at, j.handling::text, d.reason, j.direction = 'i' OR j.proof IS NOT NULL AS published
           FROM journal j LEFT JOIN seal s ON s.journal_seq = j.seq LEFT JOIN dead_letter d ON d.journal_seq = j.seq
           WHERE j.request_id = $1 AND j.leaf IS NOT NULL ORDER BY s.position NULLS LAST, j.seq`,
  });
  return rows;
}

/** The event as it stands on its topic. */
export async function eventBytes(pool: Pool, seq: string): Promise<Buffer> {
  const { rows } = await pool.query<{ event: Buffer; proof: string | null; direction: string }>({ name: 'evidence-event', text: 'SELECT event, proof, direction::text FROM journal WHERE seq = $1', values: [seq] });
  const { event, proof, direction } = rows[0]!;
  return direction === 'o' && proof !== null ? withProof(event, proof) : event;
}

/** What was refused at intake because nobody vouches for it: no entry of the journal, kept as it came. */
export async function refusedRecords(pool: Pool, requestId: string): Promise<{ id: string; topic: string; reason: string; recordedAt: string; value: Buffer | null }[]> {
  const { rows } = await pool.query<{ id: string; topic: string; reason: string; recorded_at: string; value: Buffer | null }>(
    `SELECT id, topic, reason, ${sealedInstantSql('recorded_at')} AS recorded_at, value FROM dead_letter WHERE request_id = $1 AND journal_seq IS NULL ORDER BY recorded_at, id LIMIT 1000`, [requestId]);
  return rows.map(({ recorded_at: recordedAt, ...row }) => ({ ...row, recordedAt }));
}

