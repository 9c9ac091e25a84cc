import type { Pool, PoolClient } from 'pg';

/**
 * Runs `fn` in one transaction. When it throws everything is rolled back and the error goes on.
 * A connection whose rollback or commit failed is closed rather than handed to the next caller.
 */
export async function inTransaction<T>(pool: Pool, fn: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  // Without a listener, a server that goes away while the connection is checked out ends the process.
  const lost = (): void => undefined;
  client.on('error', lost);
  let broken = false;
  try {
    // Goes out together with the first statement of `fn`. It fails only with the connection, and then so does whatever comes behind it.
    const begun = client.query('BEGIN');
    begun.catch(() => undefined);
    const result = await fn(client);
    await begun;
    await client.query('COMMIT');
    return result;
  } catch (error) {
    broken = !(await rollback(client));
    throw error;
  } finally {
    client.off('error', lost);
    client.release(broken);
  }
}

async function rollback(client: PoolClient): Promise<boolean> {
  try {
    await client.query('ROLLBACK');
    return true;
  } catch {
    return false;
  }
}
