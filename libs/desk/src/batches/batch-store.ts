import type { Pool, PoolClient } from 'pg';
import { inTransaction, uuidv7, type DataCipher } from '@lianzhi/platform';
import type { Batch, BatchLine, BatchToWrite, LineState, Members, Refusal } from './batch';

interface BatchRow { id: string; organisation: string; created_by: string; type: string; content: Buffer; lines: number; created_at: Date; traceparent: string | null }
interface LineRow { batch_id: string; line: number; content: Buffer; request_id: string; state: LineState; refusal: Refusal | null; attempts: number }

const batchContext = (id: string): string => `batch ${id}`;
const lineContext = (id: string, line: number): string => `batch ${id} ${line}`;

/** Batches of the organisations of this desk, and their lines. */
export class BatchStore {
  constructor(private readonly pool: Pool, private readonly cipher: DataCipher) {}

  /** Stores a batch with its lines; the same id again changes nothing. */
  async write(batch: BatchToWrite): Promise<void> {
    const { id, organisation, by, type, base, lines, createdAt, traceparent } = batch;
    await inTransaction(this.pool, async (client) => {
      const { rowCount } = await client.query(
        `INSERT INTO request_batch (id, organisation, created_by, type, content, lines, created_at, traceparent) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
        [id, organisation, by, type, this.seal(base, batchContext(id)), lines.length, new Date(createdAt), traceparent ?? null]);
      if (rowCount === 0) return;
      await client.query(
        `INSERT INTO request_batch_line (batch_id, line, content, request_id, state, refusal)
         SELECT $1, l.line, l.content, l.request_id, CASE WHEN l.refusal IS NULL THEN 'open' ELSE 'refused' END, l.refusal
         FROM unnest($2::int[], $3::bytea[], $4::uuid[], $5::jsonb[]) AS l(line, content, request_id, refusal)`,
        [id, lines.map((_, i) => i + 1), lines.map(({ members }, i) => this.seal(members, lineContext(id, i + 1))), lines.map(() => uuidv7()), lines.map(({ refusal }) => (refusal ? JSON.stringify(refusal) : null))]);
    });
  }

  async find(organisations: readonly string[], id: string): Promise<Batch | undefined> {
    const { rows } = await this.pool.query<BatchRow>('SELECT * FROM request_batch WHERE organisation = ANY($1::text[]) AND id = $2', [organisations, id]);
    return rows[0] && this.batch(rows[0]);
  }

  /** Newest first; one more than `limit` when there is a next page. */
  async list(organisations: readonly string[], { before, limit }: { before?: string; limit: number }): Promise<Batch[]> {
    const { rows } = await this.pool.query<BatchRow>(
      'SELECT * FROM request_batch WHERE organisation = ANY($1::text[]) AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3', [organisations, before ?? null, limit + 1]);
    return rows.map((row) => this.batch(row));
  }

  /** In order of the lines. */
  async lines(id: string): Promise<BatchLine[]> {
    const { rows } = await this.pool.query<LineRow>('SELECT * FROM request_batch_line WHERE batch_id = $1 ORDER BY line', [id]);
    return rows.map((row) => this.line(row));
  }

  /** How many lines stand where, of each of these batches: open, refused, and the accepted ones by state and latest outcome of their requests. */
  async counts(ids: readonly string[]): Promise<{ batch_id: string; state: LineState; request_state: string | null; outcome: string | null; error: string | null; n: number }[]> {
    const { rows } = await this.pool.query<{ batch_id: string; state: LineState; request_state: string | null; outcome: string | null; error: string | null; n: number }>(
      `SELECT l.batch_id, l.state, r.state AS request_state, r.record->'core'->>'outcome' AS outcome, l.refusal->>'error' AS error, count(*)::int AS n
       FROM request_batch_line l LEFT JOIN request r ON l.state = 'accepted' AND r.id = l.request_id AND r.box = 'sent'
       WHERE l.batch_id = ANY($1::uuid[]) GROUP BY 1, 2, 3, 4, 5`, [ids]);
    return rows;
  }

  /** Takes open lines for this replica, for so many seconds; the oldest batches first. */
  async claim(most: number, seconds: number): Promise<{ batch: Batch; line: BatchLine }[]> {
    const { rows } = await this.pool.query<LineRow>({
      name: 'batch-claim',
      text: `UPDATE request_batch_line l SET claimed_until = clock_timestamp() + make_interval(secs => $2), attempts = attempts + 1
             WHERE ctid = ANY(ARRAY(
               SELECT ctid FROM request_batch_line WHERE state = 'open' AND claimed_until < clock_timestamp() ORDER BY batch_id, line LIMIT $1 FOR UPDATE SKIP LOCKED))
             RETURNING l.*`,
      values: [most, seconds],
    });
    if (rows.length === 0) return [];
    const ids = [...new Set(rows.map(({ batch_id: id }) => id))];
    const { rows: batches } = await this.pool.query<BatchRow>({ name: 'batch-of-lines', text: 'SELECT * FROM request_batch WHERE id = ANY($1::uuid[])', values: [ids] });
    const known = new Map(batches.map((row) => [row.id, this.batch(row)]));
    return rows.map((row) => ({ batch: known.get(row.batch_id)!, line: this.line(row) })).sort((a, b) => a.line.line - b.line.line);
  }

  /** What became of lines that this replica had claimed, in one statement; without a verdict a line is tried again after so many seconds. */
  async settle(settled: readonly { line: Pick<BatchLine, 'batchId' | 'line'>; state: LineState; refusal?: Refusal; retryAfter?: number }[], db: Pool | PoolClient = this.pool): Promise<void> {
    if (settled.length === 0) return;
    await db.query({
      name: 'batch-settle',
      text: `UPDATE request_batch_line l SET state = s.state, refusal = s.refusal, claimed_until = clock_timestamp() + make_interval(secs => s.retry)
             FROM unnest($1::uuid[], $2::int[], $3::text[], $4::jsonb[], $5::float8[]) AS s(batch_id, line, state, refusal, retry)
             WHERE l.batch_id = s.batch_id AND l.line = s.line AND l.state = 'open'`,
      values: [
        settled.map(({ line }) => line.batchId), settled.map(({ line }) => line.line), settled.map(({ state }) => state),
        settled.map(({ refusal }) => (refusal ? JSON.stringify(refusal) : null)), settled.map(({ retryAfter = 0 }) => retryAfter),
      ],
    });
  }

  private seal(members: Members, context: string): Buffer { return this.cipher.encrypt(JSON.stringify(members), context); }

  private batch(row: BatchRow): Batch {
    return {
      id: row.id, organisation: row.organisation, by: row.created_by, type: row.type, lines: row.lines, createdAt: row.created_at.getTime(), ...(row.traceparent !== null && { traceparent: row.traceparent }),
      base: JSON.parse(this.cipher.decryptText(row.content, batchContext(row.id))) as Members,
    };
  }

  private line(row: LineRow): BatchLine {
    return {
      batchId: row.batch_id, line: row.line, requestId: row.request_id, state: row.state, refusal: row.refusal, attempts: row.attempts,
      // Empty once what its request says was erased.
      members: row.content.length === 0 ? {} : JSON.parse(this.cipher.decryptText(row.content, lineContext(row.batch_id, row.line))) as Members,
    };
  }
}
