import type { Pool, PoolClient } from 'pg';
import { inTransaction, isPoison, isTransient } from '@lianzhi/platform';
import { insertDeadLetters } from '../dead-letters/dead-letters';
import { mark, unhandled } from '../journal/journal';
import type { StoredEntry, Verdict } from '../journal/journal-entry';
import { BackgroundLoop } from '../relay/background-loop';
import type { Participant } from './participant';

export interface DispatcherOptions<Session> {
  pool: Pool;
  participant: Participant<Session>;
  /** Handles one message within the batch: may change only the session. */
  handle: (entry: StoredEntry, session: Session) => Promise<Verdict>;
  onError: (error: unknown) => void;
  alone: () => boolean;
}

const batchSize = 200;
/** A handler that fails this often on one message for no passing reason makes it a dead letter; an operator can requeue it. */
const patience = 5;

/**
 * Runs handlers from the journal, after commit, in order per request, many requests per transaction. Fed in memory by the
 * ingest of this replica; a slow poll finds what a killed replica left. Two replicas never handle one request at once:
 * each batch first takes the advisory locks of its requests.
 */
export class Dispatcher<Session> {
  private queue = new Set<string>();
  private failures = new Map<string, number>();
  private sweepAt = 0;
  private readonly loop: BackgroundLoop;

  constructor(private readonly options: DispatcherOptions<Session>) {
    this.loop = new BackgroundLoop(() => this.step(), () => 500, options.onError);
  }

  start(): void { this.loop.start(); }
  stop(): Promise<void> { return this.loop.stop(); }

  enqueue(requestIds: readonly string[]): void {
    for (const id of requestIds) this.queue.add(id);
    this.loop.nudge();
  }

  private async step(): Promise<boolean> {
    await this.sweep();
    const batch = [...this.queue].slice(0, batchSize);
    if (batch.length === 0) return false;
    for (const id of batch) this.queue.delete(id);
    try {
      await this.handleBatch(batch);
    } catch (error) {
      if (isTransient(error)) {
        for (const id of batch) this.queue.add(id);
        throw error;
      }
      for (const id of batch) await this.handleAlone(id);
    }
    return this.queue.size > 0;
  }

  /** What was taken in and never handled, since the replica that took it is gone. */
  private async sweep(): Promise<void> {
    if (performance.now() < this.sweepAt) return;
    this.sweepAt = performance.now() + 2_000;
    const { rows } = await this.options.pool.query<{ request_id: string }>(
      `SELECT DISTINCT request_id FROM journal WHERE handling IN ('n', 'p')
         AND (handling = 'n' AND recorded_at < clock_timestamp() - interval '1 second' OR parked_at < clock_timestamp() - interval '5 seconds') LIMIT 1000`);
    for (const row of rows) this.queue.add(row.request_id);
  }

  private async handleAlone(requestId: string): Promise<void> {
    try {
      await this.handleBatch([requestId]);
      this.failures.delete(requestId);
    } catch (error) {
      if (isTransient(error)) {
        this.queue.add(requestId);
        throw error;
      }
      this.options.onError(error);
      const failures = (this.failures.get(requestId) ?? 0) + 1;
      this.failures.set(requestId, failures);
      if (isPoison(error) || failures >= patience) await this.bury(requestId, error);
      else this.queue.add(requestId);
    }
  }

  /** The first message that cannot be handled becomes a dead letter; those behind it go on. */
  private async bury(requestId: string, error: unknown): Promise<void> {
    await inTransaction(this.options.pool, async (client) => {
      await lock(client, [requestId]);
      const [entry] = await unhandled(client, [requestId]);
      if (entry) await markAll(client, [{ entry, verdict: { kind: 'dead', reason: 'handler-failed', detail: (error as Error).name } }]);
    });
    this.failures.delete(requestId);
    this.queue.add(requestId);
  }

  private async handleBatch(requestIds: string[]): Promise<void> {
    const { participant, handle } = this.options;
    const session = await inTransaction(this.options.pool, async (client) => {
      await lock(client, requestIds);
      const entries = await unhandled(client, requestIds);
      if (entries.length === 0) return undefined;
      const begun = await participant.begin(client, entries);
      const verdicts: { entry: StoredEntry; verdict: Verdict }[] = [];
      const parked = new Map<string, Verdict>();
      for (const entry of entries) {
        // Behind a parked message the others of its sender wait too; what has no sequence is handled on arrival.
        const lane = `${entry.attributes.subject} ${entry.topic}`;
        const verdict = (entry.attributes.sequence !== undefined && parked.get(lane)) || (await handle(entry, begun));
        if (verdict.kind === 'parked') parked.set(lane, { kind: 'parked', waitingFor: 'predecessor' });
        verdicts.push({ entry, verdict });
      }
      await participant.flush(begun);
      await markAll(client, verdicts);
      return begun;
    });
    if (session !== undefined) participant.committed(session);
  }
}

async function markAll(client: PoolClient, verdicts: { entry: StoredEntry; verdict: Verdict }[]): Promise<void> {
  const changed = verdicts.filter(({ entry, verdict }) => verdict.kind !== 'parked' || entry.handling !== 'p');
  await mark(client, changed.map(({ entry, verdict }) => ({ seq: entry.seq, verdict })));
  await insertDeadLetters(client, verdicts.flatMap(({ entry, verdict }) => (verdict.kind === 'dead' ? [{
    // An authentic message keeps its place in the journal; the dead letter points at it (offset = −journal seq keeps the key unique).
    record: { topic: entry.topic, partition: -1, offset: BigInt(entry.seq), value: null },
    authentic: true, reason: verdict.reason, detail: verdict.detail, attributes: entry.attributes, journalSeq: entry.seq,
  }] : [])));
}

/** One writer per request, whatever the number of replicas; released with the transaction. Sorted, so that batches cannot deadlock. */
export async function lock(client: PoolClient, requestIds: readonly string[]): Promise<void> {
  await client.query({
    name: 'request-lock',
    text: 'SELECT pg_advisory_xact_lock(k) FROM (SELECT hashtextextended(id, 7) AS k FROM unnest($1::text[]) id ORDER BY 1) sorted',
    values: [requestIds],
  });
}
