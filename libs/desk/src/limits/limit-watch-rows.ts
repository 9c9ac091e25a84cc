import type { PoolClient } from 'pg';
import type { Migration } from '@lianzhi/platform';

/** Requests whose limits this desk watches itself, since no lane tells the coordinator of them. Times are business time. */
export const limitMigrations: readonly Migration[] = [{
  name: 'desk-limits-001-limit-watch',
  sql: `
CREATE TABLE limit_watch (
  request_id uuid PRIMARY KEY,
  next_at timestamptz NOT NULL,
  called_to timestamptz NOT NULL
);
CREATE INDEX limit_watch_next ON limit_watch (next_at);`,
}, {
  // What was called tells its alert, whose key makes it once; a due time that another calendar puts into the past is called all the same.
  name: 'desk-limits-002-called-to',
  sql: 'ALTER TABLE limit_watch DROP COLUMN called_to;',
}];

/** To be looked at now: something about them has changed. Runs in the transaction of the change. */
export async function watchLimits(client: PoolClient, requestIds: readonly string[], now: number): Promise<void> {
  if (requestIds.length === 0) return;
  await client.query({
    name: 'limit-watch', values: [[...new Set(requestIds)].sort(), new Date(now)],
    text: `INSERT INTO limit_watch (request_id, next_at) SELECT id, $2 FROM unnest($1::uuid[]) id
           ON CONFLICT (request_id) DO UPDATE SET next_at = least(limit_watch.next_at, excluded.next_at)`,
  });
}

/** Those whose time has come. The caller holds the requests' locks when it decides. */
export async function dueWatches(client: PoolClient, requestIds: readonly string[], now: number): Promise<string[]> {
  const { rows } = await client.query<{ request_id: string }>({
    name: 'limit-watch-due', text: 'SELECT request_id FROM limit_watch WHERE request_id = ANY($1::uuid[]) AND next_at <= $2 ORDER BY request_id FOR UPDATE', values: [requestIds, new Date(now)],
  });
  return rows.map(({ request_id: requestId }) => requestId);
}

/** Notes when to look again; one without further steps is watched no longer, until it changes. */
export async function noteCalled(client: PoolClient, rows: readonly { requestId: string; nextAt: number | undefined }[]): Promise<void> {
  const over = rows.filter(({ nextAt }) => nextAt === undefined).map(({ requestId }) => requestId);
  const more = rows.filter(({ nextAt }) => nextAt !== undefined);
  await client.query({ name: 'limit-watch-over', text: 'DELETE FROM limit_watch WHERE request_id = ANY($1::uuid[])', values: [over] });
  await client.query({
    name: 'limit-watch-on', values: [more.map(({ requestId }) => requestId), more.map(({ nextAt }) => new Date(nextAt!))],
    text: 'UPDATE limit_watch w SET next_at = u.next_at FROM unnest($1::uuid[], $2::timestamptz[]) u(id, next_at) WHERE w.request_id = u.id',
  });
}
