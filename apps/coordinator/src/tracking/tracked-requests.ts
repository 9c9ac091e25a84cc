import type { Pool, PoolClient } from 'pg';
import type { RequestRecord, Urgency } from '@lianzhi/contracts';
import type { Directory } from '@lianzhi/exchange';
import { together } from '@lianzhi/platform';
import type { RequestView } from './request-view';
import { organisationAt, type TrackedRequest } from './tracked-request';

type Queryable = Pool | PoolClient;
type Organisations = Pick<Directory, 'organisation'>;

interface Row {
  id: string; type: string; urgency: Urgency; from_org: string; to_org: string; thread: string; follows: string | null;
  record: RequestRecord; called: string[]; updated_at: Date;
}

/** The tracked requests of these ids. Writers hold the requests' advisory locks (`lock` of the exchange). */
export async function loadTracked(db: Queryable, ids: readonly string[]): Promise<Map<string, TrackedRequest>> {
  const { rows } = await db.query<Row>({
    name: 'tracked-load',
    text: `SELECT id, type, urgency, from_org, to_org, thread, follows, record, updated_at,
             ARRAY(SELECT c.obligation || '/' || c.round || '/' || c.step FROM call c WHERE c.request_id = t.id) AS called
           FROM tracked_request t WHERE id = ANY($1::uuid[])`,
    values: [ids],
  });
  return new Map(rows.map((row) => [row.id, {
    id: row.id, type: row.type, urgency: row.urgency, from: row.from_org, to: row.to_org, thread: row.thread, follows: row.follows,
    record: row.record, called: row.called, updatedAt: row.updated_at.getTime(),
  }]));
}

export interface Changed {
  request: TrackedRequest;
  view: RequestView;
}

/** Writes requests and their obligations, one statement each, whatever the size of the batch. */
export async function saveTracked(client: PoolClient, changed: readonly Changed[], organisations: Organisations): Promise<void> {
  if (changed.length === 0) return;
  const saved = client.query({ name: 'tracked-save', text: saveRequests, values: [JSON.stringify(changed.map((one) => requestRow(one, organisations)))] });
  await together([saved, saveOwed(client, changed)]);
}

/** Writes the obligations of these requests, and when something of them is to be called next. */
export async function saveOwed(client: PoolClient, changed: readonly Changed[]): Promise<void> {
  const obligations = changed.flatMap(obligationRows);
  if (obligations.length === 0) return;
  await client.query({ name: 'obligation-save', text: saveObligations, values: [JSON.stringify(obligations)] });
  if (obligations.some(({ round }) => round > 1)) await client.query(settleRounds, [JSON.stringify(obligations)]);
}

const iso = (ms: number | null | undefined): string | null => (ms == null ? null : new Date(ms).toISOString());

function requestRow({ request, view }: Changed, organisations: Organisations) {
  const { core, due } = view;
  const from = organisations.organisation(request.from);
  const to = organisations.organisation(request.to);
  const turn = organisationAt(request, view.turn);
  const owing = view.turn === 'requester' ? from : to;
  return {
    id: request.id, type: request.type, urgency: request.urgency, from_org: request.from, to_org: request.to,
    from_agency: from?.agency, from_region: from?.region, to_agency: to?.agency, to_region: to?.region,
    thread: request.thread, follows: request.follows, state: view.state, flags: view.flags, lateness: view.lateness,
    record: request.record, turn, turn_agency: owing?.agency, turn_region: owing?.region,
    due_at: iso(due?.dueAt), due_obligation: due?.name, outcome: core.outcome,
    submitted_at: iso(core.submittedAt), delivered_at: iso(core.deliveredAt), answered_at: iso(core.answeredAt), ended_at: iso(core.endedAt),
    answered_in_time: view.answeredInTime, updated_at: iso(request.updatedAt), waiting: view.waiting,
  };
}

function obligationRows({ request, view }: Changed) {
  return view.obligations.map(({ record, state, next }) => ({
    request_id: request.id, name: record.name, round: record.round, type: request.type,
    owed_by: organisationAt(request, record.owedBy), side: record.owedBy, state,
    started_at: iso(record.startedAt), due_at: iso(record.dueAt), provisional: record.provisional ?? false, discharged_at: iso(record.dischargedAt),
    time_limit: next ? record.limit : null, next_step: next?.name, next_at: iso(next?.at),
  }));
}

