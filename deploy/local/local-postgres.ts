import { join } from 'node:path';
import { LaunchFailure } from './launch-failure';
import type { LocalInstallation } from './local-installation';
import { serverPort } from './local-ports';
import { PostgresServer } from './postgres-server';
import type { ServerKeeper } from './server-keeper';

const READY_MS = 60_000;

/** Brings up the installation's own PostgreSQL with the given databases. @throws LaunchFailure if it does not come up */
export async function startLocalPostgres({ settings, paths, secrets }: LocalInstallation, databases: readonly string[], keeper: ServerKeeper): Promise<(database: string) => string> {
  try {
    const server = new PostgresServer({
      root: settings.root, home: paths.postgres, logFolder: paths.logs, port: serverPort(settings.portBase, 'postgres'), password: secrets.postgres, durable: true, env: settings.env, signal: keeper.signal,
    });
    await server.initialise();
    keeper.keep('postgres', () => server.start());
    await server.ready(READY_MS);
    await server.createDatabases(databases);
    return (database) => server.url(database);
  } catch (error) {
    const log = join(paths.logs, 'postgres.log');
    const reason = error instanceof Error && !error.message.startsWith('Command failed') ? error.message.slice(0, 200) : 'initdb';
    throw new LaunchFailure(`PostgreSQL 未能启动（${reason}），请查看 ${log}，数据损坏时用 npm run reset 清除。`, `PostgreSQL did not come up (${reason}): see ${log}; if its data is broken, remove it with npm run reset.`);
  }
}
