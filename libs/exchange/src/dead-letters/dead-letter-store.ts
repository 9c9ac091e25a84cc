import type { Pool, PoolClient } from 'pg';

/** WARNING: stored, and in the API. */
export const deadLetterStates = ['open', 'requeued', 'discarded'] as const;
export type DeadLetterState = (typeof deadLetterStates)[number];

export interface DeadLetterRow {
  id: string; journal_seq: string | null; topic: string; partition: number; offset: string; authentic: boolean; reason: string; detail: string | null;
  message_id: string | null; request_id: string | null; type: string | null; sender: string | null; recipient: string | null; value: Buffer | null;
  state: DeadLetterState; recorded_at: Date; decided_at: Date | null; decided_by: string | null; decision_reason: string | null; record_key: string | null; appended_at: Date | null;
}

export interface DeadLetterFilter {
  state?: DeadLetterState;
  reason?: string;
  /** Topic that it came on. */
  lane?: string;
  request?: string;
  authentic?: boolean;
}

/** Without the value, which lists need not read. */
const listed = 'id, journal_seq, topic, partition, "offset", authentic, reason, detail, message_id, request_id, type, sender, recipient, NULL::bytea AS value, state, recorded_at, decided_at, decided_by, decision_reason, record_key, appended_at';

function conditionsOf({ state, reason, lane, request, authentic }: DeadLetterFilter, values: unknown[]): string {
  const equals = (column: string, value: unknown): string[] => (value === undefined ? [] : [`${column} = $${values.push(value)}`]);
  return ['true', ...equals('state', state), ...equals('reason', reason), ...equals('topic', lane), ...equals('request_id', request), ...equals('authentic', authentic)].join(' AND ');
}

/** Newest first; ids grow with time. */
export async function listDeadLetters(db: Pool, filter: DeadLetterFilter, { before, limit }: { before?: string; limit: number }): Promise<DeadLetterRow[]> {
  const values: unknown[] = [];
  const where = conditionsOf(filter, values);
  const behind = before === undefined ? '' : ` AND id < $${values.push(before)}`;
  const { rows } = await db.query<DeadLetterRow>(`SELECT ${listed} FROM dead_letter WHERE ${where}${behind} ORDER BY id DESC LIMIT $${values.push(limit)}`, values);
  return rows;
}

/** The oldest open ones first: those behind them may wait for what they say. */
export async function openDeadLetters(db: Pool, filter: Omit<DeadLetterFilter, 'state'>, { after, limit }: { after?: string; limit: number }): Promise<string[]> {
  const values: unknown[] = [];
  const where = conditionsOf({ ...filter, state: 'open' }, values);
  const behind = after === undefined ? '' : ` AND id > $${values.push(after)}`;
  const { rows } = await db.query<{ id: string }>(`SELECT id FROM dead_letter WHERE ${where}${behind} ORDER BY id LIMIT $${values.push(limit)}`, values);
  return rows.map(({ id }) => id);
}

export async function countOpenDeadLetters(db: Pool, filter: Omit<DeadLetterFilter, 'state'>, after: string): Promise<number> {
  const values: unknown[] = [];
  const where = conditionsOf({ ...filter, state: 'open' }, values);
  const { rows } = await db.query<{ count: number }>(`SELECT count(*)::int AS count FROM dead_letter WHERE ${where} AND id > $${values.push(after)}`, values);
  return rows[0]!.count;
}

/** In the API: do not rename. */
export interface DeadLetterCount { reason: string; lane: string; authentic: boolean; count: number }

/** Every combination that occurs among the open ones, the most frequent first. */
export async function countsOfOpenDeadLetters(db: Pool): Promise<DeadLetterCount[]> {
  const { rows } = await db.query<DeadLetterCount>(`SELECT reason, topic AS lane, authentic, count(*)::int AS count FROM dead_letter WHERE state = 'open' GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 2, 3`);
  return rows;
}

export async function findDeadLetter(db: Pool | PoolClient, id: string): Promise<DeadLetterRow | undefined> {
  const { rows } = await db.query<DeadLetterRow>('SELECT *, "offset" FROM dead_letter WHERE id = $1', [id]);
  return rows[0];
}

/** Locked until the transaction ends: of two who decide at once the second finds it decided. */
export async function lockDeadLetter(client: PoolClient, id: string): Promise<DeadLetterRow | undefined> {
  const { rows } = await client.query<DeadLetterRow>('SELECT * FROM dead_letter WHERE id = $1 FOR UPDATE', [id]);
  return rows[0];
}

export async function decideDeadLetter(client: PoolClient, id: string, decision: { state: Exclude<DeadLetterState, 'open'>; by: string; reason?: string }): Promise<void> {
  await client.query(
    'UPDATE dead_letter SET state = $2, decided_at = clock_timestamp(), decided_by = $3, decision_reason = $4 WHERE id = $1', [id, decision.state, decision.by, decision.reason ?? null]);
}
