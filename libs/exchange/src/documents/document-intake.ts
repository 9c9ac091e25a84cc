import type { PoolClient } from 'pg';
import { organisationOf, type LianzhiEvent } from '@lianzhi/contracts';
import type { DataCipher } from '@lianzhi/platform';
import type { ReceivedRecord } from '../bus/message-bus';
import type { EventOpener } from '../compose/event-opener';
import { KnownDocuments } from './known-documents';
import { type DocumentReference, type DocumentStore, sha256Hex } from './document-store';

/** `incomplete`: chunks are missing; `different`: all are there and the content is not what the message names. */
export type Completeness = 'complete' | 'incomplete' | 'different';

const chunksOfDocument = 'request_id = $1 AND document_id = $2 AND sender = $3 AND recipient = $4';

/** Takes in document chunks and puts documents together when the message that names them is handled. */
export class DocumentIntake {
  constructor(private readonly opener: EventOpener, private readonly cipher: DataCipher, private readonly store: DocumentStore) {}

  /** In the transaction of the batch. Chunks are kept encrypted at rest, but for documents that the receiver has already. Returns the requests that have something new. */
  async storeChunks(client: PoolClient, chunks: { event: LianzhiEvent; record: ReceivedRecord }[]): Promise<string[]> {
    const readable = chunks.flatMap(({ event, record }) => {
      if (event.document === undefined || event.chunk === undefined || event.chunks === undefined || event.chunks < 1 || event.chunk >= event.chunks) return [];
      const content = this.opener.openChunk(event, record.topic);
      return content === undefined ? [] : [{ event, content: this.cipher.encrypt(content) }];
    });
    if (readable.length === 0) return [];
    await client.query(
      `INSERT INTO document_chunk (document_id, request_id, sender, recipient, chunk, chunks, content)
       SELECT u.* FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::int[], $6::int[], $7::bytea[])
         u(document_id, request_id, sender, recipient, chunk, chunks, content)
       WHERE NOT EXISTS (SELECT 1 FROM document d WHERE d.id = u.document_id AND d.owner = u.recipient) ON CONFLICT DO NOTHING`,
      [
        readable.map(({ event }) => event.document), readable.map(({ event }) => event.subject),
        readable.map(({ event }) => organisationOf(event.source)), readable.map(({ event }) => event.recipient),
        readable.map(({ event }) => event.chunk), readable.map(({ event }) => event.chunks), readable.map(({ content }) => content),
      ]);
    return [...new Set(readable.map(({ event }) => event.subject))];
  }

  /** What receivers have already of documents that are named to them: asked once for a whole batch of messages. */
  known(client: PoolClient, named: readonly { recipient: string; documents: readonly DocumentReference[] }[]): Promise<KnownDocuments> {
    return KnownDocuments.of(client, this.store, named);
  }

  /**
   * Puts the named documents of a request together for their receiver, if all chunks are there and the hash agrees.
   * @param has what the receiver has of them; what is put together is added
   */
  async complete(client: PoolClient, requestId: string, sender: string, recipient: string, documents: readonly DocumentReference[], has: KnownDocuments): Promise<Completeness> {
    const known = has.of(recipient);
    // An id may have come before, with another request: then it has to be the same document.
    if (documents.some(({ id, sha256 }) => known.has(id) && known.get(id)!.sha256 !== sha256)) return 'different';
    for (const document of documents.filter(({ id }) => !known.has(id))) {
      const of = [requestId, document.id, sender, recipient];
      // Asked after each chunk that comes in: nothing is read before all are there.
      const { rows: [stored] } = await client.query<{ count: number; chunks: number }>(
        `SELECT count(*)::int AS count, min(chunks) AS chunks FROM document_chunk WHERE ${chunksOfDocument}`, of);
      if (!stored || stored.count === 0 || stored.count < stored.chunks) return 'incomplete';
      const { rows } = await client.query<{ content: Buffer }>(`SELECT content FROM document_chunk WHERE ${chunksOfDocument} ORDER BY chunk`, of);
      const content = Buffer.concat(rows.map((row) => this.cipher.decrypt(row.content)));
      if (content.length !== document.size || sha256Hex(content) !== document.sha256) return 'different';
      await this.store.insert(client, recipient, document, content, requestId);
      await client.query('DELETE FROM document_chunk WHERE request_id = $1 AND document_id = $2 AND recipient = $3', [requestId, document.id, recipient]);
      known.set(document.id, document);
    }
    return 'complete';
  }
}
