import { setTimeout as sleep } from 'node:timers/promises';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import type { FaultWorld } from '../world/fault-world';
import type { Fault } from './fault';
import { leap } from './leap';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** The clock of one service's machine: what it sends then counts from when the bus got it. */
const clockOff = (ms: number): Fault => ({
  name: `clock-${ms > 0 ? 'ahead' : 'behind'}`,
  run: async ({ world, load, pace }) => {
    const service = world.chance.pick(['court', 'bank', 'police']);
    const before = load.accepted.length;
    world.clock.skew(service, ms);
    await sleep(20_000 * Math.max(pace, 0.3));
    const { rows: [late] } = await world.database(service).query<{ n: number }>(
      `SELECT count(*)::int AS n FROM journal WHERE direction = 'o' AND sequence IS NOT NULL AND abs(extract(epoch FROM appended_at - (convert_from(event, 'UTF8')::jsonb->>'time')::timestamptz)) > 500`);
    await world.heal();
    if (late!.n === 0) throw new Error('nothing was sent by a clock that is off');
    return `${service} by ${ms / MINUTE_MS} minutes, ${load.accepted.length - before} requests meanwhile`;
  },
});

/** By its own clock what was not delivered is late, and its desk has ten minutes left: nothing may be called that it then does in time. */
const coordinatorAhead: Fault = {
  name: 'clock-of-the-coordinator-ahead',
  run: async (context) => {
    const { world, load } = context;
    const asked = await leap(context, 52 * MINUTE_MS, async () => {
      await world.stop('police');
      return Promise.all(Array.from({ length: 5 }, () => load.ask('query-person')));
    });
    world.clock.skew('coordinator', 10 * MINUTE_MS);
    await sleep(10_000);
    await world.start('police');
    const ids = asked.filter((id) => id !== undefined);
    for (const deadline = performance.now() + 60_000; performance.now() < deadline; await sleep(200)) {
      const { rows: [left] } = await world.database('police').query<{ n: number }>(`SELECT count(*)::int AS n FROM request WHERE id = ANY($1::uuid[])`, [ids]);
      if (left!.n === ids.length) break;
    }
    await sleep(3_000);
    const { rows: [calls] } = await world.database('coordinator').query<{ n: number }>(`SELECT count(*)::int AS n FROM call WHERE request_id = ANY($1::uuid[]) AND step = 'breach'`, [ids]);
    await world.heal();
    if (calls!.n > 0) throw new Error(`${calls!.n} breaches were called that had not come`);
    return `${ids.length} requests were delivered in their last minutes`;
  },
};

/** Nobody there for three days of story time, and then everything at once. */
const agencyOff: Fault = {
  name: 'agency-off-72-hours',
  run: async (context) => {
    const { world, load, pace } = context;
    const asked = Math.max(5, Math.round(30 * pace));
    await leap(context, 72 * HOUR_MS, async () => {
      await world.stop('bank');
      for (let n = 0; n < asked; n += 1) await load.ask('query-deposits');
    });
    await sleep(5_000);
    await world.start('bank');
    const { rows: [calls] } = await world.database('coordinator').query<{ n: number }>('SELECT count(*)::int AS n FROM call');
    return `${asked} requests waited, ${calls!.n} calls so far`;
  },
};

/** The database comes back from a backup that is older than what is on the lanes. */
const restored = (service: string, short?: true): Fault => ({
  name: `${service}-restored-from-backup`, ...(short && { short }),
  run: async ({ world, load, pace }) => {
    const name = new URL(world.state.databases[service]!).pathname.slice(1);
    const backup = `${name}_backup`;
    await world.closeDatabase(service);
    await backUp(world, name, backup);
    const before = load.accepted.length;
    for (let n = 0; n < Math.max(8, 30 * pace); n += 1) await load.ask();
    await sleep(2_000);
    await published(world, service);
    await world.kill(service);
    await world.closeDatabase(service);
    await asAdmin(world, `DROP DATABASE ${escapeIdentifier(name)} WITH (FORCE)`, `CREATE DATABASE ${escapeIdentifier(name)} TEMPLATE ${escapeIdentifier(backup)}`, `DROP DATABASE ${escapeIdentifier(backup)} WITH (FORCE)`);
    await world.start(service);
    return `${load.accepted.length - before} requests younger than the backup`;
  },
});

/** What was acknowledged and is on no lane goes with the database: then a backup can lose it, and nothing here could help. */
async function published(world: FaultWorld, service: string): Promise<void> {
  for (const deadline = performance.now() + 60_000; performance.now() < deadline; await sleep(50)) {
    const { rows: [row] } = await world.database(service).query<{ n: number }>('SELECT count(*)::int AS n FROM journal WHERE pending');
    if (row!.n === 0) return;
  }
  throw new Error(`${service} does not come to publish everything`);
}

/** In the middle of the work: who is connected is cut off, and nobody gets in again before the copy is whole. */
async function backUp(world: FaultWorld, name: string, backup: string): Promise<void> {
  let made = false;
  const copying = asAdmin(world, `CREATE DATABASE ${escapeIdentifier(backup)} TEMPLATE ${escapeIdentifier(name)}`).finally(() => { made = true; });
  copying.catch(() => undefined);
  for (; !made; await sleep(100)) await asAdmin(world, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ${escapeLiteral(name)}`);
  await copying;
}

async function asAdmin(world: FaultWorld, ...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: world.servers.info.adminDatabaseUrl });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

export const timeFaults: readonly Fault[] = [clockOff(10 * MINUTE_MS), clockOff(-10 * MINUTE_MS), coordinatorAhead, agencyOff, restored('bank', true), restored('coordinator')];
