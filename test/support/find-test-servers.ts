import { readFileSync } from 'node:fs';
import type { TestServersInfo } from './test-servers-info';

/** The servers of this test run. They are started once by jest's global setup, or beforehand by `node test/support/dev-servers.js`. */
export function findTestServers(): TestServersInfo {
  const file = process.env.LIANZHI_TEST_SERVERS;
  if (!file) throw new Error('LIANZHI_TEST_SERVERS is not set: run the spec through jest.config.js, whose globalSetup starts the servers');
  return JSON.parse(readFileSync(file, 'utf8')) as TestServersInfo;
}
