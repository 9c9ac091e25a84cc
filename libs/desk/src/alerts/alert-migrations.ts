import type { Migration } from '@lianzhi/platform';

/** Alerts of the organisations of this desk. `recorded_at` is system time, `raised_at` business time. */
export const alertMigrations: readonly Migration[] = [{
  name: 'desk-alerts-001-alert',
  sql: `
CREATE TABLE alert (
  id uuid PRIMARY KEY,
  organisation text NOT NULL,
  kind text NOT NULL,
  level text NOT NULL,
  request_id uuid,
  raised_at timestamptz NOT NULL,
  acknowledged_at timestamptz,
  acknowledged_by text,
  note text,
  detail jsonb,
  key text NOT NULL UNIQUE,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX alert_of_organisation ON alert (organisation, raised_at DESC, id DESC);
CREATE INDEX alert_recorded ON alert (recorded_at);`,
}];
