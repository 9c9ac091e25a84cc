import { Client, escapeIdentifier } from 'pg';
import { LaunchFailure } from './launch-failure';

/** Uses a PostgreSQL that is given: makes the databases that are missing beside the one in the URL. @throws LaunchFailure if it cannot */
export async function useGivenPostgres(databaseUrl: string, databases: readonly string[]): Promise<(database: string) => string> {
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const existing = new Set((await client.query<{ datname: string }>('SELECT datname FROM pg_database')).rows.map((row) => row.datname));
    for (const name of databases) if (!existing.has(name)) await client.query(`CREATE DATABASE ${escapeIdentifier(name)}`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new LaunchFailure(`DATABASE_URL 所指的 PostgreSQL 不可用（${reason}），请检查地址、用户及其建库权限。`, `The PostgreSQL of DATABASE_URL cannot be used (${reason}): check its address, its user and that user's right to create databases.`);
  } finally {
    await client.end().catch(() => undefined);
  }
  return (database) => {
    const url = new URL(databaseUrl);
    url.pathname = `/${database}`;
    return url.toString();
  };
}
