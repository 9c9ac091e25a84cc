import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { postgresOwner } from '../../../deploy/local/postgres-account';
import { SmallDisk } from '../world/small-disk';
import type { FaultWorld } from '../world/fault-world';
import type { Fault } from './fault';

const run = promisify(execFile);
const readyMs = 180_000;

/** The database of the bank moves to a disk that is then full; what callers were promised before stays. */
const journalDiskFull: Fault = {
  name: 'disk-full-for-the-journal',
  run: async ({ world, pace }) => {
    const folder = join(world.folder, 'servers', 'small-disk');
    mkdirSync(folder);
    const owner = postgresOwner();
    const disk = await SmallDisk.mount(folder, 96, owner && `${owner.uid}:${owner.gid}`);
    try {
      await moveDatabase(world, 'bank', 'small', `CREATE TABLESPACE small LOCATION ${escapeLiteral(folder)}`);
      const taken = disk.fill();
      await sleep(6_000 + 10_000 * pace);
      disk.clear();
      await world.heal();
      return `${taken} MiB taken away`;
    } finally {
      disk.clear();
      await moveDatabase(world, 'bank', 'pg_default');
      await asAdmin(world, 'DROP TABLESPACE small');
      await disk.unmount();
    }
  },
};

async function moveDatabase(world: FaultWorld, service: string, to: string, before?: string): Promise<void> {
  await world.stop(service);
  await world.closeDatabase(service);
  const name = new URL(world.state.databases[service]!).pathname.slice(1);
  await asAdmin(world, ...before === undefined ? [] : [before], `ALTER DATABASE ${escapeIdentifier(name)} SET TABLESPACE ${to}`);
  await world.start(service);
}

/** The broker's whole data lies on a disk that is then full: it ends, as it must, and comes back when there is room. */
const brokerDiskFull: Fault = {
  name: 'disk-full-for-the-broker',
  run: async ({ world, pace }) => {
    const { broker } = world.servers;
    const data = join(world.folder, 'servers', 'kafka', 'data');
    const aside = `${data}-aside`;
    const restart = async (): Promise<void> => { broker.start(); await broker.ready(readyMs); };
    await broker.stop(20_000);
    await run('cp', ['-a', data, aside]);
    const size = Number((await run('du', ['-sm', data])).stdout.split('\t')[0]);
    const disk = await SmallDisk.mount(data, size + 64);
    try {
      await run('cp', ['-a', `${aside}/.`, data]);
      await restart();
      await sleep(2_000);
      const taken = disk.fill();
      await sleep(6_000 + 10_000 * pace);
      const ended = !broker.managed!.running;
      disk.clear();
      await broker.stop(5_000);
      await restart();
      await world.heal();
      await sleep(2_000);
      return `${taken} MiB taken away, the broker ${ended ? 'ended' : 'went on'}`;
    } finally {
      disk.clear();
      await broker.stop(20_000);
      await run('rm', ['-rf', aside]);
      await run('cp', ['-a', data, aside]);
      await disk.unmount();
      await run('cp', ['-a', `${aside}/.`, data]);
      await run('rm', ['-rf', aside]);
      await restart();
    }
  },
};

async function asAdmin(world: FaultWorld, ...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: world.servers.info.adminDatabaseUrl });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Left out where nothing may be mounted. */
export const diskFaults: readonly Fault[] = process.getuid?.() === 0 && process.platform === 'linux' ? [journalDiskFull, brokerDiskFull] : [];
