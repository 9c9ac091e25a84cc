import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findTestServers } from '../../test/support/find-test-servers';
import type { DiscoveryDocument } from './discovery-document';
import { homePaths } from './home-paths';
import { LaunchProgress } from './launch-progress';
import { Launcher } from './launcher';
import { localServices } from './local-services';
import { readLocalSettings } from './local-settings';
import { processStartTime } from './process-start-time';

jest.setTimeout(60_000);

/** Stands for any of our services: ready a moment after it listens. */
const SERVICE = `
const http = require('node:http');
const begun = Date.now();
http.createServer((request, response) => { response.statusCode = Date.now() - begun > 200 ? 200 : 503; response.end(); }).listen(Number(process.env.PORT), process.env.HOST);
`;

const PORT_BASE = 19_100;

/** The launcher with stand-ins for the services, on the test run's Kafka and PostgreSQL. */
describe('launcher', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lianzhi-launcher-'));
  const dist = join(folder, 'dist');
  const paths = homePaths(join(folder, 'home'));
  const lines: string[] = [];
  let launchers: Launcher[] = [];

  const launcher = () => {
    const { brokers, adminDatabaseUrl } = findTestServers();
    const settings = readLocalSettings(resolve(__dirname, '..', '..'), {
      ...process.env, LIANZHI_HOME: paths.home, LIANZHI_PORT_BASE: String(PORT_BASE), KAFKA_BROKERS: brokers.join(), DATABASE_URL: adminDatabaseUrl, LIANZHI_SAMPLES: 'off',
    });
    const made = new Launcher(settings, dist, new LaunchProgress(Date.now(), (line) => lines.push(line)));
    launchers.push(made);
    return made;
  };
  const children = () => JSON.parse(readFileSync(paths.children, 'utf8')) as { name: string; pid: number }[];

  beforeAll(() => {
    const write = (file: string, content: string) => { mkdirSync(dirname(join(dist, file)), { recursive: true }); writeFileSync(join(dist, file), content); };
    for (const { entry } of localServices(PORT_BASE)) write(entry, SERVICE);
    write('deploy/local/apply-topology-command.js', '');
    write('deploy/local/trust-files-command.js', '');
  });
  afterEach(async () => {
    await Promise.all(launchers.map((each) => each.stop()));
    launchers = [];
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('starts every service, writes the discovery document, and leaves nothing running', async () => {
    const running = launcher();
    await running.start();
    const discovery = JSON.parse(readFileSync(paths.discovery, 'utf8')) as DiscoveryDocument;
    expect(discovery.services).toMatchObject({ coordinator: `http://127.0.0.1:${PORT_BASE}`, court: `http://127.0.0.1:${PORT_BASE + 1}` });
    expect(Object.keys(discovery.services)).toHaveLength(7);
    expect(discovery.issuer).toBe(`http://127.0.0.1:${PORT_BASE + 90}`);
    expect(lines.join('\n')).toContain('court-141031-system');
    const started = children();
    expect(started).toHaveLength(11);
    await running.stop();
    expect(started.filter(({ pid }) => processStartTime(pid) !== undefined)).toEqual([]);
    expect([paths.discovery, paths.children, paths.launcher].filter(existsSync)).toEqual([]);
  });

  it('starts a service again that dies', async () => {
    await launcher().start();
    const police = children().find(({ name }) => name === 'police')!;
    process.kill(police.pid, 'SIGKILL');
    const answers = () => fetch(`http://127.0.0.1:${PORT_BASE + 2}/health/ready`).then(({ status }) => status, () => 0);
    while ((await answers()) !== 200 || processStartTime(police.pid) !== undefined) await sleep(100);
    expect(children().find(({ name }) => name === 'police')?.pid).not.toBe(police.pid);
  });

  it('ends what a killed launcher left, before it starts anew', async () => {
    const killed = launcher();
    await killed.start();
    const orphans = children();
    // As after kill -9: the files say that it runs, but no such process exists.
    writeFileSync(paths.launcher, JSON.stringify({ pid: process.pid, startTime: 'earlier' }));
    for (const process of (killed as unknown as { restarting: { release(): void }[] }).restarting) process.release();
    await launcher().start();
    expect(orphans.filter(({ pid }) => processStartTime(pid) !== undefined)).toEqual([]);
  });

  it('gives up in a sentence when a service keeps dying, and stops the others', async () => {
    writeFileSync(join(dist, 'apps/bank/src/main.js'), "console.error('密钥文件无法读取。'); process.exit(1);");
    const failing = launcher();
    await expect(failing.start()).rejects.toThrow('The service bank did not start: see its log');
    await failing.stop();
    expect(existsSync(paths.launcher)).toBe(false);
    writeFileSync(join(dist, 'apps/bank/src/main.js'), SERVICE);
  });

  it('says which port is taken before anything is started', async () => {
    const holder = createServer();
    await new Promise<void>((ready) => holder.listen(PORT_BASE + 4, '127.0.0.1', ready));
    await expect(launcher().start()).rejects.toThrow(`Port ${PORT_BASE + 4} (land-registry) is taken`);
    expect(existsSync(paths.children)).toBe(false);
    await new Promise((closed) => holder.close(closed));
  });
});
