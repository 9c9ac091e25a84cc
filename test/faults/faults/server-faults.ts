import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { FaultWorld } from '../world/fault-world';
import { whileSlow } from './slow-statement';
import type { Fault } from './fault';

const readyMs = 180_000;

const brokerKilled: Fault = {
  name: 'broker-killed', short: true,
  run: async ({ world, pace }) => {
    const { broker } = world.servers;
    await broker.stop(0);
    await sleep(1_000 + 8_000 * pace * world.chance.next());
    broker.start();
    await broker.ready(readyMs);
    await world.heal();
    return 'killed and started again';
  },
};

/** Alive, and answers nobody. */
const brokerPaused: Fault = {
  name: 'broker-paused',
  run: async ({ world, pace }) => {
    const ms = 5_000 + Math.round(55_000 * pace * world.chance.next());
    const { pid } = world.servers.broker.managed!;
    process.kill(pid!, 'SIGSTOP');
    await sleep(ms);
    process.kill(pid!, 'SIGCONT');
    await world.heal();
    return `for ${Math.round(ms / 1000)} s`;
  },
};

async function restartPostgres(world: FaultWorld): Promise<void> {
  const { postgres } = world.servers;
  // Immediate shutdown: what a crash leaves, without orphans that hold the shared memory.
  await postgres.stop(0);
  await sleep(500);
  postgres.start();
  await postgres.ready(readyMs);
}

const databaseKilled: Fault = {
  name: 'database-killed-in-mid-commit', short: true,
  run: async ({ world, load }) => {
    const caught = await whileSlow(world, 'court', { when: `NEW.direction = 'o'`, timing: 'AT COMMIT' }, async () => { await load.ask('query-deposits'); }, () => restartPostgres(world));
    await world.heal();
    if (caught === 0) throw new Error('no commit was caught');
    return `${caught} commits under way`;
  },
};

const backendsTerminated: Fault = {
  name: 'backends-terminated', short: true,
  run: async ({ world, pace }) => {
    let ended = 0;
    for (let times = 0; times < Math.max(3, Math.round(20 * pace)); times += 1) {
      const { rowCount } = await world.database(world.chance.pick(world.services)).query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND random() < 0.7`);
      ended += rowCount ?? 0;
      await sleep(world.chance.below(700));
    }
    await world.heal();
    return `${ended} backends`;
  },
};

/** The server has no connection left for a service that lost its own. */
const connectionsExhausted: Fault = {
  name: 'connections-exhausted',
  run: async ({ world, pace }) => {
    const url = world.state.databases.court!;
    const taken: Client[] = [];
    const take = async (): Promise<void> => {
      for (;;) {
        const client = new Client({ connectionString: url });
        client.on('error', () => undefined);
        try { await client.connect(); } catch { return; }
        taken.push(client);
      }
    };
    await take();
    await world.database('court').query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename IS NOT NULL AND datname <> current_database() AND pid <> pg_backend_pid() AND random() < 0.5`).catch(() => undefined);
    await take();
    await sleep(3_000 + 5_000 * pace);
    await Promise.all(taken.map((client) => client.end().catch(() => undefined)));
    await world.heal();
    return `${taken.length} connections taken`;
  },
};

/** Somebody else locks the same requests in another order, so that the database has to give up one of the two. */
const deadlocks: Fault = {
  name: 'deadlocks', short: true,
  run: async ({ world, pace }) => {
    const before = await deadlocksOf(world);
    for (const deadline = performance.now() + 8_000 + 12_000 * pace; performance.now() < deadline && (await deadlocksOf(world)) - before < (pace < 1 ? 1 : 3);) {
      const { rows } = await world.database('court').query<{ id: string }>('SELECT id FROM request ORDER BY updated_at DESC LIMIT 30');
      const client = new Client({ connectionString: world.state.databases.court });
      await client.connect();
      await client.query('BEGIN');
      await client.query(`SET LOCAL deadlock_timeout = '3s'`).catch(() => undefined);
      try {
        // Rows first and advisory locks after them: the desk takes them the other way round.
        for (const { id } of rows) {
          await client.query('SELECT 1 FROM request WHERE id = $1 FOR UPDATE', [id]);
          await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 7))', [id]);
        }
        await sleep(100);
      } catch { /* It was the one given up. */ }
      await client.query('ROLLBACK').catch(() => undefined);
      await client.end();
    }
    return `${(await deadlocksOf(world)) - before} deadlocks`;
  },
};

async function deadlocksOf(world: FaultWorld): Promise<number> {
  const { rows: [row] } = await world.database('court').query<{ n: number }>('SELECT deadlocks::int AS n FROM pg_stat_database WHERE datname = current_database()');
  return row!.n;
}

export const serverFaults: readonly Fault[] = [brokerKilled, brokerPaused, databaseKilled, backendsTerminated, connectionsExhausted, deadlocks];
