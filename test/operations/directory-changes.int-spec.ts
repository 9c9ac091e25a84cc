import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { agencies, catalogue, exampleClock, operatorsOf, topologyOf, type Operator } from '@lianzhi/contracts';
import { startDesk, type RunningDesk } from '@lianzhi/desk';
import {
  buildDirectory, EcdsaSigner, generateOperatorKeys, generateRootKey, KafkaBus, leafBytes, readEvent, revokeKey, rotateKeys, signDirectory, withProof,
  type DirectoryRecord, type EvidenceReport, type KeyRecord, type OperatorKeys, type SignedRecord,
} from '@lianzhi/exchange';
import { readServiceConfig, type ServiceConfig } from '@lianzhi/platform';
import { startCoordinator, type RunningCoordinator } from '../../apps/coordinator/src/start-coordinator';
import { readSigned, writeSigned } from '../../deploy/local/add-law-records';
import { writeJson } from '../../deploy/local/write-atomically';
import { verifiedEvidence } from '../../libs/exchange/src/testing/verified-evidence';
import { ROOT } from '../e2e/support/service-process';
import { findTestServers } from '../support/find-test-servers';
import { freePorts } from '../support/free-ports';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { applyTestTopology, randomTopicPrefix, testKafka } from '../support/test-kafka';

jest.setTimeout(240_000);
const [court, police, elsewhere] = ['court-141031', 'police-141031', 'police-149981'] as const;
const columns = 'code,agency,operator,region,parent,name';
const own = ['court', 'police', 'coordinator'];

