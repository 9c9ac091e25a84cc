import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { agencies, catalogue, operatorsOf, topologyOf } from '@lianzhi/contracts';
import { KafkaBus } from '@lianzhi/exchange';
import { FileBusinessClock, readServiceConfig, writeClock } from '@lianzhi/platform';
import { findTestServers } from '../../../test/support/find-test-servers';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database';
import { applyTestTopology, randomTopicPrefix, testKafka } from '../../../test/support/test-kafka';
import { startCoordinator, type RunningCoordinator } from './start-coordinator';
import { directoryOf, FakeDesks, testTrust, told } from './testing/fake-desks';

jest.setTimeout(180_000);

const court = 'court-140108';
const police = 'police-140108';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('two replicas of the coordinator on Kafka', () => {
  const prefix = randomTopicPrefix();
  const folder = mkdtempSync(join(tmpdir(), 'lianzhi-coordinator-'));
  const file = (name: string): string => join(folder, name);
  const trust = testTrust();
  const clock = new FileBusinessClock(file('clock'));
  const buses = new Map(['court', 'police'].map((operator) => [operator, new KafkaBus({ kafka: testKafka(operator), principal: operator, topicPrefix: prefix })]));
  const desks = new FakeDesks((operator) => buses.get(operator)!, directoryOf(trust.signed, trust.root), trust.keysOf, clock);
  let database: TestDatabase;
  const running: { base: string; coordinator: RunningCoordinator }[] = [];

  beforeAll(async () => {
    database = await createTestDatabase('coordinator_process');
    await applyTestTopology(topologyOf(catalogue, operatorsOf(agencies)), prefix);
    writeFileSync(file('keys.json'), JSON.stringify(trust.keysOf('coordinator')));
    writeFileSync(file('root.json'), JSON.stringify(trust.root));
    writeFileSync(file('directory.jsonl'), trust.signed.map((record) => JSON.stringify(record)).join('\n'));
  });

  afterAll(async () => {
    await Promise.all(running.map(({ coordinator }) => coordinator.close()));
    await Promise.all([...buses.values()].map((bus) => bus.close()));
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function start(): Promise<void> {
    const { brokers, passwords } = findTestServers();
    const port = await freePort();
    const coordinator = await startCoordinator(readServiceConfig({
      agency: 'coordinator', defaultPort: port, env: {
        DATABASE_URL: database.url, KAFKA_BROKERS: [brokers].flat().join(','), KAFKA_USERNAME: 'coordinator', KAFKA_PASSWORD: passwords['coordinator'], KAFKA_TOPIC_PREFIX: prefix,
        OIDC_ISSUER: 'http://127.0.0.1:9', LIANZHI_KEYS_FILE: file('keys.json'), LIANZHI_ROOT_KEY_FILE: file('root.json'), LIANZHI_DATA_KEY: randomBytes(32).toString('base64url'),
        LIANZHI_CLOCK_FILE: file('clock'), LIANZHI_DIRECTORY_FILE: file('directory.jsonl'), LOG_LEVEL: 'error',
      },
    }));
    running.push({ base: `http://127.0.0.1:${port}`, coordinator });
  }

  async function settled(): Promise<void> {
    for (let quiet = 0; quiet < 2; await sleep(100)) {
      const states = await Promise.all(running.map(async ({ base }) => (await (await fetch(`${base}/v1/clock`)).json()) as { settled: boolean }));
      quiet = states.every((state) => state.settled) ? quiet + 1 : 0;
    }
  }

  it('publish the directory, follow the lanes and call each thing once', async () => {
    writeClock(file('clock'), '2025-09-26T15:00:00+08:00');
    await Promise.all([start(), start()]);
    for (const { base } of running) expect((await fetch(`${base}/health/ready`)).status).toBe(200);
    const asked = await desks.submit(court, police);
    await desks.send(asked, police, 'accepted', { of: 1 });
    await settled();
    writeClock(file('clock'), '2025-10-01T00:02:00+08:00');
    await settled();
    expect((await desks.notices('police', asked)).map(told).sort()).toEqual([`breach breach coordinator→${police}`, `escalation escalation-1 coordinator→${police}`]);
    expect((await desks.notices('court', asked)).map(told).sort()).toEqual([`breach breach coordinator→${court}`, 'escalation escalation-1 coordinator→court-140100', `escalation escalation-1 coordinator→${court}`].sort());
    const metrics = await (await fetch(`${running[0]!.base}/metrics`)).text();
    expect(metrics).toMatch(/lianzhi_obligations_overdue\{age="under_24h".*\} 1/);
    expect(metrics).toMatch(/lianzhi_lane_lag_records\{.*\} 0/);
    expect((await (await fetch(`${running[0]!.base}/asyncapi.json`)).json() as { asyncapi: string }).asyncapi).toBe('3.0.0');
  });
});
