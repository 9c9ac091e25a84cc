import type { Pool, PoolClient } from 'pg';
import type { Limit, RequestFlag, Side, Urgency } from '@lianzhi/contracts';
import type { Lateness, ObligationState } from '../tracking/request-view';
import type { Advance, WatchedObligation, WatchedRequest } from './advance';

/** A request about which something may be due to be called. */
export interface DueRequest {
  id: string;
  from: string;
  to: string;
  /** The earliest instant of what is due, ms, business time. */
  first: number;
}

/** Requests with a step whose instant lies before `before` (ms, business time), the longest due first. */
export async function findDue(pool: Pool, before: number, limit: number): Promise<DueRequest[]> {
  const { rows } = await pool.query<{ id: string; from_org: string; to_org: string; at: Date }>({
    name: 'call-due',
    text: `SELECT t.id, t.from_org, t.to_org, due.at FROM (
             SELECT request_id, at FROM next_call WHERE at <= $1 AND retry_at <= clock_timestamp() ORDER BY at LIMIT $2) due
           JOIN tracked_request t ON t.id = due.request_id ORDER BY due.at`,
    values: [new Date(before), limit],
  });
  return rows.map((row) => ({ id: row.id, from: row.from_org, to: row.to_org, first: row.at.getTime() }));
}

/** Whether anything is to be called at `before` (ms, business time), also what cannot be called now. */
export async function isAnyDue(db: Pick<Pool, 'query'>, before: number): Promise<boolean> {
  const { rows: [row] } = await db.query<{ any: boolean }>('SELECT EXISTS (SELECT FROM next_call WHERE at <= $1) AS any', [new Date(before)]);
  return row?.any === true;
}

/** These cannot be called now; they are looked at again after `ms` of system time, so that they keep no others waiting. Never waits itself. */
export async function postpone(db: Pool | PoolClient, requestIds: readonly string[], ms: number): Promise<void> {
  if (requestIds.length === 0) return;
  await db.query(
    `UPDATE next_call n SET retry_at = clock_timestamp() + make_interval(secs => $2::float8 / 1000)
     FROM (SELECT request_id FROM next_call WHERE request_id = ANY($1::uuid[]) FOR UPDATE SKIP LOCKED) mine WHERE n.request_id = mine.request_id`, [requestIds, ms]);
}

/** Takes the locks of those requests that nobody else handles at the moment; the transaction gives them back. */
export async function tryLock(client: PoolClient, requestIds: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ id: string; taken: boolean }>({
    name: 'request-try-lock',
    text: 'SELECT id, pg_try_advisory_xact_lock(hashtextextended(id, 7)) AS taken FROM unnest($1::text[]) id',
    values: [requestIds],
  });
  return rows.filter(({ taken }) => taken).map(({ id }) => id);
}

interface WatchedRow {
  id: string; type: string; urgency: Urgency; from_org: string; to_org: string; thread: string; flags: RequestFlag[]; lateness: Lateness;
  name: string; round: number; side: Side; state: ObligationState; started: number | null; due: number | null; discharged: number | null;
  time_limit: Limit | { until: string } | null; next_step: string; next: number;
}

/**
 * Those of these requests about which may be called, with what remains of them: no message of theirs is missing, or was taken in and not
 * handled, which leaves its meaning unknown. The caller holds their locks.
 */
export async function loadWatched(client: PoolClient, requestIds: readonly string[]): Promise<WatchedRequest[]> {
  const { rows } = await client.query<WatchedRow>({
    name: 'call-watched',
    text: `SELECT t.id, t.type, t.urgency, t.from_org, t.to_org, t.thread, t.flags, t.lateness, o.name, o.round, o.side, o.state, o.time_limit, o.next_step,
             date_part('epoch', o.started_at) * 1000 AS started, date_part('epoch', o.due_at) * 1000 AS due,
             date_part('epoch', o.discharged_at) * 1000 AS discharged, date_part('epoch', o.next_at) * 1000 AS next
           FROM unnest($1::uuid[]) asked(id) JOIN tracked_request t ON t.id = asked.id JOIN obligation o ON o.request_id = t.id
           WHERE t.waiting_since IS NULL AND o.next_at IS NOT NULL AND NOT EXISTS (SELECT FROM journal j WHERE j.request_id = t.id AND j.handling IN ('n', 'p'))`,
    values: [requestIds],
  });
  const requests = new Map<string, WatchedRequest>();
  for (const row of rows) {
    const request = requests.get(row.id) ?? {
      id: row.id, type: row.type, urgency: row.urgency, from: row.from_org, to: row.to_org, thread: row.thread, flags: row.flags, lateness: row.lateness, obligations: [],
    };
    request.obligations.push(watchedOf(row));
    requests.set(row.id, request);
  }
  // One without its limit was written by an earlier version: the sweep writes it again.
  return [...requests.values()].filter(({ obligations }) => obligations.every(({ record }) => record.limit !== null));
}

