import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { messageType, sourceOf, type MoveName } from '@lianzhi/contracts';
import { DataCipher, RealBusinessClock, uuidv7, type BusinessClock } from '@lianzhi/platform';
import { createTestDatabase, testPool, type TestDatabase } from '../../../../test/support/test-database';
import type { BusRecord } from '../bus/message-bus';
import { type Draft, EventComposer } from '../compose/event-composer';
import { EventOpener } from '../compose/event-opener';
import { buildDirectory, Directory, DirectoryReader, generateOperatorKeys, generateRootKey, publishDirectory, signDirectory } from '../directory';
import { ContentKeys } from '../encryption';
import { withProof } from '../journal/event-bytes';
import type { OutgoingEntry } from '../journal/journal-entry';
import { journalMigrations } from '../journal/journal-migrations';
import { MemoryBroker, MemoryBus } from '../memory';
import { EcdsaSigner, leafBytes, type Jwk, type OperatorKeys } from '../signature';

const operators = ['tennis-club', 'chess-club', 'rowing-club'] as const;
export type TestOperator = (typeof operators)[number];
export const tennis = 'tennis-club-1';
export const chess = 'chess-club-1';
export const rowing = 'rowing-club-1';
const organisationsCsv = `code,agency,operator,region,parent,name
${tennis},tennis-club,tennis-club,140108,,tennis 1
${chess},chess-club,chess-club,140108,,chess 1
${rowing},rowing-club,rowing-club,140108,,rowing 1
`;

/** Operators with keys in one directory, a broker in memory, and databases in a real Postgres. */
export class TestWorld {
  readonly broker = new MemoryBroker({ autoCreatePartitions: 3 });
  readonly clock: BusinessClock;
  readonly cipher = new DataCipher(randomBytes(32));
  readonly directory: Directory;
  private readonly root = generateRootKey();
  private readonly keys = new Map<string, OperatorKeys>();
  private readonly databases: TestDatabase[] = [];
  private readonly pools: Pool[] = [];

  private constructor(clock: BusinessClock) {
    this.clock = clock;
    this.directory = new Directory(this.root.publicJwk);
  }

  static async create(clock: BusinessClock = new RealBusinessClock()): Promise<TestWorld> {
    const world = new TestWorld(clock);
    const validFrom = '2020-01-01T00:00:00Z';
    const generated = operators.map((code) => ({ code, ...generateOperatorKeys(code, validFrom) }));
    for (const { code, privateKeys } of generated) world.keys.set(code, privateKeys);
    const records = buildDirectory({ operators: operators.map((code) => ({ code, agency: code })), organisationsCsv, validFrom, keys: generated.flatMap(({ records: keys }) => keys) });
    const bus = world.bus();
    await publishDirectory(bus, signDirectory(records, world.root.privateJwk), new Directory(world.root.publicJwk));
    const reader = new DirectoryReader(bus, world.directory);
    await reader.start();
    await reader.stop();
    await bus.close();
    return world;
  }

  bus(): MemoryBus { return new MemoryBus(this.broker); }

  /** A database with the tables of the exchange. `more` connections of the same come by `poolOf`. */
  async database(label: string): Promise<{ pool: Pool; url: string }> {
    const database = await createTestDatabase(label, journalMigrations);
    this.databases.push(database);
    const pool = this.poolOf(database.url);
    return { pool, url: database.url };
  }

  poolOf(url: string): Pool {
    const pool = testPool(url);
    this.pools.push(pool);
    return pool;
  }

  get rootKey(): Jwk { return this.root.publicJwk; }
  operatorKeys(operator: TestOperator): OperatorKeys { return this.keys.get(operator)!; }
  signer(operator: TestOperator): EcdsaSigner { return new EcdsaSigner(this.operatorKeys(operator).signing[0]!); }
  opener(operator: TestOperator): EventOpener { return new EventOpener(this.contentKeys(operator)); }
  composer(operator: TestOperator): EventComposer { return new EventComposer(operator, this.directory, this.contentKeys(operator), this.clock); }
  reader(): DirectoryReader { return new DirectoryReader(this.bus(), new Directory(this.root.publicJwk)); }

  /** A message of the tennis club to the chess club unless said otherwise, as its desk would journal it. */
  compose(move: MoveName | 'resend-requested', { request = uuidv7(), from = tennis, to = chess, body = { hello: 'world' } as object, ...more }: Partial<Draft> & { request?: string; from?: string; to?: string; body?: object } = {}): OutgoingEntry {
    const operator = this.directory.operatorOf(from) as TestOperator;
    return this.composer(operator).compose({
      id: uuidv7(), source: sourceOf(from), type: messageType(move), subject: request, dataschema: 'urn:lianzhi:contract:lend-racket:1',
      recipient: to, requesttype: 'lend-racket', urgency: 'ordinary', thread: request, ...more,
    }, body);
  }

  /** Messages 1 to n of one request. */
  lane(count: number, request = uuidv7()): OutgoingEntry[] {
    return Array.from({ length: count }, (_, index) => this.compose(index === 0 ? 'submitted' : 'urged', { request, sequence: index + 1 }));
  }

  /** As the relay of that operator puts it on the bus. */
  record(entry: OutgoingEntry, operator: TestOperator = 'tennis-club'): BusRecord {
    const [proof] = this.signer(operator).signBatch([leafBytes(entry.attributes, entry.topic)]);
    return { topic: entry.topic, key: entry.attributes.subject, value: withProof(entry.event, proof!), contentType: 'application/cloudevents+json' };
  }

  async close(): Promise<void> {
    await Promise.all(this.pools.map((pool) => pool.end()));
    await Promise.all(this.databases.map((database) => database.drop()));
  }

  private contentKeys(operator: TestOperator): ContentKeys { return new ContentKeys(operator, this.operatorKeys(operator), this.directory); }
}

/** Waits until `holds` says true, else fails after `ms`. */
export async function until(holds: () => boolean | Promise<boolean>, ms = 15_000): Promise<void> {
  for (const deadline = performance.now() + ms; ;) {
    if (await holds()) return;
    if (performance.now() > deadline) throw new Error(`not within ${ms} ms: ${holds.toString()}`);
    await new Promise((resolve) => { setTimeout(resolve, 15); });
  }
}
