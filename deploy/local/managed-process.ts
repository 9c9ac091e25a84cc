import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { processStartTime } from './process-start-time';

export interface ManagedProcessOptions {
  name: string;
  command: string;
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  cwd?: string;
  /** Standard output and error are appended here. */
  logFile: string;
  uid?: number;
  gid?: number;
  /** The signal that asks this program to stop in good order; default SIGTERM. */
  stopSignal?: NodeJS.Signals;
}

export interface ProcessExit { code: number | null; signal: NodeJS.Signals | null }

/**
 * One child process in its own process group, so that Ctrl-C in a terminal reaches only the launcher,
 * which then stops its children in the right order.
 */
export class ManagedProcess {
  readonly name: string;
  readonly exited: Promise<ProcessExit>;
  readonly startTime: string | undefined;
  private exit: ProcessExit | undefined;

  private constructor(private readonly child: ChildProcess, private readonly options: ManagedProcessOptions) {
    this.name = options.name;
    this.startTime = child.pid === undefined ? undefined : processStartTime(child.pid);
    this.exited = new Promise((resolve) => {
      const done = (exit: ProcessExit) => { this.exit = exit; resolve(exit); };
      child.once('exit', (code, signal) => done({ code, signal }));
      child.once('error', () => done({ code: 127, signal: null }));
    });
  }

  static start(options: ManagedProcessOptions): ManagedProcess {
    const log = openSync(options.logFile, 'a', 0o600);
    try {
      const child = spawn(options.command, options.args, {
        cwd: options.cwd, env: options.env, stdio: ['ignore', log, log], detached: true,
        ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.gid }),
      });
      return new ManagedProcess(child, options);
    } finally {
      closeSync(log);
    }
  }

  get pid(): number | undefined { return this.child.pid; }

  get running(): boolean { return this.exit === undefined; }

  /** Asks the process to stop and ends it by force after `graceMs`. Resolves when it is gone. */
  async stop(graceMs: number): Promise<void> {
    if (!this.running) return;
    this.child.kill(this.options.stopSignal ?? 'SIGTERM');
    const timer = new AbortController();
    await Promise.race([this.exited, sleep(graceMs, undefined, { signal: timer.signal }).catch(() => undefined)]);
    timer.abort();
    this.kill();
    await this.exited;
  }

  /** Ends the process and what it started, at once. */
  kill(): void {
    if (!this.running || this.pid === undefined) return;
    try {
      process.kill(-this.pid, 'SIGKILL');
    } catch {
      this.child.kill('SIGKILL');
    }
  }
}
