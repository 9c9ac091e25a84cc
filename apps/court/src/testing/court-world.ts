import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { Pool } from 'pg';
import request from 'supertest';
import { catalogue, exampleClock, lanesOf, documentsTopic, laneTopic, noticesTopic } from '@lianzhi/contracts';
import { composeDesk, deskTables, type DeskOptions, type RunningDesk } from '@lianzhi/desk';
import {
  buildDirectory, Directory, DirectoryReader, Exchange, generateOperatorKeys, generateRootKey, journalMigrations, MemoryBroker, MemoryBus, noMetrics, publishDirectory, signDirectory, type DirectoryRecord, type OperatorKeys, type OrganisationRecord,
} from '@lianzhi/exchange';
import { createLogger, DataCipher, type BusinessClock, type ServiceConfig } from '@lianzhi/platform';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database';
import { courtDesk } from '../court-desk';

export const court = 'court-141031';
/** Another court, and the one above that. */
export const otherCourt = 'court-141033';
export const superiorCourt = 'court-141000';
export const police = 'police-141031';
export const otherPolice = 'police-141032';
export const procuratorate = 'procuratorate-141031';
export const banks = ['bank-a-141031', 'bank-b-141031'] as const;
const agencies = ['court', 'police', 'procuratorate', 'bank'] as const;
type Agency = (typeof agencies)[number];
const organisationsCsv = `code,agency,operator,region,parent,name
${court},court,court,141031,,隰县人民法院
${otherCourt},court,court,141033,${superiorCourt},蒲县人民法院
${superiorCourt},court,court,141000,,临汾市中级人民法院
${police},police,police,141031,,隰县公安局
${otherPolice},police,police,141032,,永和县公安局
${procuratorate},procuratorate,procuratorate,141031,,隰县人民检察院
${banks.map((code) => `${code},bank,bank,141031,,${code}`).join('\n')}
`;

type Body = Record<string, unknown> & { id: string };
export interface Answer { status: number; body: Body; text: string }

