import type { Migration } from '@lianzhi/platform';

/** Sent requests that may come to allow a drafted one, and when to look again (business time). WARNING: stored data. */
export const followWatchMigrations: readonly Migration[] = [{
  name: 'court-drafts-002-follow-watch',
  sql: `
CREATE TABLE follow_watch (
  request_id uuid NOT NULL,
  drafts text NOT NULL,
  organisation text NOT NULL,
  check_at timestamptz NOT NULL,
  PRIMARY KEY (request_id, drafts)
);
CREATE INDEX follow_watch_due ON follow_watch (check_at);`,
}];
