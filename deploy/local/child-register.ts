import { existsSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ManagedProcess } from './managed-process';
import { processStartTime } from './process-start-time';
import { writeJson } from './write-atomically';

interface RecordedChild { name: string; pid: number; startTime: string }

/**
 * All processes that a launch has started, also as a file: should the launcher be killed, the next one
 * finds its orphans there and ends them.
 */
export class ChildRegister {
  private readonly children = new Set<ManagedProcess>();
  private closed = false;

  constructor(private readonly file: string) {}

  /** Starts a process through `start` and records it. @throws if the launch is being stopped: nothing may be started behind its back */
  start(start: () => ManagedProcess): ManagedProcess {
    if (this.closed) throw new Error('the launch is being stopped');
    const child = start();
    this.children.add(child);
    this.write();
    void child.exited.then(() => { this.children.delete(child); if (!this.closed) this.write(); });
    return child;
  }

  /** From now on nothing is started any more. */
  close(): void { this.closed = true; }

  /** Stops those of the given names (all when none are given), each within `graceMs`. */
  async stop(graceMs: number, names?: readonly string[]): Promise<void> {
    await Promise.all([...this.children].filter(({ name }) => !names || names.includes(name)).map((child) => child.stop(graceMs)));
  }

  killAll(): void { for (const child of this.children) child.kill(); }

  get names(): string[] { return [...this.children].map(({ name }) => name); }

  private write(): void {
    const recorded = [...this.children].flatMap(({ name, pid, startTime }): RecordedChild[] => (pid === undefined || startTime === undefined ? [] : [{ name, pid, startTime }]));
    writeJson(this.file, recorded);
  }
}

/** Ends what a killed launcher left running: asked first, by force after `graceMs`. Returns the names. */
export async function endOrphans(file: string, graceMs: number): Promise<string[]> {
  const orphans = readRecorded(file).filter(isAlive);
  // PostgreSQL takes SIGTERM as "when everybody has left", so it is sent SIGINT.
  for (const { pid, name } of orphans) signal(pid, name === 'postgres' ? 'SIGINT' : 'SIGTERM');
  const deadline = Date.now() + graceMs;
  while (orphans.some(isAlive) && Date.now() < deadline) await sleep(50);
  for (const orphan of orphans.filter(isAlive)) signal(-orphan.pid, 'SIGKILL');
  while (orphans.some(isAlive) && Date.now() < deadline + 2000) await sleep(50);
  rmSync(file, { force: true });
  return orphans.map(({ name }) => name);
}

function readRecorded(file: string): RecordedChild[] {
  try {
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as RecordedChild[]) : [];
  } catch {
    return [];
  }
}

function isAlive({ pid, startTime }: RecordedChild): boolean {
  return processStartTime(pid) === startTime;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended meanwhile.
  }
}
