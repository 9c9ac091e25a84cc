import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import { isRunning, processReady, ROOT, signal, startProcess, stopProcess } from '../../e2e/support/service-process';
import { startSystem } from '../../e2e/support/start-system';
import { readState, type ProcessRecord, type SystemState } from '../../e2e/support/system-state';
import { StorySystem } from '../../../deploy/local/stories';
import { Chance } from '../simulation/chance';
import { FaultServers, type Ways } from './fault-servers';
import { StoryClock } from './story-clock';

const readyMs = 300_000;

/** Everything that a fault may touch: servers, services with two replicas each, the ways between them, the clocks. */
export class FaultWorld {
  readonly api: StorySystem;
  private readonly pools = new Map<string, Pool>();
  private processes: ProcessRecord[];

  private constructor(
    readonly folder: string, readonly services: readonly string[], readonly servers: FaultServers, readonly state: SystemState, readonly clock: StoryClock, readonly chance: Chance,
    private readonly watchdog: ChildProcess,
  ) {
    this.processes = state.processes;
    const urls = Object.fromEntries(Object.keys(state.databases).map((service) => [service, this.replicasOf(service).map(({ port }) => `http://127.0.0.1:${port}`)]));
    this.api = new StorySystem({ ...state, services: urls });
  }

  static async start(services: readonly string[], seed: number): Promise<FaultWorld> {
    const folder = mkdtempSync(join(tmpdir(), 'lianzhi-faults-'));
    // The database server's account has to get through to a tablespace below it.
    chmodSync(folder, 0o711);
    // Also when this process is killed, nothing goes on by itself.
    const watchdog = spawn(process.execPath, [join(ROOT, 'test', 'support', 'servers-watchdog.js'), String(process.pid), folder], { stdio: 'ignore', detached: true });
    watchdog.unref();
    const servers = await FaultServers.start(join(folder, 'servers'), services);
    const clockFiles = new Map(services.map((service) => [service, { business: join(folder, `clock-${service}`), off: join(folder, `clock-${service}-off`) }]));
    try {
      const state = await startSystem(join(folder, 'system'), {
        services, readyMs, without: ['console', ...services.includes('land-registry') ? [] : ['registry']],
        route: (service, _replica, env) => {
          const way = servers.ways.get(service);
          if (!way) return env;
          const database = new URL(env.DATABASE_URL!);
          database.port = String(way.databasePort);
          const { business, off } = clockFiles.get(service)!;
          return {
            ...env, DATABASE_URL: database.toString(), KAFKA_BROKERS: `127.0.0.1:${way.kafkaPort}`, LIANZHI_CLOCK_FILE: business, LOG_LEVEL: 'warn',
            NODE_OPTIONS: `--require ${join(ROOT, 'dist', 'test', 'faults', 'world', 'skewed-clock.js')}`, FAULT_CLOCK_OFF: off,
          };
        },
      });
      return new FaultWorld(folder, services, servers, state, new StoryClock(clockFiles), new Chance(seed), watchdog);
    } catch (error) {
      const { processes = [] } = readState(join(folder, 'system')) ?? {};
      await Promise.all(processes.map(({ pid }) => stopProcess(pid, 3_000)));
      await servers.stop();
      throw error;
    }
  }

  way(service: string): Ways { return this.servers.ways.get(service)!; }

  /** Straight to the database, past the way that a fault may have cut. */
  database(service: string): Pool {
    let pool = this.pools.get(service);
    if (!pool) {
      this.pools.set(service, pool = new Pool({ connectionString: this.state.databases[service], max: 2 }));
      pool.on('error', () => undefined);
    }
    return pool;
  }

  /** No connection of ours is left; the next one is made anew. */
  async closeDatabase(service: string): Promise<void> {
    await this.pools.get(service)?.end();
    this.pools.delete(service);
  }

  replicasOf(service: string): ProcessRecord[] { return this.processes.filter((one) => one.service === service); }

  /** Ends processes at once, as a power cut would: one replica, or all. */
  async kill(service: string, replica?: number): Promise<void> {
    const doomed = this.replicasOf(service).filter((one) => replica === undefined || one.replica === replica);
    for (const { pid } of doomed) signal(pid, 'SIGKILL');
    while (doomed.some(({ pid }) => isRunning(pid))) await sleep(20);
  }

  stop(service: string): Promise<unknown> { return Promise.all(this.replicasOf(service).map(({ pid }) => stopProcess(pid))); }

  async stopReplica(service: string, replica: number): Promise<void> {
    await stopProcess(this.replicasOf(service).find((one) => one.replica === replica)!.pid);
  }

  /** Those that do not run start again, on the ports they had; one that ends at its start is started anew, as a supervisor does. */
  async start(service: string): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      this.processes = this.processes.map((record) => (record.service === service && !isRunning(record.pid) ? startProcess(record) : record));
      try {
        return await this.ready(service);
      } catch (error) {
        if (attempt === 5) throw error;
        await sleep(1_000);
      }
    }
  }

  /** Everything runs, every way is open, no clock is off. */
  async heal(): Promise<void> {
    this.clock.heal();
    for (const { kafka, database } of this.servers.ways.values()) for (const way of [kafka, database]) way.set('open');
    for (const service of this.services) await this.start(service);
  }

  /** One more replica, for as long as the world lasts or it is stopped. */
  async addReplica(service: string, port: number): Promise<number> {
    const [first, ...others] = this.replicasOf(service);
    const replica = 2 + others.length;
    this.processes = [...this.processes, startProcess({ ...first!, replica, port, env: { ...first!.env, PORT: String(port) }, logFile: first!.logFile.replace(/-\d+\.log$/, `-${replica}.log`) })];
    await this.ready(service);
    return replica;
  }

  async removeReplica(service: string, replica: number): Promise<void> {
    await this.stopReplica(service, replica);
    this.processes = this.processes.filter((one) => one.service !== service || one.replica !== replica);
  }

  async ready(service: string): Promise<void> {
    await Promise.all(this.replicasOf(service).map((record) => processReady(record, readyMs)));
  }

  get pids(): { service: string; replica: number; pid: number }[] { return this.processes.filter(({ pid }) => isRunning(pid)); }

  /** @param keep leaves logs and data where they are */
  async close(keep: boolean): Promise<void> {
    this.clock.stop();
    await Promise.all(this.processes.map(({ pid }) => stopProcess(pid, 3_000)));
    await Promise.all([...this.pools.values()].map((pool) => pool.end()));
    await this.servers.stop();
    // It would remove the folder.
    if (keep) this.watchdog.kill();
    else rmSync(this.folder, { recursive: true, force: true });
  }
}
