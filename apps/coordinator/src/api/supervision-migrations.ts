import type { Migration } from '@lianzhi/platform';

/**
 * What people who supervise do by hand: hand a matter up, and open what both sides did.
 * WARNING: once applied anywhere, neither name nor SQL may change.
 */
export const supervisionMigrations: readonly Migration[] = [
  {
    name: 'coordinator-010-by-hand',
    sql: `
CREATE TABLE handed_up (
  id uuid PRIMARY KEY,
  request_id uuid NOT NULL, obligation text NOT NULL, round integer NOT NULL, rung integer NOT NULL,
  by_org text NOT NULL, by_client text NOT NULL, by_user text, to_orgs text[] NOT NULL, reason text NOT NULL,
  at timestamptz NOT NULL, recorded_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX handed_up_request ON handed_up (request_id);
CREATE TABLE opening (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  request_id uuid NOT NULL, by_org text NOT NULL, by_client text NOT NULL, by_user text, reason text NOT NULL,
  at timestamptz NOT NULL, recorded_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX opening_request ON opening (request_id);`,
  },
];
