import { createTestDatabase } from '../../../../test/support/test-database';
import type { TestDatabase } from '../../../../test/support/test-database';
import { createDataSource, poolOf } from './create-data-source';
import { isPoison, isTransient } from './database-errors';
import { inTransaction } from './in-transaction';
import { runMigrations } from './run-migrations';

describe('database', () => {
  let database: TestDatabase;
  const sources: ReturnType<typeof createDataSource>[] = [];
  const connect = async () => {
    const source = await createDataSource({ databaseUrl: database.url, agency: 'test', poolSize: 3 }).initialize();
    sources.push(source);
    return poolOf(source);
  };
  beforeAll(async () => {
    database = await createTestDatabase('platform');
  });
  afterAll(async () => {
    await Promise.all(sources.map((source) => source.destroy()));
    await database?.drop();
  });

  const migrations = [
    { name: '001-player', sql: 'CREATE TABLE player (id int PRIMARY KEY); SELECT pg_sleep(0.2);' },
    { name: '002-name', sql: 'ALTER TABLE player ADD name text' },
  ];

  it('migrates once when two replicas start together', async () => {
    const applied = await Promise.all([runMigrations(await connect(), migrations), runMigrations(await connect(), migrations)]);
    expect(applied.flat().sort()).toEqual(['001-player', '002-name']);
    expect(applied.some((names) => names.length === 0)).toBe(true);
  });

  it('refuses a migration that changed, and leaves nothing of one that fails', async () => {
    const pool = await connect();
    await expect(runMigrations(pool, [{ name: '001-player', sql: 'SELECT 1' }])).rejects.toThrow('001-player');
    await expect(runMigrations(pool, [...migrations, { name: '003', sql: 'CREATE TABLE x (a int); SELECT nonsense' }])).rejects.toThrow('nonsense');
    expect((await pool.query("SELECT to_regclass('x') AS x")).rows).toEqual([{ x: null }]);
  });

  it('rolls back as a whole and tells what may pass from what never will', async () => {
    const pool = await connect();
    const failing = inTransaction(pool, async (client) => {
      await client.query('INSERT INTO player VALUES (1)');
      await client.query('INSERT INTO player VALUES (1)');
    });
    await expect(failing).rejects.toSatisfy(isPoison);
    expect((await pool.query('SELECT * FROM player')).rows).toEqual([]);
    await expect(pool.query('SELECT $1::text', ['a\0b'])).rejects.toSatisfy(isPoison);
  });

  it('survives the loss of a connection inside a transaction', async () => {
    const pool = await connect();
    const lost = inTransaction(pool, async (client) => {
      const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      await pool.query('SELECT pg_terminate_backend($1)', [rows[0].pid]);
      await client.query('SELECT 1');
    });
    await expect(lost).rejects.toSatisfy(isTransient);
    expect(await inTransaction(pool, async (client) => (await client.query('SELECT 1 AS n')).rows)).toEqual([{ n: 1 }]);
    expect(pool.totalCount).toBeLessThanOrEqual(3);
  });
});

expect.extend({
  toSatisfy: (error: unknown, rule: (error: unknown) => boolean) => ({ pass: rule(error), message: () => `unexpected: ${String(error)}` }),
});
declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace jest {
    interface Matchers<R> {
      toSatisfy(rule: (error: unknown) => boolean): R;
    }
  }
}
