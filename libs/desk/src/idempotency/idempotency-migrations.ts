import type { Migration } from '@lianzhi/platform';

/**
 * Recorded answers of calls with an `Idempotency-Key`, kept as long as the requests. `effect_id` is drawn before the call is
 * run: the id of the request that it creates, or of the message that it sends. Body and answer may hold personal data, so
 * the one is a keyed hash and the other is encrypted.
 */
export const idempotencyMigrations: readonly Migration[] = [{
  name: 'desk-idempotency-001-call',
  sql: `
CREATE TABLE idempotent_call (
  client text NOT NULL,
  method text NOT NULL,
  path text NOT NULL,
  key text NOT NULL,
  body_hash bytea NOT NULL,
  effect_id uuid NOT NULL,
  run uuid NOT NULL,
  started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  finished_at timestamptz,
  answer bytea,
  PRIMARY KEY (client, method, path, key)
);`,
}, {
  // Erasing what a request said erases the answers that told it.
  name: 'desk-idempotency-002-effect',
  sql: 'CREATE INDEX idempotent_call_effect ON idempotent_call (effect_id);',
}];
