import type { Pool, PoolClient } from 'pg';
import { documentChunkType, sourceOf } from '@lianzhi/contracts';
import { uuidv7 } from '@lianzhi/platform';
import { BusRefusal, type MessageBus, type Published } from '../bus/message-bus';
import type { Draft, EventComposer } from '../compose/event-composer';
import { withProof } from '../journal/event-bytes';
import type { OutgoingEntry } from '../journal/journal-entry';
import { BackgroundLoop } from '../relay/background-loop';
import { leafBytes, type Signer } from '../signature';
import type { DocumentStore } from './document-store';
import { advanceOwnPositions } from './own-positions';

/** Bytes of content per chunk: with base64 and envelope well below the bus's 1 MiB. */
export const chunkBytes = 512 * 1024;

/** Most deliveries claimed at once, and bytes of content published together. */
const claimSize = 100;
const flushBytes = 4 * 1024 * 1024;

export interface Delivery { documentId: string; owner: string; requestId: string; recipient: string; topic: string }

const columnsOf = (deliveries: readonly Delivery[]): string[][] =>
  [deliveries.map((d) => d.documentId), deliveries.map((d) => d.owner), deliveries.map((d) => d.requestId), deliveries.map((d) => d.recipient)];

const deliveryKeys = 'unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[]) u(document_id, owner, request_id, recipient)';
const sameDelivery = 'd.document_id = u.document_id AND d.owner = u.owner AND d.request_id = u.request_id AND d.recipient = u.recipient';

/** Notes that a document goes with a request to its receiver; in the transaction of the message that names it. */
export async function insertDeliveries(db: Pool | PoolClient, deliveries: readonly Delivery[]): Promise<void> {
  if (deliveries.length === 0) return;
  await db.query({
    name: 'document-deliver',
    text: `INSERT INTO document_delivery (document_id, owner, request_id, recipient, topic)
           SELECT * FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[]) ON CONFLICT DO NOTHING`,
    values: [...columnsOf(deliveries), deliveries.map((d) => d.topic)],
  });
}

/** Sends the documents of a request again: its receiver lacks them. */
export async function deliverAgain(db: Pool | PoolClient, requestId: string, recipient: string): Promise<void> {
  await db.query(`UPDATE document_delivery SET pending = true, claimed_until = '-infinity' WHERE request_id = $1 AND recipient = $2`, [requestId, recipient]);
}

/**
 * Publishes documents in signed, encrypted chunks, many deliveries together. At least once; receivers know chunks by
 * request, document and index. A replica that dies lets go of its deliveries by time.
 */
export class DocumentRelay {
  private readonly loop: BackgroundLoop;

  constructor(private readonly options: {
    pool: Pool; bus: MessageBus; signer: Signer; store: DocumentStore; composer: EventComposer; alone: () => boolean; onError: (error: unknown) => void;
  }) {
    this.loop = new BackgroundLoop(() => this.step(), () => (options.alone() ? 1_000 : 500), options.onError);
  }

  start(): void { this.loop.start(); }
  nudge(): void { this.loop.nudge(); }
  stop(): Promise<void> { return this.loop.stop(); }

  private async step(): Promise<boolean> {
    const claimed = await this.claim();
    try {
      await this.deliver(claimed);
    } catch (error) {
      await this.release(claimed);
      throw error;
    }
    return claimed.length === claimSize;
  }

  private async deliver(claimed: readonly Delivery[]): Promise<void> {
    const contents = new Map<string, Buffer | undefined>();
    let ready: { delivery: Delivery; chunks: OutgoingEntry[] }[] = [];
    let bytes = 0;
    for (const delivery of claimed) {
      const known = `${delivery.owner} ${delivery.documentId}`;
      if (!contents.has(known)) contents.set(known, (await this.options.store.read(delivery.owner, delivery.documentId))?.content);
      const content = contents.get(known);
      const chunks = this.chunksOf(delivery, content);
      if (chunks) ready.push({ delivery, chunks });
      bytes += content?.length ?? 0;
      if (bytes < flushBytes) continue;
      await this.publish(ready);
      ready = [];
      bytes = 0;
      contents.clear();
    }
    await this.publish(ready);
  }

