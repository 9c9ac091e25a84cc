import type { Migration } from '@lianzhi/platform';

/**
 * The table of what the system behind a desk told, in its order, and what became of it. `content` is encrypted: it names people.
 * WARNING: stored; change only by a further migration. @param table the agency's own name for it
 */
export const backEndEventMigration = (name: string, table: string): Migration => ({
  name,
  sql: `
CREATE TABLE ${table} (
  position bigint PRIMARY KEY,
  reference text NOT NULL,
  content bytea NOT NULL,
  message_id uuid NOT NULL,
  attempt integer NOT NULL DEFAULT 0,
  run_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  done_at timestamptz,
  left_reason text
);
CREATE INDEX ${table}_due ON ${table} (run_at) WHERE done_at IS NULL;`,
});
