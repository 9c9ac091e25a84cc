import type { Migration } from '@lianzhi/platform';

/** Cases of the courts of this desk. What a case says of people is encrypted; debtors are found by keyed hashes of their numbers. */
export const caseMigrations: readonly Migration[] = [{
  name: 'court-001-case',
  sql: `
CREATE TABLE enforcement_case (
  organisation text NOT NULL,
  case_number text NOT NULL,
  content bytea NOT NULL,
  debtor_hashes bytea[] NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (organisation, case_number)
);
CREATE INDEX enforcement_case_debtor ON enforcement_case USING gin (debtor_hashes);`,
}, {
  // Cases whose own time limits the court watches: nobody else is told of them. Times are business time.
  name: 'court-002-case-limit-watch',
  sql: `
CREATE TABLE case_limit_watch (
  organisation text NOT NULL,
  case_number text NOT NULL,
  next_at timestamptz NOT NULL,
  called_to timestamptz NOT NULL,
  PRIMARY KEY (organisation, case_number)
);
CREATE INDEX case_limit_watch_next ON case_limit_watch (next_at);`,
}];
