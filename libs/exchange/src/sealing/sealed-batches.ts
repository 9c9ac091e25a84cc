import type { Pool, PoolClient } from 'pg';
import type { SealedBatch } from './sealed-batch';

type Queryable = Pool | PoolClient;
interface BatchRow { number: string; first: string; last: string; root: string; previous: string; head: string; lost: boolean }

const columns = 'number, first, last, root, previous, head, lost';
const batchOf = ({ number, first, last, root, previous, head }: BatchRow): SealedBatch =>
  ({ number: Number(number), first: Number(first), last: Number(last), root, previous, head });

export async function lastBatch(db: Queryable): Promise<SealedBatch | undefined> {
  const { rows } = await db.query<BatchRow>({ name: 'sealed-batch-last', text: `SELECT ${columns} FROM sealed_batch ORDER BY number DESC LIMIT 1` });
  return rows[0] && batchOf(rows[0]);
}

/** @returns false when there is a batch of that number already: another replica was faster */
export async function insertBatch(db: Queryable, { number, first, last, root, previous, head }: SealedBatch, lost = false): Promise<boolean> {
  const { rowCount } = await db.query({
    name: 'sealed-batch-insert', values: [number, first, last, root, previous, head, lost],
    text: `INSERT INTO sealed_batch (${columns}) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
  });
  return rowCount === 1;
}

/** The batches that hold these positions, and those between two numbers besides: the links to a later head. */
export async function batchesAround(db: Queryable, positions: readonly number[]): Promise<SealedBatch[]> {
  const { rows } = await db.query<BatchRow>(
    `SELECT DISTINCT ${columns} FROM sealed_batch b JOIN unnest($1::bigint[]) p ON p BETWEEN b.first AND b.last WHERE NOT b.lost ORDER BY number`, [positions]);
  return rows.map(batchOf);
}

export async function batchesBetween(db: Queryable, from: number, to: number): Promise<SealedBatch[]> {
  const { rows } = await db.query<BatchRow>(`SELECT ${columns} FROM sealed_batch WHERE number BETWEEN $1 AND $2 ORDER BY number`, [from, to]);
  return rows.map(batchOf);
}

/** The digests of a batch's entries, in order. */
export async function digestsOf(db: Queryable, { first, last }: Pick<SealedBatch, 'first' | 'last'>): Promise<Buffer[]> {
  const { rows } = await db.query<{ digest: Buffer }>('SELECT digest FROM seal WHERE position BETWEEN $1 AND $2 ORDER BY position', [first, last]);
  return rows.map(({ digest }) => digest);
}