  /** Nobody needs to wait for the claim of a replica that knows that it failed. */
  private async release(claimed: readonly Delivery[]): Promise<void> {
    await this.options.pool.query(
      `UPDATE document_delivery d SET claimed_until = clock_timestamp() FROM ${deliveryKeys}
       WHERE d.pending AND ${sameDelivery}`, columnsOf(claimed)).catch(this.options.onError);
  }

  private async claim(): Promise<Delivery[]> {
    const { rows } = await this.options.pool.query<Delivery>({
      name: 'document-claim',
      // By place, not by key: planned while the table was empty, it would be read as a whole at each claim.
      text: `UPDATE document_delivery SET claimed_until = clock_timestamp() + interval '60 seconds'
             WHERE ctid = ANY(ARRAY(
               SELECT ctid FROM document_delivery WHERE pending AND claimed_until < clock_timestamp() ORDER BY claimed_until LIMIT ${claimSize} FOR UPDATE SKIP LOCKED))
             RETURNING document_id AS "documentId", owner, request_id AS "requestId", recipient, topic`,
    });
    return rows;
  }

  /** Undefined when there is no way to the receiver now: that delivery waits until its claim runs out, the others go. */
  private chunksOf(delivery: Delivery, content: Buffer | undefined): OutgoingEntry[] | undefined {
    if (!content) return [];
    const chunks = Math.max(1, Math.ceil(content.length / chunkBytes));
    try {
      return Array.from({ length: chunks }, (_, chunk) =>
        this.options.composer.composeChunk(chunkDraft(delivery, chunk, chunks), content.subarray(chunk * chunkBytes, (chunk + 1) * chunkBytes)));
    } catch (error) {
      this.options.onError(error);
      return undefined;
    }
  }

  private async publish(ready: readonly { delivery: Delivery; chunks: OutgoingEntry[] }[]): Promise<void> {
    if (ready.length === 0) return;
    const entries = ready.flatMap(({ chunks }) => chunks);
    const published = entries.length === 0 ? [] : await this.offer(entries);
    if (published === undefined) {
      // The bus refuses one lane for good; the others must not wait for it.
      if (ready.length > 1) for (const one of ready) await this.publish([one]);
      return;
    }
    // First where they stand: what is no longer pending lies before the own position, whenever a backup is made.
    await advanceOwnPositions(this.options.pool, published);
    await this.options.pool.query({
      name: 'document-delivered',
      text: `UPDATE document_delivery d SET pending = false, published_at = clock_timestamp() FROM ${deliveryKeys} WHERE ${sameDelivery}`,
      values: columnsOf(ready.map(({ delivery }) => delivery)),
    });
  }

  /** Undefined when the bus refuses it for good. */
  private async offer(entries: readonly OutgoingEntry[]): Promise<Published[] | undefined> {
    try {
      const proofs = this.options.signer.signBatch(entries.map(({ attributes, topic, leaf }) => ({ sha256: leaf, bytes: () => leafBytes(attributes, topic) })));
      return await this.options.bus.publish(entries.map(({ topic, attributes, event }, index) => ({
        topic, key: attributes.subject, value: withProof(event, proofs[index]!), contentType: 'application/cloudevents+json',
      })));
    } catch (error) {
      if (!(error instanceof BusRefusal)) throw error;
      this.options.onError(error);
      return undefined;
    }
  }
}

function chunkDraft(delivery: Delivery, chunk: number, chunks: number): Draft {
  return {
    id: uuidv7(), source: sourceOf(delivery.owner), type: documentChunkType, subject: delivery.requestId,
    dataschema: 'urn:lianzhi:document:1', recipient: delivery.recipient, requesttype: 'document', urgency: 'ordinary', thread: delivery.requestId,
    document: delivery.documentId, chunk, chunks,
  };
}
