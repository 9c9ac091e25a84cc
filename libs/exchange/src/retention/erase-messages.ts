import type { PoolClient } from 'pg';
import { readEvent } from '../journal/event-bytes';

export interface Erased { messages: number; documents: number }

/**
 * Erases what these requests say: data of their messages, documents, chunks, values of dead letters. What is signed stays, and with it the salted
 * digest of the data that the journal's chain commits to: that the message was sent, by whom and when can be proved as before, and whoever still
 * holds the data can prove that it is this. The caller holds the locks of the requests and knows that they have ended.
 */
export async function eraseMessages(client: PoolClient, requestIds: readonly string[]): Promise<Erased> {
  const { rows } = await client.query<{ seq: string; event: Buffer }>('SELECT seq, event FROM journal WHERE request_id = ANY($1::uuid[]) AND erased_at IS NULL', [requestIds]);
  await client.query(
    'UPDATE journal j SET event = u.event, erased_at = clock_timestamp() FROM unnest($1::bigint[], $2::bytea[]) u(seq, event) WHERE j.seq = u.seq',
    [rows.map(({ seq }) => seq), rows.map(({ event }) => withoutData(event))]);
  await client.query('UPDATE dead_letter SET value = NULL WHERE request_id = ANY($1::uuid[])', [requestIds]);
  await client.query('DELETE FROM document_chunk WHERE request_id = ANY($1::uuid[])', [requestIds]);
  return { messages: rows.length, documents: await eraseDocuments(client, requestIds) };
}

/** The members that are signed, in their order, and the proof. */
export function withoutData(event: Buffer): Buffer {
  const { data: _data, data_base64: _base64, ...signed } = readEvent(event);
  return Buffer.from(JSON.stringify(signed));
}

/** But for those that another request, which is kept, names too. Their hashes stay. */
async function eraseDocuments(client: PoolClient, requestIds: readonly string[]): Promise<number> {
  const { rowCount } = await client.query(
    `WITH gone AS (
       DELETE FROM document d USING (SELECT DISTINCT document_id, owner FROM document_use WHERE request_id = ANY($1::uuid[])) u
       WHERE d.id = u.document_id AND d.owner = u.owner AND NOT EXISTS (
         SELECT 1 FROM document_use o JOIN journal j ON j.request_id = o.request_id AND j.erased_at IS NULL
         WHERE o.document_id = d.id AND o.owner = d.owner AND o.request_id <> ALL($1::uuid[]))
       RETURNING d.id, d.owner, d.kind, d.sha256, d.size)
     INSERT INTO erased_document (id, owner, kind, sha256, size) SELECT * FROM gone ON CONFLICT DO NOTHING`, [requestIds]);
  return rowCount ?? 0;
}
