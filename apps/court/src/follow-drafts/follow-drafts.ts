import { BackgroundLoop } from '@lianzhi/exchange';
import type { BackgroundWork, DeskInside } from '@lianzhi/desk';
import { inTransaction } from '@lianzhi/platform';
import type { DraftToWrite } from '../drafts/draft';
import type { DraftStore } from '../drafts/draft-store';
import { followDraft } from './follow-draft';
import { checkInstant, groundNow } from './watch-of';

const batchSize = 50;

interface Watched { request_id: string; drafts: string; organisation: string }

/** Drafts the later request once the earlier one allows it, when its time comes by the business clock. Any number of replicas; each draft is written once. */
export class FollowDrafts implements BackgroundWork {
  private readonly loop: BackgroundLoop;

  constructor(private readonly inside: DeskInside, private readonly drafts: DraftStore) {
    this.loop = new BackgroundLoop(() => this.step(), () => 1_000, inside.onError);
  }

  start(): void { this.loop.start(); }
  stop(): Promise<void> { return this.loop.stop(); }

  private async step(): Promise<boolean> {
    const { context } = this.inside;
    const now = context.clock.now().getTime();
    return inTransaction(context.exchange.pool, async (client) => {
      const { rows } = await client.query<Watched>({
        name: 'follow-due', text: 'SELECT request_id, drafts, organisation FROM follow_watch WHERE check_at <= $1 ORDER BY check_at LIMIT $2 FOR UPDATE SKIP LOCKED', values: [new Date(now), batchSize],
      });
      if (rows.length === 0) return false;
      const judged = await Promise.all(rows.map(async (row) => ({ row, ...(await this.judge(row, now)) })));
      const followed = await this.drafts.followed(client, rows.map(({ request_id: id, drafts: type }) => ({ id, type })));
      await this.drafts.write(client, judged.flatMap(({ row, draft }) => (draft && !followed.has(`${row.request_id} ${row.drafts}`) ? [draft] : [])));
      const key = (some: typeof judged): unknown[] => [some.map(({ row }) => row.request_id), some.map(({ row }) => row.drafts)];
      const later = judged.filter(({ next }) => next !== undefined);
      const over = judged.filter(({ next }) => next === undefined);
      await client.query({ name: 'follow-done', text: 'DELETE FROM follow_watch WHERE (request_id, drafts) IN (SELECT * FROM unnest($1::uuid[], $2::text[]))', values: key(over) });
      await client.query({
        name: 'follow-later', text: 'UPDATE follow_watch w SET check_at = l.at FROM unnest($1::uuid[], $2::text[], $3::timestamptz[]) AS l(id, drafts, at) WHERE w.request_id = l.id AND w.drafts = l.drafts',
        values: [...key(later), later.map(({ next }) => new Date(next!))],
      });
      return rows.length === batchSize;
    });
  }

  /** The draft, or when to look again. The time may have moved since the watch was set: a calendar was imported. */
  private async judge({ request_id: id, drafts: type, organisation }: Watched, now: number): Promise<{ draft?: DraftToWrite; next?: number }> {
    const { context: { catalogue, exchange }, desk } = this.inside;
    const request = await desk.find(id, organisation);
    const [drafted, earlier] = [catalogue.find(type), request && catalogue.find(request.type)];
    if (!request || !drafted || !earlier) return {};
    const ground = groundNow(drafted, request, now);
    if (!ground) return { next: checkInstant(drafted, request, now) };
    return { draft: followDraft({ drafted, earlier, request, ground, now, messages: await desk.messages(request), organisations: exchange.directory.organisations() }) };
  }
}
