import type { Migration } from '@lianzhi/platform';

/** Drafts 代拟事项. `content` is encrypted; `created_at` is business time. WARNING: stored data; change only by a further migration. */
export const draftMigrations: readonly Migration[] = [{
  name: 'court-drafts-001-draft',
  sql: `
CREATE TABLE draft (
  id uuid PRIMARY KEY,
  organisation text NOT NULL,
  key text NOT NULL,
  type text NOT NULL,
  to_org text,
  case_number text NOT NULL,
  content bytea NOT NULL,
  reason jsonb NOT NULL,
  about uuid,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'sent', 'discarded')),
  request_id uuid,
  discarded_because text,
  settled_by text,
  settled_at timestamptz,
  created_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (organisation, key)
);
CREATE INDEX draft_of_organisation ON draft (organisation, created_at DESC, id DESC);
CREATE INDEX draft_about ON draft (about) WHERE about IS NOT NULL;`,
}];
