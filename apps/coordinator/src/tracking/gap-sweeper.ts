import type { Pool } from 'pg';
import { BackgroundLoop, type Parked } from '@lianzhi/exchange';
import { inTransaction } from '@lianzhi/platform';
import type { Notice } from '../notices/notice';
import { noticeId } from '../notices/notice-id';
import type { NoticeWriter } from '../notices/notice-writer';
import { missingMessages } from './missing-messages';
import { loadTracked } from './tracked-requests';
import { organisationAt } from './tracked-request';

/** How long a message is missed before its sender is asked, ms of system time (design §4); doubled with each further time. */
const patienceMs = 30_000;
const batchSize = 100;

/** Asks for messages that are missing: their successors have come, they have not. */
export class GapSweeper {
  private readonly loop: BackgroundLoop;

  constructor(private readonly pool: Pool, private readonly notices: NoticeWriter, private readonly now: () => number, onError: (error: unknown) => void) {
    this.loop = new BackgroundLoop(() => this.step(), () => 2_000, onError);
  }

  start(): void { this.loop.start(); }
  stop(): Promise<void> { return this.loop.stop(); }

  /** For messages that wait in the journal because nobody can say which request they belong to. */
  async askFor(parked: readonly Parked[]): Promise<void> {
    await inTransaction(this.pool, async (client) => {
      const { rows } = await client.query<{ id: string; type: string; urgency: 'ordinary'; thread: string; sender: string }>(
        `SELECT DISTINCT ON (request_id, sender) request_id AS id, sender, convert_from(event, 'UTF8')::jsonb->>'requesttype' AS type,
           convert_from(event, 'UTF8')::jsonb->>'urgency' AS urgency, convert_from(event, 'UTF8')::jsonb->>'thread' AS thread FROM journal WHERE seq = ANY($1::bigint[])`, [parked.map(({ seq }) => seq)]);
      await this.notices.write(client, rows.map(({ sender, ...request }) => resendNotice(request, sender, 1, this.now())), this.now());
    });
  }

  private async step(): Promise<boolean> {
    const asked = await inTransaction(this.pool, async (client) => {
      const { rows } = await client.query<{ id: string }>(
        `UPDATE tracked_request SET asked_at = clock_timestamp(), asked_count = asked_count + 1 WHERE id = ANY(ARRAY(
           SELECT id FROM tracked_request WHERE waiting_since IS NOT NULL
             AND coalesce(asked_at, waiting_since) < clock_timestamp() - make_interval(secs => $1::float8 / 1000 * 2 ^ least(asked_count, 10))
           LIMIT ${batchSize} FOR UPDATE SKIP LOCKED)) RETURNING id`, [patienceMs]);
      const requests = [...(await loadTracked(client, rows.map(({ id }) => id))).values()];
      const notices = requests.flatMap((request): Notice[] => missingMessages(request.record)
        .map(({ side, from }) => resendNotice(request, organisationAt(request, side), from, this.now())));
      await this.notices.write(client, notices, this.now());
      return rows.length;
    });
    return asked === batchSize;
  }
}

/** Asks that side to send again from there. */
export function resendNotice(request: Notice['request'], recipient: string, from: number, at: number): Notice {
  return { id: noticeId(at, request.id, 'resend', recipient, from, performance.now()), kind: 'resend-requested', request, recipient, resendfrom: from, body: { resendfrom: from } };
}
