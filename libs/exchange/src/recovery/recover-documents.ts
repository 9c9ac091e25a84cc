import type { Pool, PoolClient } from 'pg';
import { documentChunkType, organisationOf, type LianzhiEvent } from '@lianzhi/contracts';
import { inTransaction, type DataCipher } from '@lianzhi/platform';
import type { MessageBus, ReceivedRecord } from '../bus/message-bus';
import type { EventOpener } from '../compose/event-opener';
import { noteDocumentUses } from '../documents/document-uses';
import { advanceOwnPositions, ownPositions } from '../documents/own-positions';
import { sha256Hex, type DocumentReference, type DocumentStore } from '../documents/document-store';
import type { Directory } from '../directory';
import { parseEvent } from '../ingest/parse-event';
import { readEvent } from '../journal/event-bytes';
import { sentOf } from '../journal/journal';
import type { BatchVerifier } from '../signature';

export interface DocumentRecoveryOptions {
  pool: Pool;
  bus: Pick<MessageBus, 'readToEnd'>;
  /** Document lanes that this operator writes. */
  lanes: readonly string[];
  operator: string;
  directory: Directory;
  verifier: BatchVerifier;
  opener: EventOpener;
  cipher: DataCipher;
  store: DocumentStore;
}

interface OwnChunk { event: LianzhiEvent & { document: string; chunk: number; chunks: number }; record: ReceivedRecord; owner: string; content: Buffer }
interface Whole { document_id: string; sender: string; request_id: string; recipient: string }

/**
 * Reads back the documents that this operator sent after the backup it was restored from was made: without them it could not send them again
 * when a receiver asks, nor show them to its own people. Runs after the messages were read back, since only they name a document.
 * @returns how many documents were found again
 */
export async function recoverDocuments(options: DocumentRecoveryOptions): Promise<number> {
  const { bus, pool, lanes } = options;
  for await (const records of bus.readToEnd(lanes, await ownPositions(pool, lanes))) {
    await inTransaction(pool, async (client) => {
      await keepChunks(client, records.flatMap((record) => ownChunk(record, options)), options.cipher);
      await advanceOwnPositions(client, records);
    });
  }
  return putTogether(options);
}

function ownChunk(record: ReceivedRecord, { operator, directory, verifier, opener }: DocumentRecoveryOptions): OwnChunk[] {
  const event = parseEvent(record.value);
  if (typeof event === 'string' || event.type !== documentChunkType || event.document === undefined || event.chunk === undefined || event.chunks === undefined) return [];
  const verdict = verifier.verify(event, record.topic, directory.keysAt(record.appendedAt));
  const owner = organisationOf(event.source);
  if (verdict.kind !== 'ok' || verdict.key.operator !== operator || owner === undefined) return [];
  const content = opener.openChunk(event, record.topic);
  return content === undefined ? [] : [{ event: event as OwnChunk['event'], record, owner, content }];
}

/** Of documents that are there nothing is kept but to whom they went, so that they can be sent again. */
async function keepChunks(client: PoolClient, chunks: readonly OwnChunk[], cipher: DataCipher): Promise<void> {
  if (chunks.length === 0) return;
  const keys = [chunks.map(({ event }) => event.document), chunks.map(({ event }) => event.subject), chunks.map(({ owner }) => owner), chunks.map(({ event }) => event.recipient)];
  await client.query(
    `INSERT INTO document_delivery (document_id, request_id, owner, recipient, topic, pending, published_at)
     SELECT DISTINCT ON (1, 2, 3, 4) d, r, o, t, topic, false, at FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::timestamptz[]) u(d, r, o, t, topic, at) ON CONFLICT DO NOTHING`,
    [...keys, chunks.map(({ record }) => record.topic), chunks.map(({ record }) => new Date(record.appendedAt))]);
  await noteDocumentUses(client, chunks.map(({ event, owner }) => ({ documentId: event.document, owner, requestId: event.subject })));
  const { rows } = await client.query<{ id: string; owner: string }>('SELECT id, owner FROM document WHERE id = ANY($1::uuid[])', [[...new Set(keys[0])]]);
  const known = new Set(rows.map(({ id, owner }) => `${id} ${owner}`));
  const missing = chunks.filter(({ event, owner }) => !known.has(`${event.document} ${owner}`));
  await client.query(
    `INSERT INTO document_chunk (document_id, request_id, sender, recipient, chunk, chunks, content)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::int[], $6::int[], $7::bytea[]) ON CONFLICT DO NOTHING`,
    [
      missing.map(({ event }) => event.document), missing.map(({ event }) => event.subject), missing.map(({ owner }) => owner), missing.map(({ event }) => event.recipient),
      missing.map(({ event }) => event.chunk), missing.map(({ event }) => event.chunks), missing.map(({ content }) => cipher.encrypt(content)),
    ]);
}

/** Documents of which every chunk is there and which their own sender lacks. One after the other: each may have 20 MiB. */
async function putTogether(options: DocumentRecoveryOptions): Promise<number> {
  const { pool, operator, directory } = options;
  const { rows } = await pool.query<Whole>(
    `SELECT document_id, sender, min(request_id::text)::uuid AS request_id, min(recipient) AS recipient FROM (
       SELECT document_id, request_id, sender, recipient FROM document_chunk c WHERE NOT EXISTS (SELECT 1 FROM document d WHERE d.id = c.document_id AND d.owner = c.sender)
       GROUP BY document_id, request_id, sender, recipient HAVING count(*) = min(chunks)) whole GROUP BY document_id, sender`);
  let found = 0;
  for (const whole of rows.filter(({ sender }) => directory.operatorOf(sender) === operator)) if (await inTransaction(pool, (client) => restore(client, whole, options))) found += 1;
  return found;
}

async function restore(client: PoolClient, { document_id: id, sender, request_id: requestId, recipient }: Whole, { cipher, store, opener, operator, directory }: DocumentRecoveryOptions): Promise<boolean> {
  const { rows } = await client.query<{ content: Buffer }>(
    'SELECT content FROM document_chunk WHERE document_id = $1 AND sender = $2 AND request_id = $3 AND recipient = $4 ORDER BY chunk', [id, sender, requestId, recipient]);
  const content = Buffer.concat(rows.map((row) => cipher.decrypt(row.content)));
  // What no message names, nobody was told of.
  const reference = (await namedBy(client, requestId, opener)).find((named) => named.id === id && named.sha256 === sha256Hex(content));
  if (reference) await store.insert(client, sender, reference, content, null);
  // Where the receiver is of this operator too, it still waits for the same chunks.
  if (directory.operatorOf(recipient) !== operator) await client.query('DELETE FROM document_chunk WHERE document_id = $1 AND sender = $2', [id, sender]);
  return reference !== undefined;
}

async function namedBy(client: PoolClient, requestId: string, opener: EventOpener): Promise<DocumentReference[]> {
  return (await sentOf(client, [requestId])).flatMap(({ event, topic }) => {
    const opened = opener.open(readEvent(event), topic);
    return opened.kind === 'ok' ? ((opened.data['documents'] as DocumentReference[] | undefined) ?? []) : [];
  });
}