/** Real services on a real broker, while the directory changes under them. Nothing is restarted. */
describe('keys and operators change while everything runs', () => {
  const prefix = randomTopicPrefix();
  const folder = mkdtempSync(join(tmpdir(), 'lianzhi-directory-'));
  const root = generateRootKey();
  const held = new Map<string, OperatorKeys>();
  const databases: TestDatabase[] = [];
  const closing: (() => Promise<void>)[] = [];
  let asking: RunningDesk;
  let answering: RunningDesk;
  let coordinator: RunningCoordinator;
  const file = (name: string): string => join(folder, name);
  const published = (): SignedRecord[] => readSigned(file('directory.jsonl'));
  const keyRecords = (): KeyRecord[] => published().flatMap(({ record }) => (record.kind === 'key' ? [record] : []));

  /** `npm run topology:apply -- --directory …` */
  async function applyTopologyOfDirectory(): Promise<void> {
    const { brokers, passwords } = findTestServers();
    await promisify(execFile)(process.execPath, [join(ROOT, 'deploy', 'local', 'run-service.js'), 'deploy/local/apply-topology-command.js', '--directory', file('directory.jsonl')], {
      env: { ...process.env, KAFKA_BROKERS: brokers.join(','), KAFKA_USERNAME: 'admin', KAFKA_PASSWORD: passwords['admin'], KAFKA_TOPIC_PREFIX: prefix },
    });
  }

  /** As the commands do: signed with the root key into the file that the coordinator watches. */
  function publish(records: readonly DirectoryRecord[]): void {
    const signed = signDirectory(records, root.privateJwk, published());
    const changed = new Set(signed.map(({ key }) => key));
    writeSigned(file('directory.jsonl'), [...published().filter(({ key }) => !changed.has(key)), ...signed]);
  }

  function hold(operator: string, keys: OperatorKeys): void {
    held.set(operator, keys);
    writeJson(file(`${operator}.keys.json`), keys);
  }

  function newOperator({ code, agency }: Operator, organisation: string): DirectoryRecord[] {
    const { privateKeys, records } = generateOperatorKeys(code, '2020-01-01T00:00:00Z');
    hold(code, privateKeys);
    return buildDirectory({ operators: [{ code, agency }], organisationsCsv: agency === 'coordinator' ? columns : `${columns}\n${organisation},${agency},${code},${organisation.slice(-6)},,${organisation}\n`, validFrom: '2020-01-01T00:00:00Z', keys: records });
  }

  async function configOf(agency: string, operator = agency): Promise<ServiceConfig> {
    const { brokers, passwords } = findTestServers();
    const database = await createTestDatabase(`directory_${operator}`);
    databases.push(database);
    return readServiceConfig({
      agency, defaultPort: (await freePorts(1))[0]!, env: {
        LIANZHI_OPERATOR: operator, DATABASE_URL: database.url, KAFKA_BROKERS: brokers.join(','), KAFKA_USERNAME: operator, KAFKA_PASSWORD: passwords[operator], KAFKA_TOPIC_PREFIX: prefix, OIDC_ISSUER: 'http://127.0.0.1:9',
        LIANZHI_KEYS_FILE: file(`${operator}.keys.json`), LIANZHI_ROOT_KEY_FILE: file('root.json'), LIANZHI_DATA_KEY: randomBytes(32).toString('base64url'), LIANZHI_CLOCK_FILE: file('clock'), LIANZHI_DIRECTORY_FILE: file('directory.jsonl'), LOG_LEVEL: 'silent',
      },
    });
  }

  async function desk(agency: string, operator = agency): Promise<RunningDesk> {
    const running = await startDesk(await configOf(agency, operator), { agency, defaultPort: 0 });
    closing.push(() => running.close());
    return running;
  }

  beforeAll(async () => {
    await applyTestTopology(topologyOf(catalogue, operatorsOf(agencies)), prefix);
    writeJson(file('root.json'), root.publicJwk);
    publish(own.flatMap((code) => newOperator({ code, agency: code }, code === 'court' ? court : police)));
    coordinator = await startCoordinator(await configOf('coordinator'));
    closing.push(() => coordinator.close());
    [asking, answering] = [await desk('court'), await desk('police')];
  });
  afterAll(async () => {
    for (const close of closing.reverse()) await close();
    await Promise.all(databases.map((database) => database.drop()));
    rmSync(folder, { recursive: true, force: true });
  });

  async function until(holds: () => boolean | Promise<boolean>, what: string, ms = 40_000): Promise<void> {
    for (const deadline = performance.now() + ms; !(await holds());) {
      if (performance.now() > deadline) throw new Error(`not within ${ms} ms: ${what}`);
      await new Promise((resolve) => { setTimeout(resolve, 50); });
    }
  }

  /** Sent by the court, taken by whoever it is for, and the receipt back at the court. */
  async function ask(to: string = police): Promise<string> {
    const contract = catalogue.get('query-person');
    const { subject, details, officers } = contract.example(exampleClock(Date.now()));
    const documents = await Promise.all(contract.documents.filter(({ required, on }) => required && (!on || on.includes('request'))).map(({ kind }) => asking.context.exchange.documents.add(court, { kind, content: Buffer.from(kind) })));
    const { id } = await asking.desk.submit({ type: 'query-person', from: court, to, caseNumber: '（2025）晋1031执123号', urgency: 'ordinary', subject, details, officers: officers ?? [], documents });
    await until(async () => { const found = await asking.desk.find(id, court); return found?.state === 'delivered' && !found.flags.includes('unconfirmed'); }, `${id} is delivered to ${to}`);
    return id;
  }

  /** Key ids by which the messages of a request were signed. */
  async function kids({ context: { exchange } }: RunningDesk, request: string, direction: 'o' | 'i'): Promise<string[]> {
    const { rows } = await exchange.pool.query<{ proof: string | null; event: Buffer }>('SELECT proof, event FROM journal WHERE request_id = $1 AND direction = $2', [request, direction]);
    return [...new Set(rows.map(({ proof, event }) => (JSON.parse(Buffer.from(String(proof ?? readEvent(event).proof), 'base64url').toString()) as { kid: string }).kid))];
  }

  async function verified({ context: { exchange } }: RunningDesk, request: string): Promise<EvidenceReport> {
    let report: EvidenceReport | undefined;
    await until(async () => {
      report = await verifiedEvidence(exchange, catalogue, request);
      return report.holds;
    }, `evidence of ${request} holds: ${JSON.stringify(report?.findings.filter(({ verdict }) => verdict === 'fails'))}`, 30_000);
    return report!;
  }

  it('a rotated key is used without a restart, and the old one no more once it has ended or is revoked; what it signed stays verifiable', async () => {
    const before = await ask();
    const [old] = held.get('court')!.signing;
    expect(await kids(asking, before, 'o')).toEqual([old!.kid]);

    const rotation = rotateKeys('court', held.get('court')!, keyRecords(), { validFrom: Date.now() + 2_000, overlapMs: 60_000 });
    hold('court', rotation.privateKeys);
    publish(rotation.records);
    const fresh = rotation.privateKeys.signing[0]!.kid;
    let after = '';
    await until(async () => { after = await ask(); return (await kids(asking, after, 'o')).includes(fresh); }, 'the new key signs', 30_000);
    expect(await kids(answering, after, 'i')).toEqual([fresh]);
    // Sealed to the new encryption key of the court, and read by it.
    expect((await verified(asking, after)).holds).toBe(true);

    publish([revokeKey(old!.kid, keyRecords(), Date.now())]);
    const { exchange } = answering.context;
    await until(() => exchange.directory.signingKey(old!.kid, Date.now()).kind === 'revoked-key', 'the revocation is known');
    await forge(old!.kid, before);
    await until(async () => (await exchange.pool.query(`SELECT 1 FROM dead_letter WHERE reason = 'revoked-key'`)).rowCount === 1, 'the forged message is refused');
    const { rows } = await exchange.pool.query('SELECT authentic, state FROM dead_letter');
    expect(rows).toEqual([{ authentic: false, state: 'open' }]);
    // Both ends still prove what the revoked key signed before.
    expect([(await verified(asking, before)).holds, (await verified(answering, before)).holds]).toEqual([true, true]);
    await ask();
  });

  /** A further message of the request, signed with that key of the court, as whoever stole it could. */
  async function forge(kid: string, request: string): Promise<void> {
    const { exchange } = asking.context;
    const entry = exchange.composer.compose({ id: '0198f3a0-0000-7000-8000-000000000001', source: `/organisations/${court}`, type: 'lianzhi.request.withdrawn.v1', subject: request, dataschema: 'urn:lianzhi:contract:query-person:1', recipient: police, requesttype: 'query-person', urgency: 'ordinary', thread: request, sequence: 2 }, { reason: 'x' });
    const bus = new KafkaBus({ kafka: testKafka('court'), principal: 'court', topicPrefix: prefix });
    const [proof] = new EcdsaSigner(held.get('court')!.signing.find((key) => key.kid === kid)!).signBatch([leafBytes(entry.attributes, entry.topic)]);
    await bus.publish([{ topic: entry.topic, key: request, value: withProof(entry.event, proof!), contentType: 'application/cloudevents+json' }]);
    await bus.close();
  }

  it('an operator that enters the directory is written to and read from by services that run, also when its topics come later', async () => {
    const shanxi = { code: 'police-shanxi', agency: 'police' };
    publish(newOperator(shanxi, elsewhere));
    await until(() => [asking, coordinator.coordinator].every((one) => ('context' in one ? one.context.exchange : one.exchange).directory.operator(shanxi.code) !== undefined), 'the operator is known');
    // Its lanes are not there yet: the others go on.
    await ask();
    await applyTopologyOfDirectory();
    await desk('police', shanxi.code);
    const id = await ask(elsewhere);
    await until(async () => (await coordinator.coordinator.exchange.pool.query('SELECT 1 FROM journal WHERE request_id = $1 AND sender = $2', [id, elsewhere])).rowCount === 1, 'the coordinator has read its lane');
    expect(asking.context.exchange.lanes.reads).toEqual(expect.arrayContaining(['exchange.police-shanxi.court', 'documents.police-shanxi.court']));
    expect(asking.context.exchange.lanes.writes).toContain('exchange.court.police-shanxi');
    expect((await verified(asking, id)).holds).toBe(true);
  });
});
