import type { Pool } from 'pg';
import { BackgroundLoop } from '../relay/background-loop';

export interface Parked {
  seq: string; requestId: string; topic: string; sender: string; recipient: string;
  waitingFor: 'predecessor' | 'documents' | 'request';
  /** ms that it has waited. */
  waitedMs: number;
}
/** Asks the sender again, once for everything of one sender and request that waits for the same; an alert besides once documents have been missing for an hour. */
export type AskAgain = (parked: Parked[]) => Promise<void>;

/** How long a message waits before its sender is asked, ms (design §3, §4); each further time twice as long. */
const patience = { predecessor: 30_000, request: 30_000, documents: 15 * 60_000 };

/** Looks after messages that wait for a predecessor or for documents. System time: a bus that loses nothing makes this rare. */
export class ParkingSweeper {
  private readonly loop: BackgroundLoop;

  constructor(private readonly pool: Pool, private readonly askAgain: AskAgain, onError: (error: unknown) => void) {
    this.loop = new BackgroundLoop(() => this.step(), () => 5_000, onError);
  }

  start(): void { this.loop.start(); }
  stop(): Promise<void> { return this.loop.stop(); }

  private async step(): Promise<boolean> {
    const { rows } = await this.pool.query<{ seq: string; request_id: string; topic: string; sender: string; recipient: string; waiting_for: Parked['waitingFor']; waited: string }>(
      `UPDATE journal SET asked_again_at = clock_timestamp() WHERE seq = ANY(ARRAY(
         SELECT seq FROM journal WHERE handling = 'p'
           AND coalesce(asked_again_at, parked_at) < clock_timestamp() - greatest(
             make_interval(secs => CASE waiting_for WHEN 'documents' THEN $1::float8 ELSE $2::float8 END), asked_again_at - parked_at)
         LIMIT 200 FOR UPDATE SKIP LOCKED))
       RETURNING seq, request_id, topic, sender, recipient, waiting_for, extract(epoch FROM clock_timestamp() - parked_at) * 1000 AS waited`,
      [patience.documents / 1000, patience.predecessor / 1000]);
    if (rows.length > 0) {
      await this.askAgain(longestWaiting(rows.map((row) => ({
        seq: row.seq, requestId: row.request_id, topic: row.topic, sender: row.sender, recipient: row.recipient, waitingFor: row.waiting_for, waitedMs: Number(row.waited),
      }))));
    }
    return false;
  }
}

/** Behind the first of a sender the others wait for the same: one question is enough. */
function longestWaiting(parked: Parked[]): Parked[] {
  const first = new Map<string, Parked>();
  for (const one of parked.sort((a, b) => b.waitedMs - a.waitedMs || Number(a.seq) - Number(b.seq))) {
    const key = `${one.requestId} ${one.sender} ${one.recipient} ${one.waitingFor}`;
    if (!first.has(key)) first.set(key, one);
  }
  return [...first.values()];
}
