import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ChildRegister } from './child-register';
import { LaunchFailure } from './launch-failure';
import type { LocalService } from './local-services';
import { serviceUrl } from './local-services';
import { ManagedProcess } from './managed-process';

export interface ServiceSupervisorOptions {
  service: LocalService;
  /** Folder of the compiled entry points. */
  dist: string;
  env: NodeJS.ProcessEnv;
  logFolder: string;
  register: ChildRegister;
  /** Told when the service died and is started again. */
  onRestart(message: string): void;
}

/** Modest heaps: nine processes share one machine. The young generation is larger than Node's default, which pays under load. */
const NODE_FLAGS = ['--max-old-space-size=320', '--max-semi-space-size=16'];

/** Deaths before the service was ever ready, after which the launch is given up. */
const EARLY_DEATHS = 3;
const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;
/** A service that lived this long starts with the first delay again. */
const SETTLED_MS = 60_000;

/** Keeps one service running: starts it, waits until it is ready, and starts it again with growing delay when it dies. */
export class ServiceSupervisor {
  private stopped = false;
  private everReady = false;
  private deaths = 0;
  private delayMs = FIRST_DELAY_MS;

  constructor(private readonly options: ServiceSupervisorOptions) {}

  get logFile(): string { return join(this.options.logFolder, `${this.options.service.name}.log`); }

  start(): void {
    const { service, dist, env, register } = this.options;
    const begun = Date.now();
    const child = register.start(() => ManagedProcess.start({
      name: service.name, command: process.execPath, args: [...NODE_FLAGS, join(dist, service.entry)], env, logFile: this.logFile,
    }));
    void child.exited.then(({ code, signal }) => this.restart(begun, signal ?? `code ${code}`));
  }

  /** No restart any more; the process itself is stopped through the register. */
  release(): void { this.stopped = true; }

  /** Resolves when `GET /health/ready` answers 200. @throws LaunchFailure if it keeps dying or `timeoutMs` passes */
  async ready(timeoutMs: number): Promise<void> {
    const { name } = this.options.service;
    const deadline = Date.now() + timeoutMs;
    while (!(await this.isReady())) {
      if (this.stopped) return;
      if (this.deaths >= EARLY_DEATHS || Date.now() > deadline) {
        this.release();
        const last = this.lastWords();
        throw new LaunchFailure(`服务 ${name} 未能启动，请查看日志 ${this.logFile}。${last}`, `The service ${name} did not start: see its log ${this.logFile}.`);
      }
      await sleep(150);
    }
    this.everReady = true;
  }

  private async isReady(): Promise<boolean> {
    try {
      const answer = await fetch(`${serviceUrl(this.options.service)}/health/ready`, { signal: AbortSignal.timeout(3000) });
      await answer.arrayBuffer();
      return answer.status === 200;
    } catch {
      return false;
    }
  }

  private async restart(begun: number, reason: string): Promise<void> {
    if (this.stopped) return;
    this.deaths += this.everReady ? 0 : 1;
    if (this.deaths >= EARLY_DEATHS) return;
    if (Date.now() - begun > SETTLED_MS) this.delayMs = FIRST_DELAY_MS;
    const delay = this.delayMs;
    this.delayMs = Math.min(delay * 2, LONGEST_DELAY_MS);
    this.options.onRestart(`${this.options.service.name} 已退出（${reason}），${delay / 1000} 秒后重启 ended (${reason}), started again in ${delay / 1000} s`);
    await sleep(delay, undefined, { ref: false });
    if (!this.stopped) this.start();
  }

  /** The sentence that a service leaves when it cannot start, if the log ends in one. */
  private lastWords(): string {
    if (!existsSync(this.logFile)) return '';
    const line = readFileSync(this.logFile, 'utf8').trimEnd().split('\n').at(-1) ?? '';
    return line.startsWith('{') || line.startsWith(' ') ? '' : line.slice(0, 300);
  }
}
