import type { Pool, PoolClient } from 'pg';

export interface DocumentUse { documentId: string; owner: string; requestId: string }

/** Notes which requests name a document, so that it is kept as long as one of them is; in the transaction of the message that names it. */
export async function noteDocumentUses(db: Pool | PoolClient, uses: readonly DocumentUse[]): Promise<void> {
  if (uses.length === 0) return;
  await db.query({
    name: 'document-use', text: 'INSERT INTO document_use (document_id, owner, request_id) SELECT * FROM unnest($1::uuid[], $2::text[], $3::uuid[]) ON CONFLICT DO NOTHING',
    values: [uses.map(({ documentId }) => documentId), uses.map(({ owner }) => owner), uses.map(({ requestId }) => requestId)],
  });
}
