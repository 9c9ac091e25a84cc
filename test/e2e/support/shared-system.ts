import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Pool } from 'pg';
import { writeClock } from '@lianzhi/platform';
import { StorySystem, until } from '../../../deploy/local/stories';
import { processReady, signal, startProcess, stopProcess } from './service-process';
import { startSystem } from './start-system';
import { readState, systemFolder, writeState, type ProcessRecord, type SystemState } from './system-state';

/** How long all specs of a run may need to start the system, ms. */
export const START_MS = 120_000;

/**
 * The running system as the end-to-end specs use it: two replicas of each service, as real processes. The first spec of
 * a run starts it, the others find it; jest's global teardown ends it. Specs run one at a time (see run-tests.js).
 */
export class SharedSystem {
  /** Calls go to the replicas in turn. */
  readonly api: StorySystem;
  private readonly pools = new Map<string, Pool>();

  private constructor(private readonly folder: string, readonly state: SystemState) {
    const services = Object.fromEntries(Object.keys(state.databases).map((service) => [service, state.processes.filter((one) => one.service === service).map(({ port }) => `http://127.0.0.1:${port}`)]));
    this.api = new StorySystem({ ...state, services });
  }

  static async use(): Promise<SharedSystem> {
    const folder = systemFolder();
    const known = readState(folder);
    if (known) return new SharedSystem(folder, known);
    spawn(process.execPath, [join(__dirname, 'watchdog.js'), folder.split('-').at(-1)!, folder], { stdio: 'ignore', detached: true }).unref();
    return new SharedSystem(folder, await startSystem(folder));
  }

  /** Gives real time back and leaves; the system goes on. */
  async leave(): Promise<void> {
    writeClock(this.state.clockFile, null);
    await Promise.all([...this.pools.values()].map((pool) => pool.end()));
  }

  /** The database of a service: specs look into it, or hold a lock in it to stop one step of a service. */
  database(service: string): Pool {
    let pool = this.pools.get(service);
    if (!pool) this.pools.set(service, pool = new Pool({ connectionString: this.state.databases[service], max: 2 }));
    return pool;
  }

  /** All replicas of the service end in good order. */
  async stop(service: string): Promise<void> {
    await Promise.all(this.replicas(service).map(({ pid }) => stopProcess(pid)));
  }

  /** All replicas of a stopped service start again, on the ports they had. */
  async start(service: string): Promise<void> {
    const started = this.replicas(service).map((record) => startProcess(record));
    this.state.processes = this.state.processes.map((record) => started.find(({ port }) => port === record.port) ?? record);
    writeState(this.folder, this.state);
    await Promise.all(started.map((record) => processReady(record)));
  }

  /** Ends one replica at once, as a power cut would. */
  kill(service: string, replica: number): void {
    signal(this.replicas(service).find((one) => one.replica === replica)!.pid, 'SIGKILL');
  }

  /** Waits until the coordinator has called and told everything that the present instant asks for. */
  async settled(): Promise<void> {
    const read = async () => (await (await fetch(`${this.api.urlOf('coordinator')}/v1/clock`)).json()) as { settled: boolean };
    // Twice: each replica has its own view of the clock.
    for (let times = 0; times < 2; times += 1) {
      const { settled } = await until(read, (seen) => seen.settled, { deadlineMs: 20_000 });
      if (!settled) throw new Error('the coordinator did not settle');
    }
  }

  /** What all processes have logged so far. */
  logs(): { file: string; text: string }[] {
    const folder = join(this.state.home, 'logs');
    return readdirSync(folder).map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));
  }

  private replicas(service: string): ProcessRecord[] {
    return this.state.processes.filter((record) => record.service === service);
  }
}

/** One test, ms: generous, as all services share the machine with it. */
const TEST_MS = 120_000;

/** For a spec file: the system from before its first test until after its last one. */
export function useSystem(): () => SharedSystem {
  jest.setTimeout(TEST_MS);
  let system: SharedSystem | undefined;
  beforeAll(async () => { system = await SharedSystem.use(); }, START_MS);
  afterAll(() => system?.leave());
  return () => system!;
}
