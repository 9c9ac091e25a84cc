import type { Migration } from '@lianzhi/platform';

/** Who read a request's details, and who asked for what is not theirs (domain.md §7). `at` is system time. */
export const accessMigrations: readonly Migration[] = [{
  name: 'desk-access-001-access-record',
  sql: `
CREATE TABLE access_record (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  organisation text NOT NULL,
  client text NOT NULL,
  user_name text,
  kind text NOT NULL,
  target uuid NOT NULL,
  action text NOT NULL,
  allowed boolean NOT NULL
);
CREATE INDEX access_record_target ON access_record (target, at);
CREATE INDEX access_record_refused ON access_record (at) WHERE NOT allowed;`,
}, {
  // A case has a number and no id.
  name: 'desk-access-002-target-text',
  sql: 'ALTER TABLE access_record ALTER COLUMN target TYPE text USING target::text;',
}];