const columns = `id, type, urgency, from_org, to_org, from_agency, from_region, to_agency, to_region, thread, follows, state, flags, lateness, record,
  turn, turn_agency, turn_region, due_at, due_obligation, outcome, submitted_at, delivered_at, answered_at, ended_at, answered_in_time, updated_at`;
const updates = columns.split(',').map((column) => column.trim()).filter((column) => column !== 'id').map((column) => `${column} = excluded.${column}`).join(', ');

const saveRequests = `
  INSERT INTO tracked_request AS t (${columns}, waiting_since)
  SELECT ${columns}, CASE WHEN waiting THEN clock_timestamp() END FROM jsonb_to_recordset($1::jsonb) AS r(
    id uuid, type text, urgency text, from_org text, to_org text, from_agency text, from_region text, to_agency text, to_region text, thread text, follows text,
    state text, flags text[], lateness text, record jsonb, turn text, turn_agency text, turn_region text, due_at timestamptz, due_obligation text,
    outcome text, submitted_at timestamptz, delivered_at timestamptz, answered_at timestamptz, ended_at timestamptz, answered_in_time boolean,
    updated_at timestamptz, waiting boolean)
  ON CONFLICT (id) DO UPDATE SET ${updates},
    waiting_since = CASE WHEN excluded.waiting_since IS NOT NULL THEN coalesce(t.waiting_since, excluded.waiting_since) END,
    asked_at = CASE WHEN excluded.waiting_since IS NOT NULL THEN t.asked_at END,
    asked_count = CASE WHEN excluded.waiting_since IS NOT NULL THEN t.asked_count ELSE 0 END`;

const obligationShape = `request_id uuid, name text, round integer, type text, owed_by text, side text, state text, started_at timestamptz, due_at timestamptz,
    provisional boolean, discharged_at timestamptz, time_limit jsonb, next_step text, next_at timestamptz`;

const saveObligations = `
  WITH r AS MATERIALIZED (SELECT * FROM jsonb_to_recordset($1::jsonb) AS r(${obligationShape})),
  watched AS (
    INSERT INTO next_call AS n (request_id, at) SELECT request_id, min(next_at) FROM r GROUP BY request_id
    ON CONFLICT (request_id) DO UPDATE SET at = excluded.at, retry_at = '-infinity' WHERE n.at IS DISTINCT FROM excluded.at)
  INSERT INTO obligation AS o (request_id, name, round, type, owed_by, side, state, started_at, due_at, provisional, discharged_at, time_limit, next_step, next_at)
  SELECT request_id, name, round, type, owed_by, side, state, started_at, due_at, provisional, discharged_at, time_limit, next_step, next_at FROM r
  ON CONFLICT (request_id, name, round) DO UPDATE SET state = excluded.state, started_at = excluded.started_at, due_at = excluded.due_at,
    provisional = excluded.provisional, discharged_at = excluded.discharged_at, time_limit = excluded.time_limit, next_step = excluded.next_step, next_at = excluded.next_at
  WHERE (o.state, o.started_at, o.due_at, o.provisional, o.discharged_at, o.time_limit, o.next_step, o.next_at)
    IS DISTINCT FROM (excluded.state, excluded.started_at, excluded.due_at, excluded.provisional, excluded.discharged_at, excluded.time_limit, excluded.next_step, excluded.next_at)`;

/**
 * Earlier rounds are over, also when a batch took in discharge and restart at once (their end then shows as the new start);
 * a later round that an unconfirmed objection had begun is gone again once that was refused.
 */
const settleRounds = `
  WITH now AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS r(${obligationShape})),
       gone AS (DELETE FROM obligation o USING now WHERE o.request_id = now.request_id AND o.name = now.name AND o.round > now.round)
  UPDATE obligation o SET state = 'discharged', discharged_at = coalesce(o.discharged_at, now.started_at), next_step = NULL, next_at = NULL
  FROM now WHERE o.request_id = now.request_id AND o.name = now.name AND o.round < now.round AND (o.state <> 'discharged' OR o.next_at IS NOT NULL)`;
