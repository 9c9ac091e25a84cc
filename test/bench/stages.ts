import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import { messageType, sourceOf } from '@lianzhi/contracts';
import {
  buildDirectory, createKafka, Directory, DirectoryReader, Exchange, generateOperatorKeys, generateRootKey, insertOutgoing, journalMigrations, KafkaBus, MemoryBroker, MemoryBus, noMetrics,
  publishDirectory, signDirectory, type OperatorKeys,
} from '@lianzhi/exchange';
import { DataCipher, inTransaction, RealBusinessClock, runMigrations, uuidv7 } from '@lianzhi/platform';
import type { LocalInstance } from './local-instance';

/** What one stage does by itself, messages per second: signed, encrypted, 1 KiB of payload each. */
export interface StageFigures { relayPerSecond: number; ingestPerSecond: number }

const messages = 40_000;
const writeBatch = 2_000;
const lane = 'exchange.tennis-club.chess-club';
/** With what a service reads and writes besides. */
const topics = [lane, 'documents.tennis-club.chess-club', 'anchors'];
const topicPrefix = 'bench.';
const patienceMs = 120_000;
const body = { payload: 'x'.repeat(1024) };
const operators = ['tennis-club', 'chess-club'] as const;
type Operator = (typeof operators)[number];

/**
 * The relay of one desk with a full journal, then the ingest of another with a full lane: the code of the product, one replica each, on the
 * instance's own Kafka and PostgreSQL. Ingest means authenticated and stored; what a handler then does with a message is measured by the exchanges.
 */
export async function measureStages(instance: LocalInstance): Promise<StageFigures> {
  const world = await Clubs.create();
  const kafka = createKafka({ brokers: instance.kafka.brokers, clientId: 'bench', sasl: { username: instance.kafka.username, password: instance.kafka.password } });
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({ topics: topics.map((topic) => ({ topic: `${topicPrefix}${topic}`, numPartitions: 6, replicationFactor: 1 })), waitForLeaders: true });
  const [sending, receiving] = await Promise.all(['bench_sending', 'bench_receiving'].map((name) => emptyDatabase(instance, name)));
  const buses: KafkaBus[] = [];
  const start = async (operator: Operator, pool: Pool): Promise<Exchange> => {
    const bus = new KafkaBus({ kafka, principal: operator, topicPrefix });
    buses.push(bus);
    const { directory, reader } = await world.directory();
    return new Exchange({
      operator, replica: operator, pool, bus, directory, reader, keys: world.keys.get(operator)!, cipher: new DataCipher(randomBytes(32)), clock: new RealBusinessClock(), metrics: noMetrics,
      lanes: () => ({ reads: operator === 'chess-club' ? [lane] : [], writes: operator === 'tennis-club' ? [lane] : [] }), onError: (where, error) => process.stderr.write(`${where}: ${String(error)}\n`), onCrash: (error) => { throw error; },
    });
  };
  const participant = { begin: () => Promise.resolve({}), flush: () => Promise.resolve(), committed: () => undefined };
  const handle = (): Promise<{ kind: 'done' }> => Promise.resolve({ kind: 'done' });
  try {
    const sender = await start('tennis-club', sending!);
    for (let written = 0; written < messages; written += writeBatch) {
      const entries = Array.from({ length: writeBatch }, () => compose(sender));
      await inTransaction(sending!, (client) => insertOutgoing(client, entries));
    }
    const relayPerSecond = await rate(() => sender.receive({ participant, handle }), async () => await count(sending!, 'pending') === 0);
    await sender.stop();
    const receiver = await start('chess-club', receiving!);
    const ingestPerSecond = await rate(() => receiver.receive({ participant, handle }), async () => await count(receiving!, 'true') === messages);
    await receiver.stop();
    return { relayPerSecond, ingestPerSecond };
  } finally {
    await Promise.all(buses.map((bus) => bus.close()));
    await Promise.all([sending!, receiving!].map((pool) => pool.end()));
    await admin.deleteTopics({ topics: topics.map((topic) => `${topicPrefix}${topic}`) });
    await admin.disconnect();
  }
}

function compose({ composer }: Exchange) {
  const request = uuidv7();
  return composer.compose({
    id: uuidv7(), source: sourceOf('tennis-club-1'), type: messageType('submitted'), subject: request, dataschema: 'urn:lianzhi:contract:lend-racket:1',
    recipient: 'chess-club-1', requesttype: 'lend-racket', urgency: 'ordinary', thread: request, sequence: 1,
  }, body);
}

/** Two operators with keys of their own in one directory. */
class Clubs {
  private constructor(private readonly bus: MemoryBus, private readonly rootKey: ReturnType<typeof generateRootKey>, readonly keys: ReadonlyMap<string, OperatorKeys>) {}

  static async create(): Promise<Clubs> {
    const validFrom = '2020-01-01T00:00:00Z';
    const generated = operators.map((code) => ({ code, ...generateOperatorKeys(code, validFrom) }));
    const rootKey = generateRootKey();
    const bus = new MemoryBus(new MemoryBroker({ autoCreatePartitions: 1 }));
    const organisationsCsv = `code,agency,operator,region,parent,name\n${operators.map((code) => `${code}-1,${code},${code},140108,,${code}`).join('\n')}\n`;
    const records = buildDirectory({ operators: operators.map((code) => ({ code, agency: code })), organisationsCsv, validFrom, keys: generated.flatMap(({ records: keys }) => keys) });
    await publishDirectory(bus, signDirectory(records, rootKey.privateJwk), new Directory(rootKey.publicJwk));
    return new Clubs(bus, rootKey, new Map(generated.map(({ code, privateKeys }) => [code, privateKeys])));
  }

  async directory(): Promise<{ directory: Directory; reader: DirectoryReader }> {
    const directory = new Directory(this.rootKey.publicJwk);
    const reader = new DirectoryReader(this.bus, directory);
    await reader.start();
    return { directory, reader };
  }
}

async function emptyDatabase(instance: LocalInstance, name: string): Promise<Pool> {
  const asAdmin = new Pool({ connectionString: instance.databaseUrl, max: 1 });
  await asAdmin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await asAdmin.query(`CREATE DATABASE ${name}`);
  await asAdmin.end();
  const url = new URL(instance.databaseUrl);
  url.pathname = `/${name}`;
  const pool = new Pool({ connectionString: url.toString(), max: 8, pipeline: true, options: '-c enable_seqscan=off -c jit=off' });
  await runMigrations(pool, journalMigrations);
  return pool;
}

const count = async (pool: Pool, condition: string): Promise<number> => (await pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM journal WHERE ${condition}`)).rows[0]!.n;

/** Connecting and joining the group do not count. */
async function rate(begin: () => Promise<void>, isDone: () => Promise<boolean>): Promise<number> {
  await begin();
  const begun = performance.now();
  while (!await isDone()) {
    if (performance.now() - begun > patienceMs) throw new Error(`not done within ${patienceMs} ms`);
    await sleep(20);
  }
  return messages / ((performance.now() - begun) / 1000);
}
