import { BackgroundLoop } from '@lianzhi/exchange';
import { Problem } from '@lianzhi/platform';
import type { DeskService } from '../moves/desk-service';
import type { DeskContext } from '../unit/desk-context';

/**
 * Closes answered requests by itself once their time has passed (policy: 5 working days) and the requester owes nothing.
 * Due times are rows; the business clock may jump, so it looks every second.
 */
export class ClosureSweeper {
  private readonly loop: BackgroundLoop;

  constructor(private readonly context: DeskContext, private readonly desk: DeskService, onError: (error: unknown) => void) {
    this.loop = new BackgroundLoop(() => this.step(), () => 1_000, onError);
  }

  start(): void { this.loop.start(); }
  stop(): Promise<void> { return this.loop.stop(); }

  private async step(): Promise<boolean> {
    const { rows } = await this.context.exchange.pool.query<{ id: string; from_org: string }>(
      'SELECT id, from_org FROM request WHERE closes_at <= $1 ORDER BY closes_at LIMIT 100', [this.context.clock.now()]);
    // Another replica may close the same ones: the state then refuses the second.
    await Promise.all(rows.map(({ id, from_org: organisation }) => this.desk
      .move({ requestId: id, organisation, move: 'closed', reason: 'automatic' })
      .catch((error: unknown) => { if (!(error instanceof Problem)) throw error; })));
    return rows.length === 100;
  }
}
