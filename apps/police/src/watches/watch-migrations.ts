import type { Migration } from '@lianzhi/platform';

/** The standing watches of this desk, as they follow from their requests. Times are business time. */
export const watchMigrations: readonly Migration[] = [{
  name: 'police-001-standing-watch',
  sql: `
CREATE TABLE standing_watch (
  request_id uuid PRIMARY KEY,
  organisation text NOT NULL,
  state text NOT NULL,
  since timestamptz,
  ends_at timestamptz NOT NULL,
  over_at timestamptz,
  left_to_person boolean NOT NULL DEFAULT false
);
CREATE INDEX standing_watch_of ON standing_watch (organisation, state, ends_at, request_id);
CREATE INDEX standing_watch_ends ON standing_watch (ends_at) WHERE state = 'standing' AND NOT left_to_person;`,
}];
