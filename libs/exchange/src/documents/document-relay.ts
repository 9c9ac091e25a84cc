import type { Pool, PoolClient } from 'pg';
import { documentChunkType, sourceOf } from '@lianzhi/contracts';
import { uuidv7 } from '@lianzhi/platform';
import type { MessageBus } from '../bus/message-bus';
import type { Draft, EventComposer } from '../compose/event-composer';
import { withProof } from '../journal/event-bytes';
import { BackgroundLoop } from '../relay/background-loop';
import { leafBytes, type Signer } from '../signature';
import type { DocumentStore } from './document-store';

/** Bytes of content per chunk: with base64 and envelope well below the bus's 1 MiB. */
export const chunkBytes = 512 * 1024;

export interface Delivery { documentId: string; owner: string; requestId: string; recipient: string; topic: string; requestType: string }

/** Notes that a document goes with a request to its receiver; in the transaction of the message that names it. */
export async function insertDeliveries(db: Pool | PoolClient, deliveries: readonly Omit<Delivery, 'requestType'>[]): Promise<void> {
  if (deliveries.length === 0) return;
  await db.query(
    `INSERT INTO document_delivery (document_id, owner, request_id, recipient, topic) SELECT * FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[])
     ON CONFLICT DO NOTHING`,
    [deliveries.map((d) => d.documentId), deliveries.map((d) => d.owner), deliveries.map((d) => d.requestId), deliveries.map((d) => d.recipient), deliveries.map((d) => d.topic)]);
}

/** Sends the documents of a request again: its receiver lacks them. */
export async function deliverAgain(db: Pool | PoolClient, requestId: string, recipient: string): Promise<void> {
  await db.query(`UPDATE document_delivery SET pending = true, claimed_until = '-infinity' WHERE request_id = $1 AND recipient = $2`, [requestId, recipient]);
}

/** Publishes documents in signed, encrypted chunks. At least once; receivers know chunks by request, document and index. */
export class DocumentRelay {
  private readonly loop: BackgroundLoop;

  constructor(private readonly options: {
    pool: Pool; bus: MessageBus; signer: Signer; store: DocumentStore; composer: EventComposer; alone: () => boolean; onError: (error: unknown) => void;
  }) {
    this.loop = new BackgroundLoop(() => this.step(), () => (options.alone() ? 1_000 : 300), options.onError);
  }

  start(): void { this.loop.start(); }
  nudge(): void { this.loop.nudge(); }
  stop(): Promise<void> { return this.loop.stop(); }

  private async step(): Promise<boolean> {
    const { rows } = await this.options.pool.query<{ document_id: string; owner: string; request_id: string; recipient: string; topic: string }>(
      `UPDATE document_delivery d SET claimed_until = clock_timestamp() + interval '60 seconds'
       WHERE (document_id, owner, request_id, recipient) IN (
         SELECT document_id, owner, request_id, recipient FROM document_delivery
         WHERE pending AND claimed_until < clock_timestamp() ORDER BY claimed_until LIMIT 4 FOR UPDATE SKIP LOCKED)
       RETURNING document_id, owner, request_id, recipient, topic`);
    for (const row of rows) {
      await this.deliver({ documentId: row.document_id, owner: row.owner, requestId: row.request_id, recipient: row.recipient, topic: row.topic });
      await this.options.pool.query(
        `UPDATE document_delivery SET pending = false, published_at = clock_timestamp() WHERE document_id = $1 AND owner = $2 AND request_id = $3 AND recipient = $4`,
        [row.document_id, row.owner, row.request_id, row.recipient]);
    }
    return rows.length > 0;
  }

  private async deliver(delivery: Omit<Delivery, 'requestType'>): Promise<void> {
    const document = await this.options.store.read(delivery.owner, delivery.documentId);
    if (!document) return;
    const chunks = Math.max(1, Math.ceil(document.size / chunkBytes));
    for (let chunk = 0; chunk < chunks; chunk += 1) {
      const content = document.content.subarray(chunk * chunkBytes, (chunk + 1) * chunkBytes);
      const { event, attributes } = this.options.composer.composeChunk(chunkDraft(delivery, chunk, chunks), content);
      const [proof] = this.options.signer.signBatch([leafBytes(attributes, delivery.topic)]);
      await this.options.bus.publish([{
        topic: delivery.topic, key: delivery.requestId, value: withProof(event, proof!), contentType: 'application/cloudevents+json',
      }]);
    }
  }
}

function chunkDraft(delivery: Omit<Delivery, 'requestType'>, chunk: number, chunks: number): Draft {
  return {
    id: uuidv7(), source: sourceOf(delivery.owner), type: documentChunkType, subject: delivery.requestId,
    dataschema: 'urn:lianzhi:document:1', recipient: delivery.recipient, requesttype: 'document', urgency: 'ordinary', thread: delivery.requestId,
    document: delivery.documentId, chunk, chunks,
  };
}
