import type { Pool, PoolClient } from 'pg';
import type { AlertToRaise, DeskFoundation } from '@lianzhi/desk';
import { uuidv7, type DataCipher } from '@lianzhi/platform';
import type { Draft, DraftBody, DraftState, DraftToWrite } from './draft';

/** Where the next page begins: created (ms) and id of the last item. */
export type DraftPosition = [createdAt: number, id: string];

export interface DraftFilter { organisations: readonly string[]; state?: DraftState; caseNumber?: string; after?: DraftPosition; limit: number }

interface DraftRow {
  id: string; organisation: string; key: string; type: string; to_org: string | null; case_number: string; content: Buffer; reason: Draft['reason']; about: string | null;
  state: DraftState; request_id: string | null; discarded_because: string | null; settled_by: string | null; settled_at: Date | null; created_at: Date;
}

const contextOf = (id: string): string => `draft ${id}`;
/** What is due again for the same reason is drafted again. */
const keyGivenBack = `key = key || ' ' || id`;

/** Drafts 代拟事项 of the courts of this desk. */
export class DraftStore {
  constructor(private readonly pool: Pool, private readonly cipher: DataCipher, private readonly raiseAlerts: DeskFoundation['raiseAlerts']) {}

  /**
   * Writes drafts and raises an alert for each, in the caller's transaction. A key that its court has used before changes nothing, whatever became of
   * that draft; but one that the machine took back because its reason was gone gives its key back too. @returns those that are new
   */
  async write(client: PoolClient, drafts: readonly DraftToWrite[]): Promise<{ id: string; key: string; organisation: string }[]> {
    if (drafts.length === 0) return [];
    const rows = drafts.map((draft) => ({ id: uuidv7(), draft }));
    const { rows: written } = await client.query<{ id: string; organisation: string; key: string }>({
      name: 'draft-write',
      text: `INSERT INTO draft (id, organisation, key, type, to_org, case_number, content, reason, about, created_at)
             SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bytea[], $8::jsonb[], $9::uuid[], $10::timestamptz[])
             ON CONFLICT (organisation, key) DO NOTHING RETURNING id, organisation, key`,
      values: [
        rows.map(({ id }) => id), drafts.map(({ organisation }) => organisation), drafts.map(({ key }) => key), drafts.map(({ type }) => type), drafts.map(({ to }) => to),
        drafts.map(({ body }) => body.caseNumber), rows.map(({ id, draft }) => this.cipher.encrypt(JSON.stringify(draft.body), contextOf(id))),
        drafts.map(({ reason }) => JSON.stringify(reason)), drafts.map(({ about }) => about ?? null), drafts.map(({ createdAt }) => new Date(createdAt)),
      ],
    });
    const isNew = new Set(written.map(({ id }) => id));
    await this.raiseAlerts(client, rows.filter(({ id }) => isNew.has(id)).map(({ id, draft }) => alertOf(id, draft)));
    return written;
  }

  /** Discards what the machine itself drafted and no longer thinks due: the open ones of that case whose key begins so, but for those to keep. */
  async supersede(client: PoolClient, { organisations, caseNumber, prefix, keep, because, at }: { organisations: readonly string[]; caseNumber: string; prefix: string; keep: readonly string[]; because: string; at: number }): Promise<void> {
    await client.query({
      name: 'draft-supersede', values: [organisations, caseNumber, prefix, keep, because, new Date(at)],
      text: `UPDATE draft SET state = 'discarded', discarded_because = $5, settled_by = 'system', settled_at = $6, ${keyGivenBack}
             WHERE organisation = ANY($1::text[]) AND case_number = $2 AND state = 'open' AND starts_with(key, $3) AND NOT key = ANY($4::text[])`,
    });
  }

  async find(organisations: readonly string[], id: string): Promise<Draft | undefined> {
    const { rows } = await this.pool.query<DraftRow>({ name: 'draft-find', text: 'SELECT * FROM draft WHERE organisation = ANY($1::text[]) AND id = $2', values: [organisations, id] });
    return rows[0] && this.open(rows[0]);
  }

  /** Newest first; one more than `limit` when there is a next page. */
  async list({ organisations, state, caseNumber, after, limit }: DraftFilter): Promise<Draft[]> {
    const values: unknown[] = [organisations];
    const param = (value: unknown): string => `$${values.push(value)}`;
    const conditions = [
      'organisation = ANY($1::text[])',
      ...(state ? [`state = ${param(state)}`] : []),
      ...(caseNumber ? [`case_number = ${param(caseNumber)}`] : []),
      ...(after ? [`(created_at, id) < (${param(new Date(after[0]))}::timestamptz, ${param(after[1])}::uuid)`] : []),
    ];
    const { rows } = await this.pool.query<DraftRow>(`SELECT * FROM draft WHERE ${conditions.join(' AND ')} ORDER BY created_at DESC, id DESC LIMIT ${param(limit + 1)}`, values);
    return rows.map((row) => this.open(row));
  }

