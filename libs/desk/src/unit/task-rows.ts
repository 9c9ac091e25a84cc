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
  await client.query({ name: 'task-confirm', text: 'UPDATE task SET confirm_at = NULL WHERE request_id = ANY($1::uuid[]) AND confirm_at IS NOT NULL', values: [requestIds] });
}

export async function endTasks(db: Pool | PoolClient, requestIds: readonly string[]): Promise<void> {
  await db.query({ name: 'task-end', text: 'DELETE FROM task WHERE request_id = ANY($1::uuid[])', values: [requestIds] });
}
