import { retentionMigrations } from '../retention/desk-erasable';

/** Tables of every desk. WARNING: stored data; change only by a further migration. */
export const deskMigrations = [
  {
    name: 'desk-001-request',
    sql: `
CREATE TABLE request (
  id uuid NOT NULL, box text NOT NULL CHECK (box IN ('sent', 'received')),
  type text NOT NULL, from_org text NOT NULL, to_org text NOT NULL,
  thread uuid NOT NULL, follows uuid, case_number text NOT NULL, urgency text NOT NULL,
  state text NOT NULL, flags text[] NOT NULL DEFAULT '{}',
  record jsonb NOT NULL, subject jsonb, subject_hash bytea,
  due_at timestamptz, due_obligation text, due_owed_by text, closes_at timestamptz,
  submitted_at timestamptz NOT NULL, updated_at timestamptz NOT NULL,
  PRIMARY KEY (id, box)
) WITH (fillfactor = 80);
CREATE INDEX request_sent ON request (from_org, due_at NULLS LAST, id) WHERE box = 'sent';
CREATE INDEX request_received ON request (to_org, due_at NULLS LAST, id) WHERE box = 'received';
CREATE INDEX request_case ON request (case_number);
CREATE INDEX request_subject ON request (subject_hash) WHERE subject_hash IS NOT NULL;
CREATE INDEX request_thread ON request (thread);
CREATE INDEX request_closes ON request (closes_at) WHERE closes_at IS NOT NULL;

CREATE TABLE task (
  request_id uuid PRIMARY KEY, type text NOT NULL,
  attempt integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  run_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  claimed_until timestamptz NOT NULL DEFAULT '-infinity'
);
CREATE INDEX task_due ON task (run_at);`,
  },
  {
    name: 'desk-002-task-order',
    sql: `
ALTER TABLE task ADD COLUMN order_key bytea;
CREATE INDEX task_order ON task (order_key, created_at, request_id) WHERE order_key IS NOT NULL;`,
  },
  {
    // Until then the answer may stand for `taken`; null once the receipt is confirmed.
    name: 'desk-003-task-receipt',
    sql: `
ALTER TABLE task ADD COLUMN confirm_at timestamptz DEFAULT clock_timestamp() + interval '1 second';
CREATE INDEX task_confirm ON task (confirm_at) WHERE confirm_at IS NOT NULL;`,
  },
  {
    // Rows from before keep null until their next message or sweep: whoever owes what is due first then stands for the turn.
    name: 'desk-004-worklist',
    sql: `
ALTER TABLE request ADD COLUMN at_risk_at timestamptz, ADD COLUMN turn text, ADD COLUMN paused boolean,
  ADD COLUMN handler text, ADD COLUMN handler_name text, ADD COLUMN handled_since timestamptz, ADD COLUMN handler_changed_at timestamptz;
CREATE INDEX request_handler_changed ON request (handler_changed_at) WHERE handler_changed_at IS NOT NULL;
CREATE TABLE colleague (organisation text NOT NULL, user_name text NOT NULL, name text NOT NULL, seen_at timestamptz NOT NULL DEFAULT clock_timestamp(), PRIMARY KEY (organisation, user_name));`,
  },
  ...retentionMigrations,
];