  /** Locks the draft until the transaction ends, so that it is sent or discarded once. */
  async lock(client: PoolClient, organisation: string, id: string): Promise<Draft | undefined> {
    const { rows } = await client.query<DraftRow>({ name: 'draft-lock', text: 'SELECT * FROM draft WHERE organisation = $1 AND id = $2 FOR UPDATE', values: [organisation, id] });
    return rows[0] && this.open(rows[0]);
  }

  async settle(client: Pool | PoolClient, id: string, settled: { state: 'sent'; request: string; by: string; at: number } | { state: 'discarded'; reason: string; by: string; at: number }): Promise<void> {
    await client.query({
      name: 'draft-settle', text: `UPDATE draft SET state = $2, request_id = $3, discarded_because = $4, settled_by = $5, settled_at = $6 WHERE id = $1 AND state = 'open'`,
      values: [id, settled.state, settled.state === 'sent' ? settled.request : null, settled.state === 'discarded' ? settled.reason : null, settled.by, new Date(settled.at)],
    });
  }

  /** Discards the open drafts of these types in a case: they have lost their purpose. */
  async discardTypes(client: PoolClient, { organisations, caseNumber, types, because, at }: { organisations: readonly string[]; caseNumber: string; types: readonly string[]; because: string; at: number }): Promise<void> {
    await client.query({
      name: 'draft-discard-types', values: [organisations, caseNumber, types, because, new Date(at)],
      text: `UPDATE draft SET state = 'discarded', discarded_because = $4, settled_by = 'system', settled_at = $5
             WHERE organisation = ANY($1::text[]) AND case_number = $2 AND state = 'open' AND type = ANY($3::text[])`,
    });
  }

  /** Discards the open drafts of these types that these requests gave rise to, which no longer do. */
  async discardAbout(client: PoolClient, over: readonly { about: string; type: string; at: number }[], because: string): Promise<void> {
    if (over.length === 0) return;
    await client.query({
      name: 'draft-discard-about', values: [over.map(({ about }) => about), over.map(({ type }) => type), over.map(({ at }) => new Date(at)), because],
      text: `UPDATE draft d SET state = 'discarded', discarded_because = $4, settled_by = 'system', settled_at = o.at, ${keyGivenBack}
             FROM unnest($1::uuid[], $2::text[], $3::timestamptz[]) AS o(about, type, at) WHERE d.about = o.about AND d.type = o.type AND d.state = 'open'`,
    });
  }

  /** Which of these requests have such a draft that is open, or a later request of that type that has not come to nothing: there is nothing more to draft. */
  async followed(client: PoolClient, about: readonly { id: string; type: string }[]): Promise<Set<string>> {
    const { rows } = await client.query<{ id: string; type: string }>({
      name: 'draft-followed', values: [about.map(({ id }) => id), about.map(({ type }) => type)],
      text: `SELECT a.id, a.type FROM unnest($1::uuid[], $2::text[]) AS a(id, type)
             WHERE EXISTS (SELECT 1 FROM draft d WHERE d.about = a.id AND d.type = a.type AND d.state = 'open')
                OR EXISTS (SELECT 1 FROM request e JOIN request r ON r.thread = e.thread AND r.box = 'sent' AND r.follows = e.id AND r.type = a.type
                           WHERE e.id = a.id AND r.state NOT IN ('returned', 'withdrawn', 'undeliverable'))`,
    });
    return new Set(rows.map(({ id, type }) => `${id} ${type}`));
  }

  private open(row: DraftRow): Draft {
    return {
      id: row.id, organisation: row.organisation, key: row.key, type: row.type, to: row.to_org, reason: row.reason, about: row.about, state: row.state, request: row.request_id,
      discardedBecause: row.discarded_because, settledBy: row.settled_by, settledAt: row.settled_at?.getTime() ?? null, createdAt: row.created_at.getTime(),
      body: JSON.parse(this.cipher.decryptText(row.content, contextOf(row.id))) as DraftBody,
    };
  }
}

const alertOf = (id: string, { organisation, type, reason, about, level = 'warning', createdAt, body: { caseNumber } }: DraftToWrite): AlertToRaise => ({
  organisation, kind: 'draft', level, requestId: about ?? null, raisedAt: createdAt, key: `draft/${id}`, detail: { draft: id, type, caseNumber, reason },
});
