import { setTimeout as sleep } from 'node:timers/promises';
import type { ChildRegister } from './child-register';
import type { ManagedProcess } from './managed-process';

export interface RestartingProcessOptions {
  name: string;
  register: ChildRegister;
  start(): ManagedProcess;
  /** Told when it died and when it is started again. */
  onRestart(message: string): void;
}

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;
/** A process that lived this long starts with the first delay again. */
const SETTLED_MS = 60_000;

/** A process that is started again when it dies, after a delay that doubles with every death. */
export class RestartingProcess {
  /** How often it has died. */
  deaths = 0;
  private released = false;
  private delayMs = FIRST_DELAY_MS;

  constructor(private readonly options: RestartingProcessOptions) {}

  start(): void {
    const begun = Date.now();
    const child = this.options.register.start(() => this.options.start());
    void child.exited.then(({ code, signal }) => this.startAgain(begun, signal ?? `code ${code}`));
  }

  /** No restart from now on; the process itself is stopped through the register. */
  release(): void { this.released = true; }

  get isReleased(): boolean { return this.released; }

  private async startAgain(begun: number, reason: string): Promise<void> {
    if (this.released) return;
    this.deaths += 1;
    if (Date.now() - begun > SETTLED_MS) this.delayMs = FIRST_DELAY_MS;
    const delay = this.delayMs;
    this.delayMs = Math.min(delay * 2, LONGEST_DELAY_MS);
    this.options.onRestart(`${this.options.name} 已退出（${reason}），${delay / 1000} 秒后重启 ended (${reason}), started again in ${delay / 1000} s`);
    await sleep(delay, undefined, { ref: false });
    if (!this.released) this.start();
  }
}
