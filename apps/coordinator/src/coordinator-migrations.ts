import type { Migration } from '@lianzhi/platform';
import { supervisionMigrations } from './api/supervision-migrations';
import { dayMigrations } from './indicators/day-migrations';
import { indicatorMigrations } from './indicators/indicator-migrations';
import { callMigrations } from './obligations/call-migrations';

/**
 * Tables of the coordinator, besides those of the exchange. Everything here but `call`, `alert`, `urge`, `handed_up`, `opening` and
 * `access_refusal` can be computed again from the journal.
 * WARNING: once applied anywhere, neither name nor SQL may change.
 */
export const coordinatorMigrations: readonly Migration[] = [
  {
    name: 'coordinator-001-tracking',
    sql: `
CREATE TABLE tracked_request (
  id uuid PRIMARY KEY,
  type text NOT NULL, urgency text NOT NULL,
  from_org text NOT NULL, to_org text NOT NULL,
  from_agency text, from_region text, to_agency text, to_region text,
  thread text NOT NULL, follows text,
  state text NOT NULL, flags text[] NOT NULL, lateness text NOT NULL,
  record jsonb NOT NULL,
  called text[] NOT NULL,
  turn text NOT NULL, turn_agency text, turn_region text,
  due_at timestamptz, due_obligation text,
  outcome text,
  submitted_at timestamptz, delivered_at timestamptz, answered_at timestamptz, ended_at timestamptz,
  answered_in_time boolean,
  updated_at timestamptz NOT NULL,
  waiting_since timestamptz, asked_at timestamptz, asked_count integer NOT NULL DEFAULT 0
);
CREATE INDEX tracked_request_from ON tracked_request (from_org, id);
CREATE INDEX tracked_request_to ON tracked_request (to_org, id);
CREATE INDEX tracked_request_thread ON tracked_request (thread);
CREATE INDEX tracked_request_waiting ON tracked_request (waiting_since) WHERE waiting_since IS NOT NULL;

CREATE TABLE obligation (
  request_id uuid NOT NULL, name text NOT NULL, round integer NOT NULL,
  type text NOT NULL, owed_by text NOT NULL, side text NOT NULL,
  state text NOT NULL,
  started_at timestamptz, due_at timestamptz, provisional boolean NOT NULL, discharged_at timestamptz,
  next_step text, next_at timestamptz, retry_at timestamptz NOT NULL DEFAULT '-infinity',
  PRIMARY KEY (request_id, name, round)
);
CREATE INDEX obligation_next ON obligation (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX obligation_open ON obligation (due_at, request_id, name) WHERE state IN ('running', 'at_risk', 'breached', 'paused');
CREATE INDEX obligation_owed_by ON obligation (owed_by, due_at);

CREATE TABLE call (
  request_id uuid NOT NULL, obligation text NOT NULL, round integer NOT NULL, step text NOT NULL,
  at timestamptz NOT NULL, called_at timestamptz NOT NULL, recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  owed_by text NOT NULL, targets text[] NOT NULL,
  PRIMARY KEY (request_id, obligation, round, step)
);

CREATE TABLE alert (
  id uuid PRIMARY KEY,
  organisation text NOT NULL, kind text NOT NULL, level text NOT NULL,
  request_id uuid NOT NULL, obligation text, round integer, step text,
  raised_at timestamptz NOT NULL, acknowledged_at timestamptz, acknowledged_by text
);
CREATE INDEX alert_organisation ON alert (organisation, id);

CREATE TABLE urge (
  id uuid PRIMARY KEY,
  request_id uuid NOT NULL, by_org text NOT NULL, by_client text NOT NULL, by_user text,
  to_org text NOT NULL, reason text, at timestamptz NOT NULL, recorded_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX urge_request ON urge (request_id);

CREATE TABLE access_refusal (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  client text NOT NULL, organisation text NOT NULL, request_id uuid NOT NULL, action text NOT NULL
);`,
  },
  {
    // Lists of a million requests, each filter in the order that the list is shown in.
    name: 'coordinator-002-lists',
    sql: `
CREATE INDEX tracked_request_type ON tracked_request (type, id);
CREATE INDEX tracked_request_state ON tracked_request (state, id);
CREATE INDEX tracked_request_turn ON tracked_request (turn, id);
CREATE INDEX tracked_request_lateness ON tracked_request (lateness, id);
CREATE INDEX tracked_request_from_agency ON tracked_request (from_agency, id);
CREATE INDEX tracked_request_to_agency ON tracked_request (to_agency, id);
DROP INDEX obligation_open;
DROP INDEX obligation_owed_by;
CREATE INDEX obligation_due ON obligation ((coalesce(due_at, 'infinity')), request_id, name, round);
CREATE INDEX obligation_state ON obligation (state, (coalesce(due_at, 'infinity')), request_id, name, round);
CREATE INDEX obligation_owed_by ON obligation (owed_by, (coalesce(due_at, 'infinity')), request_id, name, round);`,
  },
  {
    // Rows are added up: what changes only adds rows, so that no two writers wait for one another.
    name: 'coordinator-003-open-count',
    sql: `
CREATE TABLE open_count (
  type text NOT NULL, urgency text NOT NULL, state text NOT NULL, lateness text NOT NULL,
  from_org text NOT NULL, from_agency text, from_region text, to_org text NOT NULL, to_agency text, to_region text,
  turn text NOT NULL, turn_agency text, turn_region text,
  n bigint NOT NULL,
  added_up boolean NOT NULL DEFAULT false
);
CREATE INDEX open_count_new ON open_count (type) WHERE NOT added_up;
CREATE INDEX open_count_key ON open_count (to_org, from_org, type) WHERE added_up;
CREATE FUNCTION count_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO open_count (type, urgency, state, lateness, from_org, from_agency, from_region, to_org, to_agency, to_region, turn, turn_agency, turn_region, n)
    SELECT type, urgency, state, lateness, from_org, from_agency, from_region, to_org, to_agency, to_region, turn, turn_agency, turn_region, count(*)
    FROM after WHERE ended_at IS NULL GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13;
  ELSIF TG_OP = 'TRUNCATE' THEN
    TRUNCATE open_count;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO open_count (type, urgency, state, lateness, from_org, from_agency, from_region, to_org, to_agency, to_region, turn, turn_agency, turn_region, n)
    SELECT type, urgency, state, lateness, from_org, from_agency, from_region, to_org, to_agency, to_region, turn, turn_agency, turn_region, -count(*)
    FROM before WHERE ended_at IS NULL GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13;
  ELSE
    INSERT INTO open_count (type, urgency, state, lateness, from_org, from_agency, from_region, to_org, to_agency, to_region, turn, turn_agency, turn_region, n)
    SELECT type, urgency, state, lateness, from_org, from_agency, from_region, to_org, to_agency, to_region, turn, turn_agency, turn_region, sum(n)
    FROM (SELECT *, 1 AS n FROM after UNION ALL SELECT *, -1 FROM before) changed WHERE ended_at IS NULL
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 HAVING sum(n) <> 0;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER tracked_request_inserted AFTER INSERT ON tracked_request REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION count_open();
CREATE TRIGGER tracked_request_updated AFTER UPDATE ON tracked_request REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION count_open();
CREATE TRIGGER tracked_request_truncated AFTER TRUNCATE ON tracked_request FOR EACH STATEMENT EXECUTE FUNCTION count_open();
CREATE TRIGGER tracked_request_deleted AFTER DELETE ON tracked_request REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION count_open();
INSERT INTO open_count
SELECT type, urgency, state, lateness, from_org, from_agency, from_region, to_org, to_agency, to_region, turn, turn_agency, turn_region, count(*), true
FROM tracked_request WHERE ended_at IS NULL GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13;`,
  },
  {
    // An alert about a dead letter may be about no request at all.
    name: 'coordinator-004-alert-without-request',
    sql: 'ALTER TABLE alert ALTER COLUMN request_id DROP NOT NULL;',
  },
  {
    name: 'coordinator-005-erased',
    sql: `
ALTER TABLE tracked_request ADD COLUMN erased_at timestamptz;
CREATE INDEX tracked_request_erasable ON tracked_request (type, ended_at) WHERE erased_at IS NULL AND ended_at IS NOT NULL;`,
  },
  {
    // Who had an evidence pack made.
    name: 'coordinator-006-evidence-access',
    sql: `
CREATE TABLE evidence_access (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  client text NOT NULL, organisation text NOT NULL, user_name text, request_id uuid NOT NULL
);`,
  },
  ...dayMigrations,
  ...callMigrations,
  ...indicatorMigrations,
  ...supervisionMigrations,
];
