import { Pool } from 'pg';
import { createKafka, Exchange, journalMigrations, KafkaBus, noMetrics } from '@lianzhi/exchange';
import { inTransaction, runMigrations, uuidv7 } from '@lianzhi/platform';
import { insertOutgoing } from '../../libs/exchange/src/journal/journal';
import { TestWorld, until } from '../../libs/exchange/src/testing/test-world';
import type { LocalInstance } from './local-instance';

/** What one stage does by itself, messages per second: signed, encrypted, 1 KiB of payload each. */
export interface StageFigures { relayPerSecond: number; ingestPerSecond: number }

const messages = 40_000;
const writeBatch = 2_000;
const lane = 'exchange.tennis-club.chess-club';
const topicPrefix = 'bench.';
const patienceMs = 120_000;
const body = { payload: 'x'.repeat(1024) };

/**
 * The relay of one desk with a full journal, then the ingest of another with a full lane: the code of the product, one replica each, on the
 * instance's own Kafka and PostgreSQL. Ingest means authenticated and stored; what a handler then does with a message is measured by the exchanges.
 */
export async function measureStages(instance: LocalInstance): Promise<StageFigures> {
  const world = await TestWorld.create();
  const kafka = createKafka({ brokers: instance.kafka.brokers, clientId: 'bench', sasl: { username: instance.kafka.username, password: instance.kafka.password } });
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic: `${topicPrefix}${lane}`, numPartitions: 6, replicationFactor: 1 }], waitForLeaders: true });
  const [sending, receiving] = await Promise.all(['bench_sending', 'bench_receiving'].map((name) => emptyDatabase(instance, name)));
  const buses: KafkaBus[] = [];
  const start = async (operator: 'tennis-club' | 'chess-club', pool: Pool): Promise<Exchange> => {
    const bus = new KafkaBus({ kafka, principal: operator, topicPrefix });
    buses.push(bus);
    const reader = world.reader();
    await reader.start();
    return new Exchange({
      operator, replica: operator, pool, bus, directory: world.directory, reader, keys: world.operatorKeys(operator), cipher: world.cipher, clock: world.clock, metrics: noMetrics,
      reads: operator === 'chess-club' ? [lane] : [], writes: operator === 'tennis-club' ? [lane] : [], onError: (where, error) => process.stderr.write(`${where}: ${String(error)}\n`), onCrash: (error) => { throw error; },
    });
  };
  const participant = { begin: () => Promise.resolve({}), flush: () => Promise.resolve(), committed: () => undefined };
  const handle = (): Promise<{ kind: 'done' }> => Promise.resolve({ kind: 'done' });
  try {
    for (let written = 0; written < messages; written += writeBatch) {
      const entries = Array.from({ length: writeBatch }, () => world.compose('submitted', { request: uuidv7(), sequence: 1, body }));
      await inTransaction(sending!, (client) => insertOutgoing(client, entries));
    }
    const sender = await start('tennis-club', sending!);
    const relayPerSecond = await rate(() => sender.receive({ participant, handle }), async () => await count(sending!, 'pending') === 0);
    await sender.stop();
    const receiver = await start('chess-club', receiving!);
    const ingestPerSecond = await rate(() => receiver.receive({ participant, handle }), async () => await count(receiving!, 'true') === messages);
    await receiver.stop();
    return { relayPerSecond, ingestPerSecond };
  } finally {
    await Promise.all(buses.map((bus) => bus.close()));
    await Promise.all([sending!, receiving!].map((pool) => pool.end()));
    await admin.deleteTopics({ topics: [`${topicPrefix}${lane}`] });
    await admin.disconnect();
    await world.close();
  }
}

async function emptyDatabase(instance: LocalInstance, name: string): Promise<Pool> {
  const asAdmin = new Pool({ connectionString: instance.databaseUrl, max: 1 });
  await asAdmin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await asAdmin.query(`CREATE DATABASE ${name}`);
  await asAdmin.end();
  const url = new URL(instance.databaseUrl);
  url.pathname = `/${name}`;
  const pool = new Pool({ connectionString: url.toString(), max: 8, options: '-c enable_seqscan=off -c jit=off' });
  await runMigrations(pool, journalMigrations);
  return pool;
}

const count = async (pool: Pool, condition: string): Promise<number> => (await pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM journal WHERE ${condition}`)).rows[0]!.n;

/** Connecting and joining the group do not count. */
async function rate(begin: () => Promise<void>, isDone: () => Promise<boolean>): Promise<number> {
  await begin();
  const begun = performance.now();
  await until(isDone, patienceMs);
  return messages / ((performance.now() - begun) / 1000);
}
