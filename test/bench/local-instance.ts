import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What the bench needs of the discovery document and of the data folder. */
export interface LocalInstance {
  services: Record<string, string>;
  issuer: string;
  clients: { clientId: string; clientSecret: string; organisation: string }[];
  /** Logins of the administrators of the instance's own servers. */
  kafka: { brokers: string[]; username: string; password: string };
  databaseUrl: string;
  /** Process id of the launcher: root of all processes of the instance. */
  pid: number;
  stop(): Promise<void>;
}

const portBase = 27_000;

/** Starts everything as `npm start` does, on other ports, with an empty data folder and without samples. */
export async function startLocalInstance(root: string): Promise<LocalInstance> {
  const home = mkdtempSync(join(tmpdir(), 'lianzhi-bench-'));
  const launcher = spawn(process.execPath, [resolve(root, 'deploy/local/start.js')], {
    cwd: root, stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, LIANZHI_HOME: home, LIANZHI_PORT_BASE: String(portBase), LIANZHI_SAMPLES: 'off', LOG_LEVEL: 'warn' },
  });
  const discovery = await discovered(launcher);
  const secrets = JSON.parse(readFileSync(join(home, 'config.json'), 'utf8')) as { postgres: string; kafka: Record<string, string> };
  return {
    ...discovery, pid: launcher.pid!,
    kafka: { brokers: [`127.0.0.1:${portBase + 92}`], username: 'admin', password: secrets.kafka['admin']! },
    databaseUrl: `postgresql://lianzhi:${secrets.postgres}@127.0.0.1:${portBase + 432}/postgres`,
    async stop() {
      launcher.kill('SIGTERM');
      while (launcher.exitCode === null && launcher.signalCode === null) await sleep(100);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function discovered(launcher: ChildProcess): Promise<Pick<LocalInstance, 'services' | 'issuer' | 'clients'>> {
  for (;;) {
    if (launcher.exitCode !== null) throw new Error('the local instance did not start; see above');
    const answer = await fetch(`http://127.0.0.1:${portBase}/.well-known/lianzhi-local.json`).catch(() => undefined);
    if (answer?.status === 200) return (await answer.json()) as LocalInstance;
    await sleep(250);
  }
}
