import { existsSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { Client, escapeIdentifier } from 'pg';
import { findTestServers } from '../../support/find-test-servers';
import { stopProcess } from './service-process';
import { readState } from './system-state';

/** Ends every process of the system and removes its databases and its folder. Called once, by jest's global teardown. */
export async function endSystem(folder: string): Promise<void> {
  const state = readState(folder);
  if (state) {
    await Promise.all(state.processes.map(({ pid }) => stopProcess(pid)));
    await dropDatabases(Object.values(state.databases));
  }
  if (existsSync(folder) && process.env.LIANZHI_E2E_KEEP === undefined) rmSync(folder, { recursive: true, force: true });
}

async function dropDatabases(urls: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: findTestServers().adminDatabaseUrl });
  await client.connect();
  for (const url of urls) await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(basename(new URL(url).pathname))} WITH (FORCE)`);
  await client.end();
}
