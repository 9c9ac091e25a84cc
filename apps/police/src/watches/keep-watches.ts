import type { PoolClient } from 'pg';
import { watchOf, type Catalogue } from '@lianzhi/contracts';
import type { DeskRequest } from '@lianzhi/desk';

const instant = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));

/** Keeps the table of watches: in the transaction that changed the requests, so that none is forgotten. */
export async function keepWatches(client: PoolClient, requests: readonly DeskRequest[], catalogue: Pick<Catalogue, 'find'>): Promise<void> {
  const watched = requests.flatMap((request) => {
    const contract = request.box === 'received' ? catalogue.find(request.type) : undefined;
    const watch = contract && watchOf(contract, request.record.core);
    // After an objection a person answers: what the machine said was not accepted.
    return watch ? [{ ...watch, id: request.id, organisation: request.to, objected: request.record.core.done.includes('objected') }] : [];
  });
  if (watched.length === 0) return;
  await client.query({
    name: 'watch-keep',
    text: `INSERT INTO standing_watch (request_id, organisation, state, since, ends_at, over_at, left_to_person)
           SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[], $7::boolean[])
           ON CONFLICT (request_id) DO UPDATE SET state = excluded.state, since = excluded.since, ends_at = excluded.ends_at, over_at = excluded.over_at,
             left_to_person = standing_watch.left_to_person OR excluded.left_to_person`,
    values: [
      watched.map(({ id }) => id), watched.map(({ organisation }) => organisation), watched.map(({ state }) => state), watched.map(({ since }) => instant(since)),
      watched.map(({ endsAt }) => instant(endsAt)), watched.map(({ overAt }) => instant(overAt)), watched.map(({ objected }) => objected),
    ],
  });
}
