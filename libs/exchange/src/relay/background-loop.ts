import { Pace } from '@lianzhi/platform';

/**
 * Runs `step` again and again: at once while it says there is more, when nudged (a long row of nudges at its pace), else after `idleMs`.
 * One step at a time; a failing step is reported and tried again after a growing pause. Nothing that must happen depends on the nudge.
 */
export class BackgroundLoop {
  private running: Promise<void> | undefined;
  private stopped = false;
  private nudged = false;
  private wake: (() => void) | undefined;
  private failures = 0;

  constructor(
    private readonly step: () => Promise<boolean>,
    private readonly idleMs: () => number,
    private readonly onError: (error: unknown) => void,
    private readonly pace = new Pace(),
  ) {}

  start(): void {
    this.running ??= this.run();
  }

  nudge(): void {
    this.nudged = true;
    this.wake?.();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.wake?.();
    await this.running;
  }

  private async run(): Promise<void> {
    let more = false;
    while (!this.stopped) {
      const end = more ? undefined : await this.pace.begin();
      this.nudged = false;
      more = false;
      try {
        more = await this.step();
        this.failures = 0;
      } catch (error) {
        this.failures += 1;
        this.onError(error);
      }
      end?.();
      if (this.stopped) return;
      if (this.failures > 0) await this.pause(Math.min(5_000, 50 * 2 ** this.failures), false);
      else if (!more && !this.nudged) await this.pause(this.idleMs(), true);
    }
  }

  private pause(ms: number, wakeable: boolean): Promise<void> {
    return new Promise((resolve) => {
      const finish = (): void => {
        clearTimeout(timer);
        this.wake = undefined;
        resolve();
      };
      const timer = setTimeout(finish, ms);
      this.wake = wakeable || this.stopped ? finish : () => { if (this.stopped) finish(); };
    });
  }
}
