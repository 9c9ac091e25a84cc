import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ChildRegister } from './child-register';
import { LaunchFailure } from './launch-failure';
import { serviceUrl, type LocalService } from './local-services';
import { ManagedProcess } from './managed-process';
import { NODE_FLAGS } from './node-flags';
import { RestartingProcess } from './restarting-process';

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

/** Deaths before the service was ever ready, after which the launch is given up. */
const EARLY_DEATHS = 3;

/** Keeps one service running and tells when it is ready. */
export class ServiceSupervisor {
  private readonly process: RestartingProcess;
  private readonly logFile: string;

  constructor(private readonly options: ServiceSupervisorOptions) {
    const { service, dist, env, logFolder, register, onRestart } = options;
    this.logFile = join(logFolder, `${service.name}.log`);
    this.process = new RestartingProcess({
      name: service.name, register, onRestart,
      start: () => ManagedProcess.start({ name: service.name, command: process.execPath, args: [...NODE_FLAGS, join(dist, service.entry)], env, logFile: this.logFile }),
    });
  }

  start(): void { this.process.start(); }

  release(): void { this.process.release(); }

  /** Resolves when `GET /health/ready` answers 200. @throws LaunchFailure if the service keeps dying or `timeoutMs` passes */
  async ready(timeoutMs: number): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    while (!(await this.isReady())) {
      if (this.process.isReleased) return;
      if (this.process.deaths >= EARLY_DEATHS || Date.now() > deadline) throw this.gaveUp();
      await sleep(150);
    }
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

  private gaveUp(): LaunchFailure {
    this.release();
    const { name } = this.options.service;
    return new LaunchFailure(`服务 ${name} 未能启动，请查看日志 ${this.logFile}。${this.lastWords()}`, `The service ${name} did not start: see its log ${this.logFile}.`);
  }

  /** The sentence that a service leaves when it cannot start, if the log ends in one. */
  private lastWords(): string {
    if (!existsSync(this.logFile)) return '';
    const line = readFileSync(this.logFile, 'utf8').trimEnd().split('\n').at(-1) ?? '';
    return /^[{\s]|^Node\.js v/.test(line) ? '' : line.slice(0, 300);
  }
}