const whole = (ms: number | null): number | null => (ms === null ? null : Math.round(ms));

function watchedOf(row: WatchedRow): WatchedObligation {
  return {
    record: {
      name: row.name, round: row.round, owedBy: row.side, state: row.state === 'discharged' ? 'discharged' : 'running', limit: row.time_limit,
      startedAt: whole(row.started), dueAt: whole(row.due), ...(row.discharged !== null && { dischargedAt: Math.round(row.discharged) }),
    },
    state: row.state, nextStep: row.next_step, nextAt: Math.round(row.next),
  };
}

const iso = (ms: number | undefined | null): string | null => (ms == null ? null : new Date(ms).toISOString());

/**
 * Records calls and what follows from them, one statement for the batch. The key of `call` makes each of them happen once, whatever the
 * number of replicas. @throws on a call made before
 */
export async function saveAdvances(client: PoolClient, advances: readonly Advance[], calledAt: number): Promise<void> {
  const calls = advances.flatMap((one) => one.calls);
  const moved = advances.flatMap(({ request, obligations }) => obligations.map((obligation) => ({ request, obligation })));
  await client.query({
    name: 'call-save',
    text: `WITH called AS (
             INSERT INTO call (request_id, obligation, round, step, at, owed_by, targets, called_at)
             SELECT a, b, c, d, e, f, string_to_array(g, ' '), $8 FROM unnest($1::uuid[], $2::text[], $3::int[], $4::text[], $5::timestamptz[], $6::text[], $7::text[]) u(a, b, c, d, e, f, g)),
           moved AS (
             UPDATE obligation o SET state = u.state, next_step = u.step, next_at = u.at
             FROM unnest($9::uuid[], $10::text[], $11::int[], $12::text[], $13::text[], $14::timestamptz[]) u(id, name, round, state, step, at)
             WHERE o.request_id = u.id AND o.name = u.name AND o.round = u.round)
           UPDATE next_call n SET at = u.at FROM unnest($15::uuid[], $16::timestamptz[]) u(id, at) WHERE n.request_id = u.id`,
    values: [
      calls.map(({ request }) => request.id), calls.map(({ obligation }) => obligation.record.name), calls.map(({ obligation }) => obligation.record.round),
      calls.map(({ step }) => step.name), calls.map(({ step }) => iso(step.at)), calls.map(({ owedBy }) => owedBy), calls.map(({ targets }) => targets.join(' ')), iso(calledAt),
      moved.map(({ request }) => request.id), moved.map(({ obligation }) => obligation.name), moved.map(({ obligation }) => obligation.round),
      moved.map(({ obligation }) => obligation.state), moved.map(({ obligation }) => obligation.next?.name ?? null), moved.map(({ obligation }) => iso(obligation.next?.at)),
      advances.map(({ request }) => request.id), advances.map(({ nextAt }) => iso(nextAt)),
    ],
  });
  await saveStandings(client, advances, calledAt);
}

async function saveStandings(client: PoolClient, advances: readonly Advance[], at: number): Promise<void> {
  const changed = advances.filter(({ standing }) => standing !== undefined);
  if (changed.length === 0) return;
  await client.query({
    name: 'call-standing',
    text: `UPDATE tracked_request t SET flags = string_to_array(u.flags, ' '), lateness = u.lateness, updated_at = greatest(t.updated_at, $4)
           FROM unnest($1::uuid[], $2::text[], $3::text[]) u(id, flags, lateness) WHERE t.id = u.id`,
    values: [changed.map(({ request }) => request.id), changed.map(({ standing }) => standing!.flags.join(' ')), changed.map(({ standing }) => standing!.lateness), iso(at)],
  });
}
