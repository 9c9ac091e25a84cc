import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { TestServers } from './test-servers';

/** Fixed ports, away from the product's own and from those of a test run. */
const PORTS = { kafka: 17092, controller: 17093, postgres: 17432 };

/** Keeps one Kafka and one PostgreSQL running for many test runs; see `test/support/dev-servers.js`. */
export async function runDevServers(file: string, folder: string): Promise<void> {
  const root = resolve(__dirname, '..', '..', '..');
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const servers = await TestServers.start({ root, folder, jars: join(folder, 'kafka-jars'), ports: PORTS, env: process.env });
  servers.write(file);
  console.error(`LIANZHI_TEST_SERVERS=${file}`);
  await new Promise<void>((stop) => { process.once('SIGINT', () => stop()); process.once('SIGTERM', () => stop()); });
  await servers.stop();
}
