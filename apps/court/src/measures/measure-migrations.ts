import type { Migration } from '@lianzhi/platform';

/**
 * The ledger of measures 查控措施台账. `measure_change` is what the messages said, each once; `measure` is the fold of it and can be made anew.
 * `content` of both is encrypted. `next_step` and `next_at` are the next call about its end. WARNING: stored data; change only by a further migration.
 */
export const measureMigrations: readonly Migration[] = [{
  name: 'court-measures-001-ledger',
  sql: `
CREATE TABLE measure_change (
  key text PRIMARY KEY,
  measure_id uuid NOT NULL,
  request_id uuid NOT NULL,
  content bytea NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX measure_change_measure ON measure_change (measure_id);
CREATE INDEX measure_change_request ON measure_change (request_id);

CREATE TABLE measure (
  id uuid PRIMARY KEY,
  organisation text NOT NULL,
  case_number text NOT NULL,
  type text NOT NULL,
  recipient text NOT NULL,
  kind text NOT NULL,
  state text NOT NULL,
  until_day date,
  counted_fen bigint NOT NULL,
  next_step text,
  next_at timestamptz,
  content bytea NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT clock_timestamp()
) WITH (fillfactor = 80);
CREATE INDEX measure_of_organisation ON measure (organisation, until_day NULLS LAST, id);
CREATE INDEX measure_of_case ON measure (organisation, case_number);
CREATE INDEX measure_next ON measure (next_at) WHERE next_at IS NOT NULL;`,
}];
