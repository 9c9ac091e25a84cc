import { randomBytes } from 'node:crypto';
import { Client, escapeIdentifier, Pool } from 'pg';
import { findTestServers } from './find-test-servers';

export interface TestDatabase {
  name: string;
  url: string;
  /** Ends its connections and removes it; call it in `afterAll`. */
  drop(): Promise<void>;
}

/** An empty database of its own for one spec, so specs can run beside each other. `label` only makes it recognisable. */
export async function createTestDatabase(label: string): Promise<TestDatabase> {
  const { adminDatabaseUrl } = findTestServers();
  const name = `test_${label.replace(/[^a-z0-9]+/gi, '_').toLowerCase()}_${randomBytes(4).toString('hex')}`;
  const asAdmin = async (statement: string) => {
    const client = new Client({ connectionString: adminDatabaseUrl });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  await asAdmin(`CREATE DATABASE ${escapeIdentifier(name)}`);
  const url = new URL(adminDatabaseUrl);
  url.pathname = `/${name}`;
  return { name, url: url.toString(), drop: () => asAdmin(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`) };
}

/** A pool for a spec. Once it is to end, the server may cut a connection before it is closed here; before that it is an error. */
export function testPool(url: string): Pool {
  const pool = new Pool({ connectionString: url, max: 8 });
  pool.on('error', (error) => { if (!pool.ending) throw error; });
  return pool;
}
