import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { agencies, catalogue, operatorsOf, topologyOf } from '@lianzhi/contracts';
import { startDesk, type RunningDesk } from '@lianzhi/desk';
import { readServiceConfig, type ServiceConfig } from '@lianzhi/platform';
import { startCoordinator, type RunningCoordinator } from '../../apps/coordinator/src/start-coordinator';
import { testTrust } from '../../apps/coordinator/src/testing/fake-desks';
import { findTestServers } from '../support/find-test-servers';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { applyTestTopology, randomTopicPrefix } from '../support/test-kafka';
import { alertRules, dashboard, dashboardExpressions, metricsIn, unknownIn } from './named-metrics';

jest.setTimeout(180_000);

describe('dashboard, alert rules and health of running services', () => {
  const prefix = randomTopicPrefix();
  const folder = mkdtempSync(join(tmpdir(), 'lianzhi-metrics-'));
  const trust = testTrust();
  const databases: TestDatabase[] = [];
  const bases: string[] = [];
  let coordinator: RunningCoordinator;
  let desk: RunningDesk;
  const file = (name: string, content: unknown): string => {
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
    return join(folder, name);
  };

  async function configOf(agency: string): Promise<ServiceConfig> {
    const { brokers, passwords } = findTestServers();
    const database = await createTestDatabase(`metrics_${agency}`);
    databases.push(database);
    const port = await freePort();
    bases.push(`http://127.0.0.1:${port}`);
    return readServiceConfig({
      agency, defaultPort: port, env: {
        DATABASE_URL: database.url, KAFKA_BROKERS: [brokers].flat().join(','), KAFKA_USERNAME: agency, KAFKA_PASSWORD: passwords[agency], KAFKA_TOPIC_PREFIX: prefix, OIDC_ISSUER: 'http://127.0.0.1:9',
        LIANZHI_KEYS_FILE: file(`${agency}.json`, trust.keysOf(agency)), LIANZHI_ROOT_KEY_FILE: file('root.json', trust.root), LIANZHI_DATA_KEY: randomBytes(32).toString('base64url'),
        LIANZHI_CLOCK_FILE: join(folder, 'clock'), LIANZHI_DIRECTORY_FILE: file('directory.jsonl', trust.signed.map((record) => JSON.stringify(record)).join('\n')), LOG_LEVEL: 'fatal',
      },
    });
  }

  beforeAll(async () => {
    await applyTestTopology(topologyOf(catalogue, operatorsOf(agencies)), prefix);
    coordinator = await startCoordinator(await configOf('coordinator'));
    desk = await startDesk(await configOf('police'), { agency: 'police', defaultPort: 0 });
  });
  afterAll(async () => {
    await Promise.all([coordinator?.close(), desk?.close()]);
    await Promise.all(databases.map((database) => database.drop()));
    rmSync(folder, { recursive: true, force: true });
  });

  const scrape = async (base: string): Promise<string> => (await fetch(`${base}/metrics`)).text();

  it('every metric and label of the dashboard and of the alert rules is one that a running service has', async () => {
    const { pool } = desk.context.exchange;
    // Labels that only samples show.
    await pool.query(`INSERT INTO dead_letter (id, topic, partition, "offset", authentic, reason) VALUES (gen_random_uuid(), 'exchange.court.police', 0, 2, false, 'wrong-key')`);
    coordinator.coordinator.options.onCalled?.([{ step: 'breach' }]);
    await Promise.all(bases.map((base) => fetch(`${base}/v1/requests`)));
    const expositions = await Promise.all(bases.map(scrape));
    await pool.query('DELETE FROM dead_letter');
    const expressions = [...dashboardExpressions(), ...alertRules().map(({ expr }) => expr)];
    const named = [...new Set(expressions.flatMap(metricsIn))];
    for (const wanted of ['lianzhi_lane_lag_records', 'lianzhi_outbox_oldest_seconds', 'lianzhi_dead_letters', 'lianzhi_obligations_overdue', 'lianzhi_sealing_lag_seconds', 'lianzhi_anchor_conflicts']) expect(named).toContain(wanted);
    expect(unknownIn(expressions, expositions)).toEqual([]);
    for (const rule of alertRules()) expect(rule).toMatchObject({ expr: expect.stringMatching(/lianzhi_/), for: expect.stringMatching(/^\d+m$/), labels: { severity: expect.stringMatching(/^(info|warning|critical)$/) }, annotations: { summary: expect.stringMatching(/[\u4e00-\u9fff].*[a-z]/) } });
    // The check can fail: a panel with a metric, a label and a group that nobody has.
    const planted = dashboard().replace('lianzhi_outbox_entries{service', 'lianzhi_outbox_entires{service').replace('(lianzhi_lane_lag_records{service', '(lianzhi_lane_lag_records{servce').replace('by (service, waiting_for)', 'by (service, waits_for)');
    expect(unknownIn(dashboardExpressions(planted), expositions)).toEqual(['lianzhi_outbox_entires', 'servce', 'waits_for']);
  });

  it('they say what stands still', async () => {
    const { pool } = desk.context.exchange;
    await pool.query(`INSERT INTO dead_letter (id, topic, partition, "offset", authentic, reason, recorded_at) VALUES (gen_random_uuid(), 'exchange.court.police', 0, 1, false, 'wrong-key', clock_timestamp() - interval '1 hour')`);
    await pool.query(`INSERT INTO journal (direction, message_id, request_id, shard, topic, type, sender, recipient, event, handling, waiting_for, parked_at) VALUES ('i', gen_random_uuid(), gen_random_uuid(), 0, 'exchange.court.police', 'x', 'a', 'b', '{}', 'p', 'documents', clock_timestamp() + interval '1 minute')`);
    // A lane that the bus refuses: it waits since then.
    await pool.query(`INSERT INTO journal (direction, message_id, request_id, shard, topic, type, sender, recipient, event, leaf, pending, recorded_at) VALUES ('o', gen_random_uuid(), gen_random_uuid(), 0, 'exchange.police.nobody', 'x', 'a', 'b', '{}', 'x', true, clock_timestamp() - interval '2 hours')`);
    const text = await scrape(bases[1]!);
    const value = (name: string): number => Number(new RegExp(`^${name.replace(/[{}"]/g, (one) => `\\${one}`)} (\\S+)$`, 'm').exec(text)?.[1]);
    expect(value('lianzhi_dead_letters{reason="wrong-key",service="police"}')).toBe(1);
    expect(value('lianzhi_dead_letters_oldest_seconds{service="police"}')).toBeGreaterThan(3_599);
    expect(value('lianzhi_parked_messages{waiting_for="documents",service="police"}')).toBe(1);
    expect(value('lianzhi_outbox_entries{service="police"}')).toBe(1);
    expect(value('lianzhi_outbox_oldest_seconds{service="police"}')).toBeGreaterThan(7_199);
    expect(value('lianzhi_lane_lag_records{lane="exchange.court.police",service="police"}')).toBe(0);
    expect(value('lianzhi_database_connections_max{service="police"}')).toBeGreaterThan(1);
    await pool.query('DELETE FROM seal; DELETE FROM journal');
  });

  it('a figure that cannot be had is missing, never good', async () => {
    const query = jest.spyOn(desk.context.exchange.pool, 'query').mockImplementation(() => Promise.reject(new Error('gone')) as never);
    const text = await scrape(bases[1]!);
    query.mockRestore();
    expect(text).toMatch(/^lianzhi_outbox_entries\{service="police"\} Nan$/mi);
    expect(text).not.toMatch(/^lianzhi_lane_lag_records\{/m);
  });

  it('readiness says what is missing and what to do, in the language of the caller', async () => {
    for (const base of bases) expect((await fetch(`${base}/health/ready`)).status).toBe(200);
    const query = jest.spyOn(desk.context.exchange.pool, 'query').mockImplementation(() => Promise.reject(new Error('gone')) as never);
    const [zh, en] = await Promise.all(['zh-CN', 'en'].map(async (language) => fetch(`${bases[1]}/health/ready`, { headers: { 'accept-language': language } })));
    const [inChinese, inEnglish] = [await zh!.json(), await en!.json()] as { detail: string; checks: Record<string, string> }[];
    query.mockRestore();
    expect([zh!.status, inChinese!.checks]).toEqual([503, { database: 'failed', kafka: 'ok', exchange: 'ok' }]);
    expect([inChinese!.detail, inEnglish!.detail]).toEqual(['数据库无法连接：请检查 PostgreSQL 是否运行、DATABASE_URL 是否正确。', 'The database cannot be reached: check that PostgreSQL runs and that DATABASE_URL is right.']);
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
