import type { PoolClient } from 'pg';
import type { Catalogue } from '@lianzhi/contracts';
import type { DeskRequest } from '@lianzhi/desk';
import type { DraftStore } from '../drafts/draft-store';
import { checkInstant, draftedAfter } from './watch-of';

/**
 * Keeps the watch over sent requests after which another one is drafted, and discards a draft whose reason is gone: in the transaction that changed them, so
 * that nothing is forgotten. Called for every change of every request: most have no such contract and cost nothing.
 */
export async function watchFollows(client: PoolClient, requests: readonly DeskRequest[], catalogue: Pick<Catalogue, 'contracts'>, drafts: Pick<DraftStore, 'discardAbout'>): Promise<void> {
  const watched = requests.flatMap((request) => (request.box === 'sent' ? draftedAfter(catalogue, request.type).map((drafted) => ({ request, drafted, at: checkInstant(drafted, request, request.updatedAt) })) : []));
  if (watched.length === 0) return;
  const found = watched.filter(({ at }) => at !== undefined);
  await client.query({
    name: 'follow-watch', text: `INSERT INTO follow_watch (request_id, drafts, organisation, check_at) SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[])
      ON CONFLICT (request_id, drafts) DO UPDATE SET check_at = excluded.check_at`,
    values: [found.map(({ request }) => request.id), found.map(({ drafted }) => drafted.type), found.map(({ request }) => request.from), found.map(({ at }) => new Date(at!))],
  });
  const over = watched.filter(({ at }) => at === undefined);
  if (over.length === 0) return;
  await client.query({
    name: 'follow-unwatch', text: 'DELETE FROM follow_watch WHERE (request_id, drafts) IN (SELECT * FROM unnest($1::uuid[], $2::text[]))',
    values: [over.map(({ request }) => request.id), over.map(({ drafted }) => drafted.type)],
  });
  await drafts.discardAbout(client, over.map(({ request, drafted }) => ({ about: request.id, type: drafted.type, at: request.updatedAt })), '所承接的事项已有变化，不再需要 The request that gave rise to it has changed');
}
