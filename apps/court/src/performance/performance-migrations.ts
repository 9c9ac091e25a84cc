import type { Migration } from '@lianzhi/platform';

/** What was paid in a case 履行. `note` is encrypted; `at` is business time. WARNING: stored data. */
export const performanceMigrations: readonly Migration[] = [{
  name: 'court-performance-001-performance',
  sql: `
CREATE TABLE performance (
  id uuid PRIMARY KEY,
  organisation text NOT NULL,
  case_number text NOT NULL,
  amount text NOT NULL,
  at timestamptz NOT NULL,
  in_full boolean NOT NULL,
  owed_after text NOT NULL,
  note bytea,
  recorded_by text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX performance_case ON performance (organisation, case_number, at);`,
}, {
  name: 'court-performance-002-voluntary',
  sql: 'ALTER TABLE performance ADD COLUMN voluntary boolean NOT NULL DEFAULT false;',
}];
