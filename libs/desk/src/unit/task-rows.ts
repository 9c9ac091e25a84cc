import type { Pool, PoolClient } from 'pg';
import type { AskedRequest } from '../automation/asked-request';

export interface TaskToBegin {
  type: string;
  order: Buffer | null;
  /** What is asked, for the automation of this replica: it need not read and open it again. */
  asked: AskedRequest;
  traceparent?: string;
}

/** Leaves requests (id → task) to the automation, in the transaction that took them in. */
export async function beginTasks(client: PoolClient, tasks: ReadonlyMap<string, TaskToBegin>): Promise<void> {
  if (tasks.size === 0) return;
  const rows = [...tasks.values()];
  await client.query({
    name: 'task-begin', text: 'INSERT INTO task (request_id, type, order_key) SELECT * FROM unnest($1::uuid[], $2::text[], $3::bytea[]) ON CONFLICT DO NOTHING',
    values: [[...tasks.keys()], rows.map(({ type }) => type), rows.map(({ order }) => order)],
  });
}

/**
 * From here to the commit one transaction at a time for each order: so the places in the journal, the tasks' times and what others can see agree.
 * Taken before anything is written, in one sorted statement.
 */
export async function lockTaskOrders(client: PoolClient, orders: readonly Buffer[]): Promise<void> {
  if (orders.length === 0) return;
  await client.query({
    name: 'task-order-lock', text: `SELECT pg_advisory_xact_lock(k) FROM (SELECT DISTINCT hashtextextended(encode(o, 'hex'), 13) AS k FROM unnest($1::bytea[]) o ORDER BY 1) sorted`, values: [orders],
  });
}

/** The receipt of these requests is confirmed: nobody waits for their answer to stand for it. */
export async function confirmTasks(client: PoolClient, requestIds: readonly string[]): Promise<void> {
  if (requestIds.length === 0) return;
  await client.query({ name: 'task-confirm', text: 'UPDATE task SET confirm_at = NULL WHERE request_id = ANY($1::uuid[]) AND confirm_at IS NOT NULL', values: [requestIds] });
}

/** A task as one attempt holds it: a later attempt means that another replica has it now. */
export interface HeldTask { requestId: string; attempt: number }

/** Somebody who held it longer than he may has ended it, or has it now: what was to go with its end must not be written. */
export class TaskTaken extends Error {
  constructor(requestIds: readonly string[]) { super(`another attempt has the tasks of ${requestIds.join(', ')}`); }
}

/** @throws TaskTaken, and nothing of the transaction may be kept */
export async function endTasks(db: Pool | PoolClient, tasks: readonly HeldTask[]): Promise<void> {
  if (tasks.length === 0) return;
  const { rows } = await db.query<{ request_id: string }>({
    name: 'task-end', text: 'DELETE FROM task t USING unnest($1::uuid[], $2::int[]) u(request_id, attempt) WHERE t.request_id = u.request_id AND t.attempt = u.attempt RETURNING t.request_id',
    values: [tasks.map(({ requestId }) => requestId), tasks.map(({ attempt }) => attempt)],
  });
  if (rows.length === tasks.length) return;
  const ended = new Set(rows.map(({ request_id: id }) => id));
  throw new TaskTaken(tasks.flatMap(({ requestId }) => (ended.has(requestId) ? [] : [requestId])));
}
