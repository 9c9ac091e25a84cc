import type { Migration } from '@lianzhi/platform';

/**
 * Batches 批量发起: one thing asked of many, or about many. What is asked, and about whom, is encrypted. A line draws the id of its request before it is sent,
 * so that a replica that takes it over after a crash cannot send it twice. WARNING: stored data.
 */
export const batchMigrations: readonly Migration[] = [{
  name: 'desk-batches-001-batch',
  sql: `
CREATE TABLE request_batch (
  id uuid PRIMARY KEY,
  organisation text NOT NULL,
  created_by text NOT NULL,
  type text NOT NULL,
  content bytea NOT NULL,
  lines integer NOT NULL,
  created_at timestamptz NOT NULL,
  traceparent text
);
CREATE INDEX request_batch_of_organisation ON request_batch (organisation, id);

CREATE TABLE request_batch_line (
  batch_id uuid NOT NULL,
  line integer NOT NULL,
  content bytea NOT NULL,
  request_id uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'accepted', 'refused')),
  refusal jsonb,
  attempts integer NOT NULL DEFAULT 0,
  claimed_until timestamptz NOT NULL DEFAULT '-infinity',
  PRIMARY KEY (batch_id, line)
);
CREATE INDEX request_batch_line_open ON request_batch_line (batch_id, line) WHERE state = 'open';`,
}];