/** A court's desk with its neighbours in this process: real databases, the whole exchange and HTTP; only bus and identity are made up. */
export class CourtWorld {
  at = Date.parse('2025-09-01T09:00:00+08:00');
  readonly errors: unknown[] = [];
  readonly clock: BusinessClock = { local: true, now: () => new Date(this.at), read: () => ({ now: new Date(this.at), offsetMs: this.at - Date.now() }), offsetMs: () => this.at - Date.now() };
  /** What makes the desks of these agencies theirs; the others have nothing of their own. */
  private options: Partial<Record<Agency, DeskOptions>> = { court: courtDesk };
  private readonly broker = new MemoryBroker({ autoCreatePartitions: 2 });
  private readonly root = generateRootKey();
  private readonly keys = new Map<string, OperatorKeys>();
  private readonly databases = new Map<string, TestDatabase>();
  private readonly desks = new Map<string, { port: number; running: RunningDesk }>();
  private issuer: Server;
  private signingKey: Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];
  private readonly ciphers = new Map<string, DataCipher>();

  static async start(which: readonly Agency[] = agencies, options: CourtWorld['options'] = {}): Promise<CourtWorld> {
    const world = new CourtWorld();
    world.options = { ...world.options, ...options };
    await world.startIssuer();
    const validFrom = '2020-01-01T00:00:00Z';
    const generated = agencies.map((code) => ({ code, ...generateOperatorKeys(code, validFrom) }));
    for (const { code, privateKeys } of generated) world.keys.set(code, privateKeys);
    const records = buildDirectory({ operators: agencies.map((code) => ({ code, agency: code })), organisationsCsv, validFrom, keys: generated.flatMap(({ records: keys }) => keys) });
    const bus = new MemoryBus(world.broker);
    await publishDirectory(bus, signDirectory(records, world.root.privateJwk), new Directory(world.root.publicJwk));
    await bus.close();
    for (const agency of which) await world.startDesk(agency);
    return world;
  }

  /** Puts a further record into the directory, which every desk reads on. */
  async publish(change: (organisations: readonly OrganisationRecord[]) => DirectoryRecord): Promise<void> {
    const { directory } = [...this.desks.values()][0]!.running.context.exchange;
    const bus = new MemoryBus(this.broker);
    await publishDirectory(bus, signDirectory([change(directory.organisations())], this.root.privateJwk, directory.signedRecords()), new Directory(this.root.publicJwk));
    await bus.close();
  }

  /** Starts the desk of an agency; `replica` beside the one that runs, on the same database. */
  async startDesk(agency: Agency, replica = agency as string): Promise<RunningDesk> {
    const options: DeskOptions = this.options[agency] ?? { agency, defaultPort: 0 };
    const cipher = this.ciphers.get(agency) ?? new DataCipher(randomBytes(32));
    this.ciphers.set(agency, cipher);
    const pool = await this.pool(agency, options);
    const bus = new MemoryBus(this.broker);
    const reader = new DirectoryReader(bus, new Directory(this.root.publicJwk));
    await reader.start();
    const lanes = lanesOf(catalogue, reader.directory.operators());
    const exchange = new Exchange({
      operator: agency, replica: randomBytes(4).toString('hex'), pool, bus, directory: reader.directory, reader, keys: this.keys.get(agency)!, cipher, clock: this.clock, metrics: noMetrics,
      lanes: () => ({
        reads: [...lanes.filter(({ to }) => to === agency).flatMap(({ from }) => [laneTopic(from, agency), documentsTopic(from, agency)]), noticesTopic(agency)],
        writes: lanes.filter(({ from }) => from === agency).map(({ to }) => laneTopic(agency, to)),
      }),
      onError: (where, error) => this.errors.push([agency, where, error]), onCrash: (error) => this.errors.push(error),
    });
    const config = {
      agency, operator: agency, host: '127.0.0.1', port: await freePort(), oidc: { issuer: `http://127.0.0.1:${(this.issuer.address() as AddressInfo).port}`, audience: 'urn:lianzhi:api' },
    } as ServiceConfig;
    const close = async (): Promise<void> => {
      await exchange.stop();
      await reader.stop();
      await bus.close();
      await pool.end();
    };
    const logger = createLogger('test', { level: 'error', destination: { write: (line: string) => void this.errors.push(line) } });
    const running = await composeDesk(config, options, catalogue, logger, { exchange, cipher, close });
    this.desks.set(replica, { port: config.port, running });
    return running;
  }

  async stopDesk(replica: string): Promise<void> {
    await this.desks.get(replica)?.running.close();
    this.desks.delete(replica);
  }

  desk(agency: string): RunningDesk {
    return this.desks.get(agency)!.running;
  }

  urlOf(organisation: string): string {
    return `http://127.0.0.1:${this.desks.get(organisation.split('-')[0]!)!.port}`;
  }

  async call(organisation: string, method: 'get' | 'post' | 'put', path: string, body?: object | string, headers: Record<string, string> = {}, claims: object = {}): Promise<Answer> {
    const calling = request(this.urlOf(organisation))[method](encodeURI(path)).set('authorization', `Bearer ${await this.token(organisation, claims)}`).set(headers);
    const { status, body: answered, text } = await (body === undefined ? calling : calling.send(body));
    return { status, body: answered as Body, text };
  }

  /** Uploads a table as `file`, with further fields. */
  async upload(organisation: string, path: string, fields: Record<string, string>, table: string): Promise<Answer> {
    const calling = request(this.urlOf(organisation)).post(path).set('authorization', `Bearer ${await this.token(organisation)}`);
    for (const [name, value] of Object.entries(fields)) void calling.field(name, value);
    const { status, body, text } = await calling.attach('file', Buffer.from(table), { filename: 'lines.csv', contentType: 'text/csv' });
    return { status, body: body as Body, text };
  }

  /** Uploads a document of each kind and answers with their ids. */
  async documents(organisation: string, kinds: readonly string[]): Promise<string[]> {
    const { running } = this.desks.get(organisation.split('-')[0]!)!;
    return Promise.all(kinds.map(async (kind) => (await running.context.exchange.documents.add(organisation, { kind, content: Buffer.from(kind) })).id));
  }

  /** The example of the catalogue as that organisation would send it. */
  async example(type: string, from: string, to: string, more: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
    const example = catalogue.get(type).example(exampleClock(this.at));
    return { ...example, to, documents: await this.documents(from, example.documents), ...more };
  }

  async close(): Promise<void> {
    for (const replica of [...this.desks.keys()]) await this.stopDesk(replica);
    await Promise.all([...this.databases.values()].map((database) => database.drop()));
    await new Promise((resolve) => this.issuer.close(resolve));
  }

  private async pool(agency: string, { migrations = [] }: DeskOptions): Promise<Pool> {
    const database = this.databases.get(agency) ?? (await createTestDatabase(`court_${agency}`, [...journalMigrations, ...deskTables, ...migrations]));
    this.databases.set(agency, database);
    const pool = new Pool({ connectionString: database.url, max: 8, pipeline: true });
    pool.on('error', (error) => this.errors.push(error));
    return pool;
  }

  private async startIssuer(): Promise<void> {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    this.signingKey = privateKey;
    const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256' };
    this.issuer = createServer((incoming, response) => {
      const issuer = `http://127.0.0.1:${(this.issuer.address() as AddressInfo).port}`;
      response.setHeader('content-type', 'application/json').end(JSON.stringify(incoming.url === '/jwks' ? { keys: [jwk] } : { issuer, jwks_uri: `${issuer}/jwks` }));
    });
    await new Promise<void>((resolve) => this.issuer.listen(0, '127.0.0.1', resolve));
  }

  token(organisation: string, claims: object = {}): Promise<string> {
    const { sub = `${organisation}-system`, ...others } = claims as { sub?: string };
    return new SignJWT({ client_id: `${organisation}-system`, organisation, roles: ['system'], ...others }).setProtectedHeader({ alg: 'ES256', kid: 'k1' })
      .setIssuer(`http://127.0.0.1:${(this.issuer.address() as AddressInfo).port}`).setSubject(sub).setAudience('urn:lianzhi:api').setExpirationTime('1h').sign(this.signingKey);
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Waits until `holds` says true, else fails after `ms`. */
export async function until(holds: () => boolean | Promise<boolean>, ms = 20_000): Promise<void> {
  for (const deadline = performance.now() + ms; ;) {
    if (await holds()) return;
    if (performance.now() > deadline) throw new Error(`not within ${ms} ms: ${holds.toString()}`);
    await new Promise((resolve) => { setTimeout(resolve, 30); });
  }
}
