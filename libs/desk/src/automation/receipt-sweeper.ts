import { BackgroundLoop } from '@lianzhi/exchange';
import type { DeskService } from '../moves/desk-service';
import type { DeskContext } from '../unit/desk-context';

/**
 * Confirms the receipt of requests whose automatic answer takes longer than a second, or whose replica died over it: the requester learns of the
 * service 送达 without waiting for the answer. Any replica does it; what is confirmed already is not confirmed twice.
 */
export class ReceiptSweeper {
  private readonly loop: BackgroundLoop;

  constructor(private readonly context: DeskContext, private readonly desk: DeskService, onError: (error: unknown) => void) {
    this.loop = new BackgroundLoop(() => this.step(), () => 500, onError);
  }

  start(): void { this.loop.start(); }
  stop(): Promise<void> { return this.loop.stop(); }

  private async step(): Promise<boolean> {
    const { rows } = await this.context.exchange.pool.query<{ id: string }>({
      name: 'task-unconfirmed', text: 'SELECT request_id AS id FROM task WHERE confirm_at <= clock_timestamp() ORDER BY confirm_at LIMIT 100',
    });
    await Promise.all(rows.map(({ id }) => this.desk.confirmReceipt(id)));
    return rows.length === 100;
  }
}
