import type { PoolClient } from 'pg';
import type { DocumentReference, DocumentStore } from './document-store';

/** Documents 文书 that receivers have already, of those named in one batch of messages. */
export class KnownDocuments {
  private readonly byOwner = new Map<string, Map<string, DocumentReference>>();

  static async of(client: PoolClient, store: DocumentStore, named: readonly { recipient: string; documents: readonly DocumentReference[] }[]): Promise<KnownDocuments> {
    const known = new KnownDocuments();
    const asked = named.filter(({ documents }) => documents.length > 0).map(({ recipient, documents }) => ({ owner: recipient, ids: documents.map(({ id }) => id) }));
    const found = await store.findAllIn(client, asked);
    asked.forEach(({ owner }, index) => found[index]!.forEach((document) => known.of(owner).set(document.id, document)));
    return known;
  }

  /** By id. */
  of(owner: string): Map<string, DocumentReference> {
    const own = this.byOwner.get(owner) ?? new Map<string, DocumentReference>();
    this.byOwner.set(owner, own);
    return own;
  }
}
