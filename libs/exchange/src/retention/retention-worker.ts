import type { Pool } from 'pg';
import { inTransaction } from '@lianzhi/platform';
import { lock } from '../dispatch/dispatcher';
import { BackgroundLoop } from '../relay/background-loop';
import type { Erasable } from './erasable';
import { eraseMessages } from './erase-messages';
import { advanceRun, claimRun, finishRun } from './retention-runs';

const batchSize = 50;
/** Between two batches of a long run, ms of system time: erasing is never urgent. */
const spacingMs = 200;

/** Carries out the erasure that an operator ordered: in batches, at a pace, by one replica at a time; whoever dies, another goes on. */
export class RetentionWorker {
  private readonly loop: BackgroundLoop;

  constructor(private readonly pool: Pool, private readonly erasable: Erasable, onError: (error: unknown) => void) {
    this.loop = new BackgroundLoop(() => this.step(), () => 2_000, onError);
  }

  start(): void { this.loop.start(); }
  stop(): Promise<void> { return this.loop.stop(); }
  nudge(): void { this.loop.nudge(); }

  private async step(): Promise<boolean> {
    const more = await inTransaction(this.pool, async (client) => {
      const run = await claimRun(client);
      if (!run) return false;
      const ids = await this.erasable.find(client, run.cutoffs, batchSize);
      if (ids.length === 0) {
        await finishRun(client, run);
        return false;
      }
      // As the dispatcher and the desk: the requests first; what happened to them meanwhile is looked at again.
      await lock(client, ids);
      const still = await this.erasable.find(client, run.cutoffs, batchSize, ids);
      const erased = await eraseMessages(client, still);
      await this.erasable.erase(client, still);
      await advanceRun(client, run.id, { requests: still.length, ...erased });
      return true;
    });
    if (more) await new Promise((resolve) => { setTimeout(resolve, spacingMs); });
    return more;
  }
}
