import type { Pool, PoolClient } from 'pg';
import type { Call } from './calls-of';

/** A request about which something may be due to be called. */
export interface DueRequest {
  id: string;
  from: string;
  to: string;
  /** The earliest instant of what is due, ms, business time. */
  first: number;
}

/** Requests with a step whose instant lies before `before` (ms, business time), the longest due first. */
export async function findDue(pool: Pool, before: number, limit: number): Promise<DueRequest[]> {
  const { rows } = await pool.query<{ id: string; from_org: string; to_org: string; first: Date }>({
    name: 'obligation-due',
    text: `SELECT t.id, t.from_org, t.to_org, due.first FROM tracked_request t JOIN (
             SELECT request_id, min(next_at) AS first FROM (
               SELECT request_id, next_at FROM obligation WHERE next_at <= $1 AND retry_at <= clock_timestamp() ORDER BY next_at LIMIT $2) o
             GROUP BY request_id) due ON due.request_id = t.id ORDER BY due.first`,
    values: [new Date(before), limit],
  });
  return rows.map((row) => ({ id: row.id, from: row.from_org, to: row.to_org, first: row.first.getTime() }));
}

/** How many obligations have something to call at `before` (ms, business time). */
export async function countDue(pool: Pool, before: number): Promise<number> {
  const { rows: [row] } = await pool.query<{ n: number }>('SELECT count(*)::int AS n FROM obligation WHERE next_at <= $1', [new Date(before)]);
  return row?.n ?? 0;
}

/** These cannot be called now; they are looked at again after `ms` of system time, so that they keep no others waiting. Never waits itself. */
export async function postpone(db: Pool | PoolClient, requestIds: readonly string[], ms: number): Promise<void> {
  if (requestIds.length === 0) return;
  await db.query(
    `UPDATE obligation o SET retry_at = clock_timestamp() + make_interval(secs => $2::float8 / 1000)
     FROM (SELECT request_id, name, round FROM obligation WHERE request_id = ANY($1::uuid[]) AND next_at IS NOT NULL FOR UPDATE SKIP LOCKED) mine
     WHERE o.request_id = mine.request_id AND o.name = mine.name AND o.round = mine.round`, [requestIds, ms]);
}

/** Takes the locks of those requests that nobody else handles at the moment; the transaction gives them back. */
export async function tryLock(client: PoolClient, requestIds: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ id: string; taken: boolean }>({
    name: 'request-try-lock',
    text: 'SELECT id, pg_try_advisory_xact_lock(hashtextextended(id, 7)) AS taken FROM unnest($1::text[]) id',
    values: [requestIds],
  });
  return rows.filter(({ taken }) => taken).map(({ id }) => id);
}

/** Of these requests, those with a message that was taken in and not handled: its meaning is still unknown. */
export async function withUnhandled(client: PoolClient, requestIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await client.query<{ request_id: string }>({
    name: 'journal-unhandled-of', text: `SELECT DISTINCT request_id FROM journal WHERE handling IN ('n', 'p') AND request_id = ANY($1::uuid[])`, values: [requestIds],
  });
  return new Set(rows.map((row) => row.request_id));
}

/** Records calls. The key makes each of them happen once, whatever the number of replicas. @throws on a call made before */
export async function insertCalls(client: PoolClient, calls: readonly Call[], calledAt: number): Promise<void> {
  await client.query({
    name: 'call-insert',
    text: `INSERT INTO call (request_id, obligation, round, step, at, called_at, owed_by, targets)
           SELECT request_id, obligation, round, step, at, $2, owed_by, targets
           FROM jsonb_to_recordset($1::jsonb) AS r(request_id uuid, obligation text, round integer, step text, at timestamptz, owed_by text, targets text[])`,
    values: [JSON.stringify(calls.map(({ request, obligation: { record }, step, owedBy, targets }) => ({
      request_id: request.id, obligation: record.name, round: record.round, step: step.name, at: new Date(step.at).toISOString(), owed_by: owedBy, targets,
    }))), new Date(calledAt)],
  });
}
