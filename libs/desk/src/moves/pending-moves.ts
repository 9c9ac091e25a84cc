import type { Pool, PoolClient } from 'pg';
import type { RequestState } from '@lianzhi/contracts';
import { BackgroundLoop } from '@lianzhi/exchange';
import { Problem } from '@lianzhi/platform';
import type { DeskContext } from '../unit/desk-context';
import type { DeskService } from './desk-service';
import type { MoveCommand } from './move-command';

/** A move that the machine is to make on a request that this desk sent. */
export interface PendingMove {
  requestId: string;
  /** Equal causes move a request once. Example: `performance/<id>`. */
  cause: string;
  /** Who moves. */
  organisation: string;
  move: MoveCommand['move'];
  milestone?: string;
  /** No personal data. */
  reason?: string;
}

interface Row { request_id: string; cause: string; organisation: string; move: MoveCommand['move']; milestone: string | null; reason: string | null }

/**
 * Moves that the machine makes by itself, from rows: what is written in a transaction is done once, by whatever replica, also after a crash. A
 * move that the request's state refuses is noted as refused, not repeated.
 */
export class PendingMoves {
  private readonly loop: BackgroundLoop;

  constructor(private readonly context: DeskContext, private readonly desk: DeskService, private readonly onError: (error: unknown) => void) {
    this.loop = new BackgroundLoop(() => this.step(), () => 1_000, onError);
  }

  start(): void { this.loop.start(); }
  stop(): Promise<void> { return this.loop.stop(); }
  nudge(): void { this.loop.nudge(); }

  /** Written in the caller's transaction; {@link nudge} after its commit, or {@link make} them at once. */
  async write(client: Pool | PoolClient, moves: readonly PendingMove[]): Promise<void> {
    await writePendingMoves(client, moves);
  }

  /** Makes what stands for this cause now, rather than in a moment. What fails is tried again by the loop. */
  async make(cause: string): Promise<void> {
    const { rows } = await this.context.exchange.pool.query<Row>('SELECT * FROM pending_move WHERE cause = $1 AND done_at IS NULL', [cause]);
    await Promise.all(rows.map((row) => this.makeOne(row).catch(this.onError)));
  }

  private async step(): Promise<boolean> {
    const { rows } = await this.context.exchange.pool.query<Row>({ name: 'pending-move-next', text: 'SELECT * FROM pending_move WHERE done_at IS NULL AND run_at <= clock_timestamp() ORDER BY run_at LIMIT 100' });
    await Promise.all(rows.map((row) => this.makeOne(row)));
    return rows.length === 100;
  }

  private async makeOne({ request_id: requestId, cause, organisation, move, milestone, reason }: Row): Promise<void> {
    const claimed = { name: 'pending-move-done', text: 'UPDATE pending_move SET done_at = clock_timestamp(), refused = $3 WHERE request_id = $1 AND cause = $2 AND done_at IS NULL' };
    let state: RequestState | undefined;
    try {
      await this.desk.move({
        requestId, organisation, move, ...(milestone !== null && { milestone }), ...(reason !== null && { reason }),
        around: async (client, send) => {
          // Locked first: another replica may be at it. Whoever comes second finds nothing to do.
          const { rows: [open] } = await client.query<{ state: RequestState }>({
            name: 'pending-move-claim', values: [requestId, cause],
            text: `SELECT r.state FROM pending_move m LEFT JOIN request r ON r.id = m.request_id AND r.box = 'sent' WHERE m.request_id = $1 AND m.cause = $2 AND m.done_at IS NULL FOR UPDATE OF m`,
          });
          state = open?.state;
          if (!open) throw new Problem({ slug: 'done-already', status: 409, title: { zh: '已办理', en: 'Done already' } });
          const moved = send();
          await client.query({ ...claimed, values: [requestId, cause, null] });
          return moved;
        },
      });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      // Not delivered when it was refused: it may be allowed in a moment. Asked under the lock, or a delivery just afterwards would end it.
      if (state === 'submitted') return this.putOff(requestId, cause);
      await this.context.exchange.pool.query({ ...claimed, values: [requestId, cause, error.slug] });
    }
  }

  /** The longer it has waited the longer: a desk may be away for days. */
  private async putOff(requestId: string, cause: string): Promise<void> {
    await this.context.exchange.pool.query({
      name: 'pending-move-put-off', values: [requestId, cause],
      text: `UPDATE pending_move SET run_at = clock_timestamp() + make_interval(secs => greatest(1, least(15, extract(epoch FROM clock_timestamp() - recorded_at) / 10))) WHERE request_id = $1 AND cause = $2 AND done_at IS NULL`,
    });
  }
}

export async function writePendingMoves(client: Pool | PoolClient, moves: readonly PendingMove[]): Promise<void> {
  if (moves.length === 0) return;
  await client.query({
    name: 'pending-move-write',
    text: `INSERT INTO pending_move (request_id, cause, organisation, move, milestone, reason)
           SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) ON CONFLICT DO NOTHING`,
    values: [
      moves.map(({ requestId }) => requestId), moves.map(({ cause }) => cause), moves.map(({ organisation }) => organisation), moves.map(({ move }) => move),
      moves.map(({ milestone }) => milestone ?? null), moves.map(({ reason }) => reason ?? null),
    ],
  });
}
