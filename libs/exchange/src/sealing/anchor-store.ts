import type { Pool, PoolClient } from 'pg';
import type { ReceivedRecord } from '../bus/message-bus';
import { parseAnchor, type KeptHead, type SignedAnchor } from './anchor';

type Queryable = Pool | PoolClient;

export interface ReadAnchor { record: ReceivedRecord & { value: Buffer }; anchor: SignedAnchor }

/** Keeps verified statements; one that is known changes nothing. */
export async function insertAnchors(db: Queryable, operator: string, read: readonly ReadAnchor[]): Promise<void> {
  if (read.length === 0) return;
  const statements = read.map(({ anchor }) => anchor.statement);
  await db.query({
    name: 'anchor-insert',
    text: `INSERT INTO anchor (partition, "offset", operator, appended_at, number, head, kept_of_us, kept_head_of_us, value)
           SELECT * FROM unnest($1::int[], $2::bigint[], $3::text[], $4::timestamptz[], $5::bigint[], $6::text[], $7::bigint[], $8::text[], $9::bytea[]) ON CONFLICT DO NOTHING`,
    values: [
      read.map(({ record }) => record.partition), read.map(({ record }) => record.offset.toString()), statements.map((each) => each.operator), read.map(({ record }) => new Date(record.appendedAt)),
      statements.map(({ batch }) => batch?.number ?? null), statements.map(({ batch }) => batch?.head ?? null),
      statements.map(({ kept }) => kept[operator]?.number ?? null), statements.map(({ kept }) => kept[operator]?.head ?? null), read.map(({ record }) => record.value),
    ],
  });
}

export interface AnchorConflict { record: ReceivedRecord & { value: Buffer }; operator: string; number: number; reason: string }

/** Keeps what contradicts what was kept before: nobody may overwrite a past, and the attempt is evidence itself. @returns how many are new */
export async function insertConflicts(db: Queryable, conflicts: readonly AnchorConflict[]): Promise<number> {
  if (conflicts.length === 0) return 0;
  const { rowCount } = await db.query(
    `INSERT INTO anchor_conflict (partition, "offset", operator, number, reason, value)
     SELECT * FROM unnest($1::int[], $2::bigint[], $3::text[], $4::bigint[], $5::text[], $6::bytea[]) ON CONFLICT DO NOTHING`,
    [conflicts.map(({ record }) => record.partition), conflicts.map(({ record }) => record.offset.toString()), conflicts.map((c) => c.operator), conflicts.map((c) => c.number), conflicts.map((c) => c.reason), conflicts.map(({ record }) => record.value)]);
  return rowCount ?? 0;
}

/** The last head kept of each operator but this one. */
export async function keptHeads(db: Queryable, but: string): Promise<Record<string, KeptHead>> {
  const { rows } = await db.query<{ operator: string; number: string; head: string }>({
    name: 'anchor-kept', values: [but],
    text: 'SELECT DISTINCT ON (operator) operator, number, head FROM anchor WHERE operator <> $1 AND number IS NOT NULL ORDER BY operator, number DESC',
  });
  return Object.fromEntries(rows.map(({ operator, number, head }) => [operator, { number: Number(number), head }]));
}

/** The head kept of an operator's batch of that number, if any. */
export async function keptHeadsOf(db: Queryable, wanted: readonly { operator: string; number: number }[]): Promise<Map<string, string>> {
  const { rows } = await db.query<{ operator: string; number: string; head: string }>({
    name: 'anchor-of', values: [wanted.map(({ operator }) => operator), wanted.map(({ number }) => number)],
    text: `SELECT DISTINCT a.operator, a.number, a.head FROM anchor a JOIN unnest($1::text[], $2::bigint[]) u(operator, number) ON a.operator = u.operator AND a.number = u.number`,
  });
  return new Map(rows.map(({ operator, number, head }) => [`${operator} ${number}`, head]));
}

export interface Witness { appendedAt: Date; keptNumber: number; anchor: SignedAnchor }

/** Of each other operator the earliest statement that names our batch of that number or a later one. */
export async function witnessesOf(db: Queryable, operator: string, number: number): Promise<Witness[]> {
  const { rows } = await db.query<{ appended_at: Date; kept_of_us: string; value: Buffer }>(
    `SELECT DISTINCT ON (operator) appended_at, kept_of_us, value FROM anchor WHERE operator <> $1 AND kept_of_us >= $2 ORDER BY operator, kept_of_us, appended_at`, [operator, number]);
  return rows.map((row) => ({ appendedAt: row.appended_at, keptNumber: Number(row.kept_of_us), anchor: parseAnchor(row.value)! }));
}
