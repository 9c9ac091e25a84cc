import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { TestServers } from './test-servers';
import { freePorts } from './free-ports';

declare global {
  var lianzhiTestServers: { servers: TestServers; folder: string } | undefined;
}

/** Jest's global setup: one Kafka and one PostgreSQL for the run, unless `LIANZHI_TEST_SERVERS` names running ones. */
export default async function globalSetup(): Promise<void> {
  // Where the end-to-end specs of this run share their services; made by the first of them.
  process.env.LIANZHI_E2E = join(tmpdir(), `lianzhi-e2e-${process.pid}`);
  if (process.env.LIANZHI_TEST_SERVERS) return;
  const root = resolve(__dirname, '..', '..');
  const folder = mkdtempSync(join(tmpdir(), 'lianzhi-test-'));
  chmodSync(folder, 0o711);
  // A process group of its own: Ctrl-C must not end it together with jest.
  spawn(process.execPath, [join(__dirname, 'servers-watchdog.js'), String(process.pid), folder], { stdio: 'ignore', detached: true }).unref();
  const [kafka, controller, postgres] = await freePorts(3);
  const servers = await TestServers.start({
    root, folder, jars: join(root, 'node_modules', '.cache', 'lianzhi-kafka-jars'), ports: { kafka: kafka!, controller: controller!, postgres: postgres! }, env: process.env,
  });
  const file = join(folder, 'servers.json');
  servers.write(file);
  process.env.LIANZHI_TEST_SERVERS = file;
  globalThis.lianzhiTestServers = { servers, folder };
}
