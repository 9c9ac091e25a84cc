import type { Migration } from '@lianzhi/platform';

/**
 * What calling reads and writes by the thousand. `next_call`: when to look at a request again, the only thing that the search for what is due
 * reads; a call then moves one narrow row there and changes no indexed column of `obligation` (unless its state does). `obligation.time_limit`:
 * with it the steps follow from the row alone. `call` is the only record of what was called.
 * WARNING: once applied anywhere, neither name nor SQL may change.
 */
export const callMigrations: readonly Migration[] = [
  {
    name: 'coordinator-008-next-call',
    sql: `
CREATE TABLE next_call (
  request_id uuid PRIMARY KEY,
  at timestamptz,
  retry_at timestamptz NOT NULL DEFAULT '-infinity'
);
INSERT INTO next_call (request_id, at) SELECT request_id, min(next_at) FROM obligation WHERE next_at IS NOT NULL GROUP BY request_id;
CREATE INDEX next_call_at ON next_call (at) WHERE at IS NOT NULL;
DROP INDEX obligation_next;
ALTER TABLE obligation DROP COLUMN retry_at, ADD COLUMN time_limit jsonb;
ALTER TABLE obligation SET (fillfactor = 80);
ALTER TABLE tracked_request DROP COLUMN called;
-- Rows without a limit are called about once the sweep at the next start has written theirs.
TRUNCATE calendar_swept;`,
  },
];
