import type { Pool, PoolClient } from 'pg';

/** Leaves requests (id → type) to the automation, in the transaction that took them in. */
export async function beginTasks(client: PoolClient, tasks: ReadonlyMap<string, string>): Promise<void> {
  await client.query({
    name: 'task-begin', text: 'INSERT INTO task (request_id, type) SELECT * FROM unnest($1::uuid[], $2::text[]) ON CONFLICT DO NOTHING', values: [[...tasks.keys()], [...tasks.values()]],
  });
}

export async function endTasks(db: Pool | PoolClient, requestIds: readonly string[]): Promise<void> {
  await db.query({ name: 'task-end', text: 'DELETE FROM task WHERE request_id = ANY($1::uuid[])', values: [requestIds] });
}
