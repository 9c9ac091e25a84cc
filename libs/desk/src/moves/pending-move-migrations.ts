import type { Migration } from '@lianzhi/platform';

/** Moves that the machine of this desk makes later. Rows stay, so that the same cause moves a request once. WARNING: stored data. */
export const pendingMoveMigrations: readonly Migration[] = [{
  name: 'desk-pending-moves-001-pending-move',
  sql: `
CREATE TABLE pending_move (
  request_id uuid NOT NULL,
  cause text NOT NULL,
  organisation text NOT NULL,
  move text NOT NULL,
  milestone text,
  reason text,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  done_at timestamptz,
  refused text,
  PRIMARY KEY (request_id, cause)
);
CREATE INDEX pending_move_open ON pending_move (recorded_at) WHERE done_at IS NULL;`,
}, {
  name: 'desk-pending-moves-002-run-at',
  sql: `
ALTER TABLE pending_move ADD COLUMN run_at timestamptz NOT NULL DEFAULT clock_timestamp();
DROP INDEX pending_move_open;
CREATE INDEX pending_move_open ON pending_move (run_at) WHERE done_at IS NULL;`,
}];
