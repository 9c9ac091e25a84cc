import type { Pool, PoolClient } from 'pg';
import { inTransaction, isPoison, isTransient } from '@lianzhi/platform';
import { unhandled } from '../journal/journal';
import type { StoredEntry, Verdict } from '../journal/journal-entry';
import { BackgroundLoop } from '../relay/background-loop';
import { announce, handleEntries, type HandlingOptions, type Judge } from './handle-entries';

export interface DispatcherOptions<Session> extends HandlingOptions<Session> {
  pool: Pool;
  /** Handles one message within the batch: may change only the session. */
  handle: Judge<Session>;
  /** Told after each batch: what waited has been handled, and may have been sealed long ago. */
  onCommitted?: () => void;
  onError: (error: unknown) => void;
  alone: () => boolean;
}

const batchSize = 200;
/** A handler that fails this often on one message for no passing reason makes it a dead letter; an operator can requeue it. */
const patience = 5;
/** How long such a message waits before the second attempt, ms of system time; doubled for each further one. */
const firstPauseMs = 100;

/**
 * Runs handlers from the journal, after commit, in order per request, many requests per transaction: of what could not be handled as it
 * was taken in (see `DirectHandling`). Fed in memory by the ingest of this replica; a slow poll finds what a killed replica left. Two replicas never handle one request at once:
 * each batch first takes the advisory locks of its requests.
 */
export class Dispatcher<Session> {
  private readonly queue = new Set<string>();
  /** Requests to be tried again, and when (`performance.now()`). */
  private readonly delayed = new Map<string, number>();
  /** How often a message has failed, by its place in the journal. */
  private readonly failures = new Map<string, number>();
  private sweepAt = 0;
  private readonly loop: BackgroundLoop;

  constructor(private readonly options: DispatcherOptions<Session>) {
    this.loop = new BackgroundLoop(() => this.step(), () => (this.delayed.size > 0 ? firstPauseMs / 2 : 500), options.onError);
  }

  start(): void { this.loop.start(); }
  stop(): Promise<void> { return this.loop.stop(); }

  enqueue(requestIds: readonly string[]): void {
    for (const id of requestIds) this.queue.add(id);
    this.loop.nudge();
  }

  private async step(): Promise<boolean> {
    await this.sweep();
    for (const [id, at] of this.delayed) if (at <= performance.now() && this.delayed.delete(id)) this.queue.add(id);
    const batch = [...this.queue].slice(0, batchSize);
    if (batch.length === 0) return false;
    for (const id of batch) this.queue.delete(id);
    try {
      await this.handleBatch(batch);
    } catch (error) {
      for (const id of batch) this.queue.add(id);
      throw error;
    }
    return this.queue.size > 0;
  }

  /** What was taken in and never handled, since the replica that took it is gone, and what waits; the former first. */
  private async sweep(): Promise<void> {
    if (performance.now() < this.sweepAt) return;
    this.sweepAt = performance.now() + 2_000;
    const { rows } = await this.options.pool.query<{ request_id: string }>(
      `SELECT request_id FROM journal WHERE handling IN ('n', 'p')
         AND (handling = 'n' AND recorded_at < clock_timestamp() - interval '1 second' OR parked_at < clock_timestamp() - interval '5 seconds')
       GROUP BY request_id ORDER BY bool_or(handling = 'n') DESC, random() LIMIT 1000`);
    for (const row of rows) if (!this.delayed.has(row.request_id)) this.queue.add(row.request_id);
  }

  /** @throws only what may pass; nothing of the batch is done then, or may be repeated. */
  private async handleBatch(requestIds: string[]): Promise<void> {
    try {
      await this.run(requestIds, (entry, session) => this.options.handle(entry, session));
    } catch (error) {
      if (isTransient(error)) throw error;
      for (const id of requestIds) await this.handleApart(id);
    }
  }

  /** Each message of the request in a transaction of its own, so that the one at fault is found. Those behind it wait. */
  private async handleApart(requestId: string): Promise<void> {
    const parked = new Map<string, Verdict>();
    for (const { seq } of await unhandled(this.options.pool, [requestId])) {
      try {
        await this.run([requestId], (entry, session) => this.options.handle(entry, session), { seq, parked });
        this.failures.delete(seq);
      } catch (error) {
        if (isTransient(error)) throw error;
        this.options.onError(error);
        if (!(await this.gaveUp(requestId, seq, error))) return;
      }
    }
  }

  private async gaveUp(requestId: string, seq: string, error: unknown): Promise<boolean> {
    const failures = (this.failures.get(seq) ?? 0) + 1;
    this.failures.set(seq, failures);
    if (!isPoison(error) && failures < patience) {
      this.delayed.set(requestId, performance.now() + firstPauseMs * 2 ** failures);
      return false;
    }
    await this.bury(requestId, seq, error);
    this.failures.delete(seq);
    return true;
  }

  /** A dead letter that consumes its sequence, so that those behind it go on, and that its sender is told of. */
  private async bury(requestId: string, seq: string, error: unknown): Promise<void> {
    const { participant, onError } = this.options;
    const dead: Verdict = { kind: 'dead', reason: 'handler-failed', detail: (error as Error).name };
    const refuse = async (entry: StoredEntry, session: Session): Promise<Verdict> => {
      await participant.refuse?.(entry, session, 'handler-failed');
      return dead;
    };
    try {
      await this.run([requestId], refuse, { seq, parked: new Map() });
    } catch (second) {
      if (isTransient(second)) throw second;
      onError(second);
      await this.run([requestId], () => Promise.resolve(dead), { seq, parked: new Map() });
    }
  }

  /** One transaction over everything that waits of these requests, or over the one entry. */
  private async run(
    requestIds: string[], judge: Judge<Session>, only?: { seq: string; parked: Map<string, Verdict> },
  ): Promise<void> {
    const handled = await inTransaction(this.options.pool, async (client) => {
      await lock(client, requestIds);
      const entries = (await unhandled(client, requestIds)).filter(({ seq }) => only === undefined || seq === only.seq);
      if (entries.length === 0) return undefined;
      return handleEntries(client, this.options, entries, judge, only?.parked);
    });
    if (!handled) return;
    announce(this.options, handled);
    this.options.onCommitted?.();
  }
}

/** One writer per request, whatever the number of replicas; released with the transaction. Sorted, so that batches cannot deadlock. */
export async function lock(client: PoolClient, requestIds: readonly string[]): Promise<void> {
  await client.query({
    name: 'request-lock',
    text: 'SELECT pg_advisory_xact_lock(k) FROM (SELECT hashtextextended(id, 7) AS k FROM unnest($1::text[]) id ORDER BY 1) sorted',
    values: [requestIds],
  });
}
