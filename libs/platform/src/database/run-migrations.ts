import { createHash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { inTransaction } from './in-transaction';

/** One step of the schema. WARNING: once applied anywhere, neither name nor SQL may change. */
export interface Migration {
  name: string;
  sql: string;
}

/** Any constant will do; advisory locks are per database. */
const LOCK = 7_305_801_123;

/**
 * Brings the schema up to date, in the given order, all in one transaction. Safe when replicas start at once: one migrates, the others wait.
 * @returns the names applied now
 * @throws when a migration applied earlier has changed since
 */
export function runMigrations(pool: Pool, migrations: readonly Migration[]): Promise<string[]> {
  return inTransaction(pool, async (client) => {
    await client.query('SET LOCAL statement_timeout = 0');
    await client.query('SET LOCAL lock_timeout = 0');
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    await client.query('CREATE TABLE IF NOT EXISTS schema_migration (name text PRIMARY KEY, digest bytea NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())');
    const applied = await appliedDigests(client);
    const names: string[] = [];
    for (const migration of migrations) {
      if (await applyIfNew(client, migration, applied.get(migration.name))) names.push(migration.name);
    }
    return names;
  });
}

async function appliedDigests(client: PoolClient): Promise<Map<string, Buffer>> {
  const { rows } = await client.query<{ name: string; digest: Buffer }>('SELECT name, digest FROM schema_migration');
  return new Map(rows.map(({ name, digest }) => [name, digest]));
}

async function applyIfNew(client: PoolClient, { name, sql }: Migration, applied: Buffer | undefined): Promise<boolean> {
  const digest = createHash('sha256').update(sql).digest();
  if (applied !== undefined && !applied.equals(digest)) throw new Error(`migration ${name} was changed after it had been applied; write a new one instead`);
  if (applied !== undefined) return false;
  await client.query(sql);
  await client.query('INSERT INTO schema_migration (name, digest) VALUES ($1, $2)', [name, digest]);
  return true;
}
