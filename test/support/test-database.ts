import { createHash, randomBytes } from 'node:crypto';
import { Client, escapeIdentifier, Pool } from 'pg';
import { runMigrations, type Migration } from '@lianzhi/platform';
import { findTestServers } from './find-test-servers';

export interface TestDatabase {
  name: string;
  url: string;
  /** Ends its connections and removes it; call it in `afterAll`. */
  drop(): Promise<void>;
}

/**
 * A database of its own for one spec, so specs can run beside each other: empty, or with the tables that these migrations make. `label` only makes
 * it recognisable.
 */
export async function createTestDatabase(label: string, migrations: readonly Migration[] = []): Promise<TestDatabase> {
  const name = `test_${label.replace(/[^a-z0-9]+/gi, '_').toLowerCase()}_${randomBytes(4).toString('hex')}`;
  const template = migrations.length > 0 ? await templateOf(migrations) : undefined;
  await asAdmin((client) => client.query(`CREATE DATABASE ${escapeIdentifier(name)}${template ? ` TEMPLATE ${escapeIdentifier(template)}` : ''}`));
  return {
    name, url: urlOf(name),
    drop: () => asAdmin(async (client) => { await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`); }),
  };
}

/** Made once for a run: a copy takes as long as an empty database does, the migrations as long again. */
async function templateOf(migrations: readonly Migration[]): Promise<string> {
  const name = `template_${createHash('sha256').update(JSON.stringify(migrations)).digest('hex').slice(0, 16)}`;
  await asAdmin(async (client) => {
    // The other worker waits; the lock ends with the connection. It gets its name when it is complete.
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [name]);
    if ((await client.query('SELECT FROM pg_database WHERE datname = $1', [name])).rowCount === 1) return;
    const unfinished = `${name}_unfinished`;
    await client.query(`DROP DATABASE IF EXISTS ${unfinished}`);
    await client.query(`CREATE DATABASE ${unfinished}`);
    const pool = new Pool({ connectionString: urlOf(unfinished), max: 1 });
    await runMigrations(pool, migrations).finally(() => pool.end());
    await client.query(`ALTER DATABASE ${unfinished} RENAME TO ${name}`);
  });
  return name;
}

function urlOf(name: string): string {
  const url = new URL(findTestServers().adminDatabaseUrl);
  url.pathname = `/${name}`;
  return url.toString();
}

async function asAdmin<T>(act: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: findTestServers().adminDatabaseUrl });
  await client.connect();
  return act(client).finally(() => client.end());
}

/** A pool for a spec. Once it is to end, the server may cut a connection before it is closed here; before that it is an error. */
export function testPool(url: string): Pool {
  const pool = new Pool({ connectionString: url, max: 8, pipeline: true });
  pool.on('error', (error) => { if (!pool.ending) throw error; });
  return pool;
}
