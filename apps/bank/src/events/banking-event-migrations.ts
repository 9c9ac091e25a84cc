import type { Migration } from '@lianzhi/platform';

/** What core banking told, in its order, and what became of it. `content` is encrypted: it names payers and accounts. */
export const bankingEventMigrations: readonly Migration[] = [{
  name: 'bank-001-banking-event',
  sql: `
CREATE TABLE banking_event (
  position bigint PRIMARY KEY,
  reference text NOT NULL,
  content bytea NOT NULL,
  message_id uuid NOT NULL,
  attempt integer NOT NULL DEFAULT 0,
  run_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  done_at timestamptz,
  left_reason text
);
CREATE INDEX banking_event_due ON banking_event (run_at) WHERE done_at IS NULL;`,
}];
