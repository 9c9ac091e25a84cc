/**
 * Tables of the exchange. One append-only journal is outbox, inbox and audit trail at once (design §4).
 * WARNING: names and letters here are stored data; change them only by a further migration.
 *
 * journal.direction: `o` sent, `i` received. journal.handling (received): `n` new, `p` parked, `d` done, `x` dead letter.
 * journal.event: received = the exact bytes of the topic; sent = the exact bytes but for the member `proof`, which the
 * relay appends last when it publishes (column proof).
 */
export const journalMigrations = [
  {
    name: 'exchange-001-journal',
    sql: `
CREATE TABLE journal (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  direction "char" NOT NULL,
  message_id uuid NOT NULL,
  request_id uuid NOT NULL,
  shard smallint NOT NULL,
  topic text NOT NULL,
  type text NOT NULL,
  sender text NOT NULL,
  recipient text NOT NULL,
  sequence integer,
  event bytea NOT NULL,
  proof text,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  partition integer,
  "offset" bigint,
  appended_at timestamptz,
  pending boolean NOT NULL DEFAULT false,
  handling "char",
  waiting_for text,
  parked_at timestamptz,
  asked_again_at timestamptz
);
ALTER TABLE journal ALTER COLUMN event SET STORAGE EXTERNAL;
ALTER TABLE journal SET (toast_tuple_target = 8160);
CREATE UNIQUE INDEX journal_message ON journal (message_id, direction);
CREATE INDEX journal_request ON journal (request_id, seq);
CREATE INDEX journal_pending ON journal (shard, seq) WHERE pending;
CREATE INDEX journal_unhandled ON journal (request_id) WHERE handling IN ('n', 'p');
CREATE INDEX journal_xid ON journal (xid, seq);
CREATE INDEX journal_published ON journal (topic, partition, "offset") WHERE direction = 'o' AND "offset" IS NOT NULL;

CREATE TABLE lane_position (
  topic text NOT NULL, partition integer NOT NULL, next_offset bigint NOT NULL,
  PRIMARY KEY (topic, partition)
);
CREATE TABLE replica (id text PRIMARY KEY, seen_at timestamptz NOT NULL);
CREATE TABLE lease (name text PRIMARY KEY, holder text, until timestamptz NOT NULL DEFAULT '-infinity');

CREATE TABLE dead_letter (
  id uuid PRIMARY KEY,
  journal_seq bigint REFERENCES journal (seq),
  topic text NOT NULL, partition integer NOT NULL, "offset" bigint NOT NULL,
  authentic boolean NOT NULL,
  reason text NOT NULL, detail text,
  message_id uuid, request_id uuid, type text, sender text, recipient text,
  value bytea,
  state text NOT NULL DEFAULT 'open',
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  decided_at timestamptz, decided_by text, decision_reason text,
  UNIQUE (topic, partition, "offset")
);
CREATE INDEX dead_letter_open ON dead_letter (recorded_at) WHERE state = 'open';

CREATE TABLE seal (
  position bigint PRIMARY KEY, journal_seq bigint NOT NULL UNIQUE, digest bytea NOT NULL, chain bytea NOT NULL
);
CREATE TABLE seal_progress (single boolean PRIMARY KEY DEFAULT true CHECK (single), below xid8 NOT NULL, position bigint NOT NULL, chain bytea NOT NULL);
INSERT INTO seal_progress (below, position, chain) VALUES ('0', 0, decode(repeat('00', 32), 'hex'));

CREATE TABLE document (
  id uuid NOT NULL, owner text NOT NULL,
  kind text NOT NULL, name text, media_type text,
  sha256 text NOT NULL, size bigint NOT NULL,
  content bytea NOT NULL,
  request_id uuid,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (id, owner)
);
ALTER TABLE document ALTER COLUMN content SET STORAGE EXTERNAL;
CREATE TABLE document_delivery (
  document_id uuid NOT NULL, owner text NOT NULL, request_id uuid NOT NULL,
  recipient text NOT NULL, topic text NOT NULL,
  pending boolean NOT NULL DEFAULT true, claimed_until timestamptz NOT NULL DEFAULT '-infinity',
  published_at timestamptz,
  PRIMARY KEY (document_id, owner, request_id, recipient)
);
CREATE INDEX document_delivery_pending ON document_delivery (claimed_until) WHERE pending;
CREATE TABLE document_chunk (
  document_id uuid NOT NULL, request_id uuid NOT NULL, sender text NOT NULL, recipient text NOT NULL,
  chunk integer NOT NULL, chunks integer NOT NULL,
  content bytea NOT NULL,
  received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (request_id, document_id, recipient, chunk)
);
ALTER TABLE document_chunk ALTER COLUMN content SET STORAGE EXTERNAL;`,
  },
  {
    // Another sender's chunk of the same number must not take the place of the true one.
    name: 'exchange-002-chunk-of-sender',
    sql: `ALTER TABLE document_chunk DROP CONSTRAINT document_chunk_pkey, ADD PRIMARY KEY (request_id, document_id, sender, recipient, chunk);`,
  },
  {
    // What is pending is read in order of `seq`, whatever the shards: one small index gives it without sorting.
    name: 'exchange-003-pending-in-order',
    sql: `DROP INDEX journal_pending; CREATE INDEX journal_pending ON journal (seq, shard) WHERE pending;`,
  },
  {
    // The last sealed entry says where to go on; to look for entries without a seal meant to read every seal.
    name: 'exchange-004-seal-progress',
    sql: `
ALTER TABLE seal_progress ADD COLUMN xid xid8 NOT NULL DEFAULT '0', ADD COLUMN seq bigint NOT NULL DEFAULT 0;
UPDATE seal_progress p SET xid = j.xid, seq = j.seq FROM seal s JOIN journal j ON j.seq = s.journal_seq WHERE s.position = p.position;
ALTER TABLE seal_progress DROP COLUMN below;`,
  },
  {
    // Under which calendar all due times were computed last: at the most one row.
    name: 'exchange-005-calendar-swept',
    sql: `CREATE TABLE calendar_swept (one boolean PRIMARY KEY DEFAULT true CHECK (one), digest text NOT NULL);`,
  },
  {
    // How far the documents of this operator are known to stand on its own lanes: after a restore what lies beyond is read back.
    name: 'exchange-006-own-position',
    sql: `CREATE TABLE own_position (topic text NOT NULL, partition integer NOT NULL, next_offset bigint NOT NULL, PRIMARY KEY (topic, partition));`,
  },
  {
    // What judging a dead letter again needs of its record; when somebody was alerted of it; and who did what about it.
    name: 'exchange-007-operators',
    sql: `
ALTER TABLE dead_letter ADD COLUMN record_key text, ADD COLUMN appended_at timestamptz, ADD COLUMN alerted_at timestamptz;
UPDATE dead_letter SET alerted_at = recorded_at;
CREATE INDEX dead_letter_unalerted ON dead_letter (recorded_at) WHERE alerted_at IS NULL;
CREATE INDEX dead_letter_request ON dead_letter (request_id) WHERE request_id IS NOT NULL;
CREATE TABLE operator_action (
  id uuid PRIMARY KEY,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  organisation text NOT NULL, client text NOT NULL, user_name text,
  action text NOT NULL, target uuid, reason text,
  outcome text NOT NULL, detail jsonb
);
CREATE INDEX operator_action_target ON operator_action (target, id) WHERE target IS NOT NULL;`,
  },
  {
    // What requests said may be erased once their time is over. document_use: which requests name a document. erased_document: what is left of one.
    name: 'exchange-008-retention',
    sql: `
ALTER TABLE journal ADD COLUMN erased_at timestamptz;
CREATE TABLE document_use (document_id uuid NOT NULL, owner text NOT NULL, request_id uuid NOT NULL, PRIMARY KEY (document_id, owner, request_id));
CREATE INDEX document_use_request ON document_use (request_id);
INSERT INTO document_use (document_id, owner, request_id) SELECT document_id, owner, request_id FROM document_delivery
  UNION SELECT id, owner, request_id FROM document WHERE request_id IS NOT NULL;
CREATE TABLE erased_document (
  id uuid NOT NULL, owner text NOT NULL, kind text NOT NULL, sha256 text NOT NULL, size bigint NOT NULL,
  erased_at timestamptz NOT NULL DEFAULT clock_timestamp(), PRIMARY KEY (id, owner)
);
CREATE INDEX document_delivery_request ON document_delivery (request_id);
CREATE TABLE erasure_run (
  id uuid PRIMARY KEY,
  requested_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  organisation text NOT NULL, client text NOT NULL, user_name text, reason text NOT NULL,
  cutoffs jsonb NOT NULL,
  requests integer NOT NULL DEFAULT 0, messages integer NOT NULL DEFAULT 0, documents integer NOT NULL DEFAULT 0,
  finished_at timestamptz
);
CREATE UNIQUE INDEX erasure_run_open ON erasure_run ((true)) WHERE finished_at IS NULL;`,
  },
  {
    // What is sealed is the commitment to the signed attributes (journal.leaf), no longer the bytes with the data, which may be erased.
    // sealed_batch: own batches; `lost`: published before a restore, the entries are sealed again at later positions.
    // anchor: every verified statement read from the topic, own ones too; kept_of_us: the number of our batch that it names.
    name: 'exchange-009-sealing',
    sql: `
ALTER TABLE journal ADD COLUMN leaf bytea;
CREATE INDEX journal_without_leaf ON journal (seq) WHERE leaf IS NULL;
DROP TABLE seal;
CREATE TABLE seal (position bigint PRIMARY KEY, journal_seq bigint NOT NULL UNIQUE, digest bytea NOT NULL);
ALTER TABLE seal_progress DROP COLUMN chain;
UPDATE seal_progress SET position = 0, xid = '0', seq = 0;
CREATE TABLE sealed_batch (
  number bigint PRIMARY KEY, first bigint NOT NULL UNIQUE, last bigint NOT NULL,
  root text NOT NULL, previous text NOT NULL, head text NOT NULL,
  lost boolean NOT NULL DEFAULT false,
  sealed_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE TABLE anchor (
  partition integer NOT NULL, "offset" bigint NOT NULL, operator text NOT NULL, appended_at timestamptz NOT NULL,
  number bigint, head text, kept_of_us bigint, kept_head_of_us text,
  value bytea NOT NULL,
  PRIMARY KEY (partition, "offset")
);
CREATE INDEX anchor_of_operator ON anchor (operator, number);
CREATE INDEX anchor_of_us ON anchor (operator, kept_of_us) WHERE kept_of_us IS NOT NULL;
CREATE TABLE anchor_conflict (
  partition integer NOT NULL, "offset" bigint NOT NULL, operator text NOT NULL, number bigint NOT NULL, reason text NOT NULL, value bytea NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (partition, "offset")
);`,
  },
  {
    // What is pending is read lane by lane, so that one with very much holds up no other.
    name: 'exchange-010-pending-of-lanes',
    sql: `DROP INDEX journal_pending; CREATE INDEX journal_pending ON journal (topic, seq, shard) WHERE pending;`,
  },
];
