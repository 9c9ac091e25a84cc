import type { Pool, PoolClient } from 'pg';
import { inTransaction } from '@lianzhi/platform';
import { BackgroundLoop } from '../relay/background-loop';

/** Dead letters of one lane and reason that came in about the same time. */
export interface ArrivedDeadLetters { lane: string; reason: string; count: number; /** Of one of them. */ request: string | null; /** System time of the first, ms. */ at: number }

/** Raises alerts in the transaction that notes that they were raised. */
export type RaiseDeadLetters = (client: PoolClient, arrived: readonly ArrivedDeadLetters[]) => Promise<void>;

const batchSize = 1_000;

/** Whose alerts are those of the people who run the service, whatever their organisation; no organisation's code has a colon. */
export const operatorAlerts = (operator: string): string => `operator:${operator}`;

/** One alert for each lane, reason and hour: somebody who floods a lane does not flood those who look after it. */
export const alertKeyOf = ({ lane, reason, at }: ArrivedDeadLetters): string => `dead-letter ${lane} ${reason} ${new Date(at).toISOString().slice(0, 13)}`;

/** Tells somebody of each dead letter that arrives, once, whatever the number of replicas. A row says whether that was done, so a crash loses none. */
export class DeadLetterWatch {
  private readonly loop: BackgroundLoop;

  constructor(private readonly pool: Pool, private readonly raise: RaiseDeadLetters, onError: (error: unknown) => void) {
    this.loop = new BackgroundLoop(() => this.step(), () => 1_000, onError);
  }

  start(): void { this.loop.start(); }
  stop(): Promise<void> { return this.loop.stop(); }

  private async step(): Promise<boolean> {
    const told = await inTransaction(this.pool, async (client) => {
      const { rows } = await client.query<{ topic: string; reason: string; request_id: string | null; recorded_at: Date }>({
        name: 'dead-letter-tell',
        text: `UPDATE dead_letter SET alerted_at = clock_timestamp() WHERE id = ANY(ARRAY(
                 SELECT id FROM dead_letter WHERE alerted_at IS NULL ORDER BY recorded_at LIMIT ${batchSize} FOR UPDATE SKIP LOCKED))
               RETURNING topic, reason, request_id, recorded_at`,
      });
      const arrived = new Map<string, ArrivedDeadLetters>();
      for (const { topic, reason, request_id: request, recorded_at: recordedAt } of rows) {
        const one = { lane: topic, reason, count: 1, request, at: recordedAt.getTime() };
        const same = arrived.get(alertKeyOf(one));
        if (same) same.count += 1;
        else arrived.set(alertKeyOf(one), one);
      }
      if (arrived.size > 0) await this.raise(client, [...arrived.values()]);
      return rows.length;
    });
    return told === batchSize;
  }
}
