import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { escapeIdentifier, type Pool } from 'pg';
import { auditJournal, Exchange, insertOutgoing, journalMigrations, journalOfDatabase, keptOfDatabase, noMetrics, type LaneNames, type OutgoingEntry } from '@lianzhi/exchange';
import { runMigrations } from '@lianzhi/platform';
import { PostgresServer } from '../../deploy/local/postgres-server';
import { TestWorld, until, type TestOperator } from '../../libs/exchange/src/testing/test-world';
import { freePorts } from '../support/free-ports';
import { testPool } from '../support/test-database';

jest.setTimeout(180_000);
const lane = 'exchange.tennis-club.chess-club';

/** A logical restore (`pg_dump`, `pg_restore`) into a PostgreSQL server that is another one: it counts its transactions by itself, and has just begun. */
describe('a service whose database was restored into another cluster', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lianzhi-other-cluster-'));
  let world: TestWorld;
  let server: PostgresServer;
  const pools: Pool[] = [];
  const errors: unknown[] = [];

  beforeAll(async () => {
    world = await TestWorld.create();
    server = new PostgresServer({ root: join(__dirname, '..', '..'), home: join(folder, 'postgres'), logFolder: folder, port: (await freePorts(1))[0]!, password: 'secret', durable: false, env: process.env });
    await server.initialise();
    server.start();
    await server.ready(60_000);
  });
  afterAll(async () => {
    await Promise.all(pools.map((pool) => pool.end()));
    await server.stop(8_000);
    await world.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function start(operator: TestOperator, pool: Pool, lanes: LaneNames): Promise<Exchange> {
    const exchange = new Exchange({
      operator, replica: randomBytes(4).toString('hex'), pool, bus: world.bus(), directory: world.directory, reader: world.reader(), keys: world.operatorKeys(operator), cipher: world.cipher, clock: world.clock,
      lanes: () => lanes, metrics: noMetrics, sealEveryMs: 100, onError: (where, error) => errors.push([operator, where, error]), onCrash: (error) => errors.push(error),
    });
    await exchange.receive({ participant: { begin: () => Promise.resolve({}), flush: () => Promise.resolve(), committed: () => undefined }, handle: () => Promise.resolve({ kind: 'done' }) });
    return exchange;
  }

  /** All tables and sequences as they are: what a dump holds. */
  async function restore(from: Pool): Promise<Pool> {
    await server.createDatabases(['restored']);
    const to = testPool(server.url('restored'));
    pools.push(to);
    await runMigrations(to, journalMigrations);
    const { rows: tables } = await from.query<{ name: string }>(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename = 'journal' DESC`);
    for (const name of tables.map((table) => escapeIdentifier(table.name))) {
      const { rows } = await from.query<{ row: string }>(`SELECT to_json(t)::text AS row FROM ${name} t`);
      await to.query(`DELETE FROM ${name}`);
      for (const { row } of rows) await to.query(`INSERT INTO ${name} OVERRIDING SYSTEM VALUE SELECT * FROM json_populate_record(NULL::${name}, $1::json)`, [row]);
    }
    await to.query(`SELECT setval(pg_get_serial_sequence('journal', 'seq'), (SELECT max(seq) FROM journal))`);
    return to;
  }

  const sealed = async (pool: Pool, count: number): Promise<void> => until(async () => (await pool.query<{ n: number }>('SELECT coalesce(max(last), 0)::int AS n FROM sealed_batch')).rows[0]!.n >= count, 30_000);
  const pending = async (pool: Pool): Promise<number> => (await pool.query<{ n: number }>('SELECT count(*)::int AS n FROM journal WHERE pending')).rows[0]!.n;
  const onLane = async (): Promise<string[]> => {
    const found: string[] = [];
    for await (const records of world.bus().readToEnd([lane], new Map())) found.push(...records.map(({ value }) => (JSON.parse(value!.toString()) as { id: string }).id));
    return found;
  };
  const idsOf = (entries: readonly OutgoingEntry[]): string[] => entries.map(({ attributes }) => attributes.id);

  it('goes on: nothing is published twice, nothing passed over, and what was proved stays proved', async () => {
    const [{ pool: before }, { pool: chess }] = await Promise.all([world.database('before'), world.database('chess')]) as [{ pool: Pool }, { pool: Pool }];
    // A server that has been in use for a while.
    await before.query('DO $$ BEGIN FOR i IN 1..5000 LOOP PERFORM pg_current_xact_id(); COMMIT; END LOOP; END $$');
    const writes = { reads: [], writes: [lane] };
    const keeper = await start('chess-club', chess, { reads: [lane], writes: [] });
    const first = await start('tennis-club', before, writes);
    const [sent, waiting, later] = [world.lane(6), world.lane(3), world.lane(4)];
    await insertOutgoing(before, sent);
    first.nudge();
    await sealed(before, 6);
    await until(async () => (await pending(before)) === 0 && (await keptOfDatabase(chess, 'tennis-club')).size > 0);
    await first.stop();
    // Written and neither published nor sealed when the dump is made.
    await insertOutgoing(before, waiting);
    const digests = async (pool: Pool): Promise<string[]> => (await pool.query<{ digest: string }>(`SELECT encode(digest, 'hex') AS digest FROM seal WHERE position <= 6 ORDER BY position`)).rows.map(({ digest }) => digest);

    const restored = await restore(before);
    const { rows: [foreign] } = await restored.query<{ foreign: boolean }>('SELECT max(xid::text::bigint) > pg_current_xact_id()::text::bigint AS foreign FROM journal');
    expect(foreign).toEqual({ foreign: true });
    const second = await start('tennis-club', restored, writes);
    await insertOutgoing(restored, later);
    second.nudge();
    await sealed(restored, 13);
    await until(async () => (await pending(restored)) === 0);
    // Each once; three partitions, so in no order over all requests.
    expect((await onLane()).sort()).toEqual([...idsOf(sent), ...idsOf(waiting), ...idsOf(later)].sort());
    expect(await digests(restored)).toEqual(await digests(before));
    const { rows: positions } = await restored.query<{ message_id: string }>('SELECT message_id FROM seal s JOIN journal j ON j.seq = s.journal_seq ORDER BY position');
    expect(positions.map(({ message_id: id }) => id)).toEqual([...idsOf(sent), ...idsOf(waiting), ...idsOf(later)]);
    const { rows: [last] } = await restored.query<{ number: string }>('SELECT max(number) AS number FROM sealed_batch');
    await until(async () => (await keptOfDatabase(chess, 'tennis-club')).has(Number(last!.number)), 30_000);
    expect(await auditJournal(await journalOfDatabase(restored, 'tennis-club'), await keptOfDatabase(chess, 'tennis-club'), world.directory)).toMatchObject({ holds: true, entries: 13, lost: [] });
    expect((await chess.query('SELECT 1 FROM anchor_conflict')).rowCount).toBe(0);
    await Promise.all([second.stop(), keeper.stop()]);
    expect(errors).toEqual([]);
  });
});
