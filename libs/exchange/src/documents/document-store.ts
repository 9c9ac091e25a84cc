import { createHash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { type DataCipher, GatheredCalls, uuidv7 } from '@lianzhi/platform';

/** A document 文书 as a message names it; the content travels on the documents lane. */
export interface DocumentReference {
  id: string;
  kind: string;
  name?: string;
  mediaType?: string;
  /** Hex SHA-256 of the content. */
  sha256: string;
  /** Bytes. */
  size: number;
}

interface DocumentRow { id: string; kind: string; name: string | null; media_type: string | null; sha256: string; size: string }

const reference = (row: DocumentRow): DocumentReference => ({
  id: row.id, kind: row.kind, sha256: row.sha256, size: Number(row.size),
  ...(row.name === null ? {} : { name: row.name }), ...(row.media_type === null ? {} : { mediaType: row.media_type }),
});

export const sha256Hex = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

/** Documents of the organisations of this service, encrypted at rest. An organisation sees its own and those sent to it. */
export class DocumentStore {
  private readonly finds = new GatheredCalls<{ owner: string; ids: readonly string[] }, DocumentReference[]>((asked) => findAll(this.pool, asked));

  constructor(private readonly pool: Pool, private readonly cipher: DataCipher) {}

  async add(owner: string, document: { kind: string; name?: string; mediaType?: string; content: Buffer }): Promise<DocumentReference> {
    const { content, ...described } = document;
    const added = { id: uuidv7(), ...described, sha256: sha256Hex(content), size: content.length };
    await this.insert(this.pool, owner, added, content, null);
    return added;
  }

  async insert(db: Pool | PoolClient, owner: string, document: DocumentReference, content: Buffer, requestId: string | null): Promise<void> {
    await db.query(
      `INSERT INTO document (id, owner, kind, name, media_type, sha256, size, content, request_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT DO NOTHING`,
      [document.id, owner, document.kind, document.name ?? null, document.mediaType ?? null, document.sha256, document.size, this.cipher.encrypt(content), requestId]);
  }

  /** The owner's documents among these ids; the others are simply missing from the answer. Calls that come together are read together. */
  async find(owner: string, ids: readonly string[]): Promise<DocumentReference[]> {
    return ids.length === 0 ? [] : this.finds.call({ owner, ids });
  }

  /** The same of many owners inside a transaction, which sees what it stored itself: an answer for each. */
  async findAllIn(client: PoolClient, asked: readonly { owner: string; ids: readonly string[] }[]): Promise<DocumentReference[][]> {
    return asked.length === 0 ? [] : findAll(client, asked);
  }

  async read(owner: string, id: string): Promise<(DocumentReference & { content: Buffer }) | undefined> {
    const { rows } = await this.pool.query<DocumentRow & { content: Buffer }>(
      'SELECT id, kind, name, media_type, sha256, size, content FROM document WHERE owner = $1 AND id = $2', [owner, id]);
    return rows[0] && { ...reference(rows[0]), content: this.cipher.decrypt(rows[0].content) };
  }
}

async function findAll(db: Pool | PoolClient, asked: readonly { owner: string; ids: readonly string[] }[]): Promise<DocumentReference[][]> {
  const { rows } = await db.query<DocumentRow & { owner: string }>({
    name: 'document-find', text: 'SELECT id, owner, kind, name, media_type, sha256, size FROM document WHERE id = ANY($1::uuid[])', values: [[...new Set(asked.flatMap(({ ids }) => ids))]],
  });
  return asked.map(({ owner, ids }) => rows.filter((row) => row.owner === owner && ids.includes(row.id)).map(reference));
}

/** What one organisation uploaded for another one of this service in whose name it speaks: from then on that one's too. */
export async function handOnDocuments(client: PoolClient, ids: readonly string[], owner: string, to: string): Promise<void> {
  await client.query({
    name: 'document-hand-on', values: [ids, owner, to],
    text: `INSERT INTO document (id, owner, kind, name, media_type, sha256, size, content, request_id, created_at)
           SELECT id, $3, kind, name, media_type, sha256, size, content, request_id, created_at FROM document WHERE id = ANY($1::uuid[]) AND owner = $2 ON CONFLICT DO NOTHING`,
  });
}
