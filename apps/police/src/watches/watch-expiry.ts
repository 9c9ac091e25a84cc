import { shanghaiDate, validateReply } from '@lianzhi/contracts';
import type { BackgroundWork, DeskInside } from '@lianzhi/desk';
import { BackgroundLoop } from '@lianzhi/exchange';
import { inTransaction, Problem } from '@lianzhi/platform';
import { expiryReply, hitsOf } from './expiry-reply';

const batchSize = 50;
/** The final reply is sent within the last minute of the watch, so that it is not itself late; ms of business time. */
const lastMinuteMs = 60_000;

interface Due { request_id: string; organisation: string }

/**
 * Ends standing watches 布控 whose time has come with their final reply. One that was never answered is not ended: nobody
 * knows whether anyone looked. Any number of replicas: the state refuses the second.
 */
export class WatchExpiry implements BackgroundWork {
  private readonly loop: BackgroundLoop;

  constructor(private readonly inside: DeskInside) {
    this.loop = new BackgroundLoop(() => this.step(), () => 1_000, inside.onError);
  }

  start(): void { this.loop.start(); }
  stop(): Promise<void> { return this.loop.stop(); }

  private async step(): Promise<boolean> {
    const { exchange: { pool }, clock } = this.inside.context;
    const { rows } = await pool.query<Due>({
      name: 'watch-due', values: [new Date(clock.now().getTime() + lastMinuteMs)],
      text: `SELECT request_id, organisation FROM standing_watch WHERE state = 'standing' AND NOT left_to_person AND ends_at <= $1 ORDER BY ends_at LIMIT ${batchSize}`,
    });
    await Promise.all(rows.map((row) => this.end(row)));
    return rows.length === batchSize;
  }

  private async end({ request_id: requestId, organisation }: Due): Promise<void> {
    const { desk, context: { catalogue, clock } } = this.inside;
    const request = await desk.find(requestId, organisation);
    const contract = request && catalogue.find(request.type);
    if (!request || !contract) return this.leave(requestId, organisation);
    const { outcome, details } = expiryReply(hitsOf(contract, await desk.messages(request)));
    const faults = validateReply(contract, { final: true, outcome, details }, { businessDate: shanghaiDate(clock.now()), strict: true });
    if (faults.length > 0) return this.leave(requestId, organisation);
    try {
      await desk.move({
        requestId, organisation, move: 'answered', outcome, details,
        around: async (client, send) => {
          const { rowCount } = await client.query({
            name: 'watch-unchanged', text: `SELECT FROM request WHERE id = $1 AND box = 'received' AND (record->>'folded')::int = $2`, values: [requestId, request.record.folded],
          });
          if (rowCount === 0) throw reportedMeanwhile();
          return send();
        },
      });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.slug === reportedSlug) return;
      await this.leave(requestId, organisation);
    }
  }

  /** What the machine cannot answer stays open and is told; another replica that was faster has ended it already. */
  private async leave(requestId: string, organisation: string): Promise<void> {
    const { exchange: { pool }, raiseAlerts, clock } = this.inside.context;
    await inTransaction(pool, async (client) => {
      const { rowCount } = await client.query(`UPDATE standing_watch SET left_to_person = true WHERE request_id = $1 AND state = 'standing'`, [requestId]);
      if (rowCount === 0) return;
      await raiseAlerts(client, [{ organisation, kind: 'watch-ended', level: 'warning', requestId, raisedAt: clock.now().getTime(), key: `${requestId} watch-ended` }]);
    });
  }
}

/** A hit may have been reported since the messages were read, which the reply would deny: it is made anew. */
const reportedSlug = 'reported-meanwhile';
const reportedMeanwhile = (): Problem => new Problem({ slug: reportedSlug, status: 409, title: { zh: '期间另有反馈', en: 'There was another reply meanwhile' } });
