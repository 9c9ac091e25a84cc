import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exampleClock, operatorsOf, topologyOf } from '@lianzhi/contracts';
import { startDesk } from '@lianzhi/desk';
import { readServiceConfig, writeClock, type ServiceConfig } from '@lianzhi/platform';
import { lendRacket, madeUpAgencies, madeUpCatalogue } from '@lianzhi/testing';
import { startCoordinator } from '../../apps/coordinator/src/start-coordinator';
import { homePaths, operatorKeysFile } from '../../deploy/local/home-paths';
import { StorySystem, untilAgreed, type Sides } from '../../deploy/local/stories';
import { writeTrustFiles } from '../../deploy/local/trust-files';
import { findTestServers } from '../support/find-test-servers';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { applyTestTopology, randomTopicPrefix } from '../support/test-kafka';
import { START_MS, useSystem } from './support/shared-system';

const tennis = 'tennis-club-1';
const chess = 'chess-club-1';
const names = ['tennis-club', 'chess-club', 'coordinator'];
const now = Date.parse('2025-11-17T09:00:00+08:00');

/** Only the identity provider of the shared system is used here. */
const system = useSystem();

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

describe('a new request type and two new agencies', () => {
  const home = mkdtempSync(join(tmpdir(), 'lianzhi-clubs-'));
  const paths = homePaths(home);
  const running: { close(): Promise<void> }[] = [];
  let databases: TestDatabase[] = [];
  let api: StorySystem;

  beforeAll(async () => {
    const organisationsFile = join(home, 'organisations.csv');
    const organisations = [{ code: tennis, operator: 'tennis-club' }, { code: chess, operator: 'chess-club' }];
    writeFileSync(organisationsFile, ['code,agency,operator,region,parent,name', ...organisations.map(({ code, operator }) => `${code},${operator},${operator},141031,,${code}`)].join('\n'));
    writeTrustFiles({ home, operators: [...operatorsOf(madeUpAgencies), { code: 'coordinator', agency: 'coordinator' }], organisationsFile });
    const topicPrefix = randomTopicPrefix();
    await applyTestTopology(topologyOf(madeUpCatalogue, operatorsOf(madeUpAgencies)), topicPrefix);
    databases = await Promise.all(names.map((name) => createTestDatabase(name)));
    const configs = await Promise.all(names.map((name, index) => configOf(name, databases[index]!.url, topicPrefix)));
    writeClock(paths.clock, new Date(now).toISOString());
    running.push(await startCoordinator(configs[2]!, madeUpCatalogue));
    for (const [index, agency] of ['tennis-club', 'chess-club'].entries()) running.push(await startDesk(configs[index]!, { agency, defaultPort: 0, catalogue: madeUpCatalogue }));
    api = new StorySystem({
      services: Object.fromEntries(names.map((name, index) => [name, `http://127.0.0.1:${configs[index]!.port}`])), issuer: system().state.issuer, clients: system().state.clients,
      organisations, clockFile: paths.clock, coreBankingUrl: '',
    });
  }, START_MS);

  afterAll(async () => {
    for (const service of running.reverse()) await service.close();
    await Promise.all(databases.map((database) => database.drop()));
    rmSync(home, { recursive: true, force: true });
  }, START_MS);

  async function configOf(agency: string, databaseUrl: string, topicPrefix: string): Promise<ServiceConfig> {
    const { brokers, passwords } = findTestServers();
    const { issuer } = system().state;
    return readServiceConfig({
      agency, defaultPort: 0, env: {
        PORT: String(await freePort()), DATABASE_URL: databaseUrl, KAFKA_BROKERS: brokers.join(','), KAFKA_USERNAME: agency, KAFKA_PASSWORD: passwords[agency], KAFKA_TOPIC_PREFIX: topicPrefix,
        OIDC_ISSUER: issuer, LIANZHI_KEYS_FILE: operatorKeysFile(paths, agency), LIANZHI_ROOT_KEY_FILE: paths.rootPublicKey, LIANZHI_DATA_KEY: Buffer.alloc(32, agency).toString('base64url'),
        LIANZHI_CLOCK_FILE: paths.clock, LIANZHI_DIRECTORY_FILE: paths.directory, LOG_LEVEL: 'warn',
      },
    });
  }

  const states = (sides: Sides): (string | undefined)[] => [sides.requester?.state, sides.recipient?.state, sides.coordinator?.state];

  it('work end to end with nothing but one contract and an entry for each agency', async () => {
    expect(readFileSync(paths.directory, 'utf8')).toContain(chess);
    const { items } = await api.get<{ items: { type: string }[] }>(chess, '/v1/catalogue');
    expect(items.map(({ type }) => type)).toEqual(['lend-racket']);

    const form = new FormData();
    form.set('kind', '借条');
    form.set('file', new Blob(['借条']), '借条.txt');
    const { id: document } = await api.get<{ id: string }>(tennis, '/v1/documents', { method: 'POST', form });
    const { caseNumber, ...example } = lendRacket.example(exampleClock(now));
    const body = { ...example, caseNumber, to: chess };
    const refused = await api.call(tennis, '/v1/requests', { body: { ...body, documents: [] } });
    expect([refused.status, refused.body.missing]).toEqual([422, ['借条']]);
    const { id } = await api.get<{ id: string }>(tennis, '/v1/requests', { method: 'POST', body: { ...body, documents: [document] } });
    const ends = { id, from: tennis, to: chess };
    const delivered = await untilAgreed(api, ends, { deadlineMs: 30_000 });
    expect(states(delivered)).toEqual(['delivered', 'delivered', 'delivered']);
    expect(delivered.coordinator?.obligations.find(({ name }) => name === 'answer')).toMatchObject({ owedBy: chess, dueAt: '2025-11-20T00:00:00+08:00' });

    // It went to the worklist; the other side reads the document and answers through the form's body.
    const read = await fetch(`${api.urlOf('chess-club')}/v1/documents/${document}`, { headers: { authorization: `Bearer ${await api.token(chess)}` } });
    expect(await read.text()).toBe('借条');
    await api.get(chess, `/v1/requests/${id}/replies`, { method: 'POST', body: lendRacket.replyExamples(exampleClock(now)).done });
    const answered = await untilAgreed(api, ends, { deadlineMs: 30_000 });
    expect(states(answered)).toEqual(['answered', 'answered', 'answered']);
    expect(answered.requester?.obligations.find(({ name }) => name === 'bring-back')).toMatchObject({ owedBy: tennis, state: 'running', dueAt: '2025-11-25T00:00:00+08:00' });
    const { items: alerts } = await api.get<{ items: { kind: string; level: string }[] }>(tennis, '/v1/alerts');
    expect(alerts).toEqual([expect.objectContaining({ kind: 'handed_over', level: 'warning' })]);

    await api.get(tennis, `/v1/requests/${id}/supplements`, { method: 'POST', body: { milestone: 'brought_back' } });
    await api.get(tennis, `/v1/requests/${id}/closure`, { method: 'POST', body: {} });
    expect(states(await untilAgreed(api, ends, { deadlineMs: 30_000 }))).toEqual(['closed', 'closed', 'closed']);
  });
});
