import type { Pool, PoolClient } from 'pg';
import { toShanghaiIso, type RequestFlag, type RequestRecord, type RequestState, type Urgency } from '@lianzhi/contracts';
import type { Box, DeskRequest } from './desk-request';

/** A row of table `request` as pg gives it. */
export interface RequestRow {
  id: string; box: Box; type: string; from_org: string; to_org: string; thread: string; follows: string | null; case_number: string;
  urgency: Urgency; state: RequestState; flags: RequestFlag[]; record: RequestRecord; subject: DeskRequest['subject']; subject_hash: Buffer | null;
  due_at: Date | null; due_obligation: string | null; due_owed_by: DeskRequest['dueOwedBy']; at_risk_at: Date | null; turn: DeskRequest['turn']; paused: boolean | null;
  handler: string | null; handler_name: string | null; handled_since: Date | null; closes_at: Date | null; submitted_at: Date; updated_at: Date;
}

export const fromRow = (row: RequestRow): DeskRequest => ({
  id: row.id, box: row.box, type: row.type, from: row.from_org, to: row.to_org, thread: row.thread, follows: row.follows, caseNumber: row.case_number,
  urgency: row.urgency, state: row.state, flags: row.flags, record: row.record, subject: row.subject, subjectHash: row.subject_hash,
  dueAt: row.due_at?.getTime() ?? null, dueObligation: row.due_obligation, dueOwedBy: row.due_owed_by, closesAt: row.closes_at?.getTime() ?? null,
  atRiskAt: row.at_risk_at?.getTime() ?? null, turn: row.turn, paused: row.paused ?? false,
  handler: row.handler === null ? null : { user: row.handler, name: row.handler_name ?? row.handler, since: toShanghaiIso(row.handled_since ?? row.updated_at) },
  submittedAt: row.submitted_at.getTime(), updatedAt: row.updated_at.getTime(),
});

/** The rows of these requests, locked until the transaction ends; in one order, so that batches cannot deadlock. */
export async function lockRequests(client: PoolClient, ids: readonly string[]): Promise<DeskRequest[]> {
  const { rows } = await client.query<RequestRow>({
    name: 'request-lock-rows', text: 'SELECT * FROM request WHERE id = ANY($1::uuid[]) ORDER BY id, box FOR UPDATE', values: [ids],
  });
  return rows.map(fromRow);
}

/** The requests as their senders and as their receivers see them, whoever these are. */
export async function findRequests(db: Pool | PoolClient, ids: readonly string[]): Promise<DeskRequest[]> {
  const { rows } = await db.query<RequestRow>({ name: 'request-find', text: 'SELECT * FROM request WHERE id = ANY($1::uuid[]) ORDER BY id, box', values: [ids] });
  return rows.map(fromRow);
}

/** The one of these that is the organisation's: it sent it, or it received it. */
export const requestOf = (requests: readonly DeskRequest[], id: string, organisation: string): DeskRequest | undefined =>
  requests.find((request) => request.id === id && (request.box === 'sent' ? request.from : request.to) === organisation);

const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

/** Inserts or replaces the rows, in one statement. Who handles a request is left as it is: no message says it. */
export async function upsertRequests(db: Pool | PoolClient, requests: readonly DeskRequest[]): Promise<void> {
  if (requests.length === 0) return;
  const rows = requests.map((request) => ({
    id: request.id, box: request.box, type: request.type, from_org: request.from, to_org: request.to, thread: request.thread, follows: request.follows,
    case_number: request.caseNumber, urgency: request.urgency, state: request.state, flags: request.flags, record: request.record, subject: request.subject,
    subject_hash: request.subjectHash?.toString('hex') ?? null, due_at: iso(request.dueAt), due_obligation: request.dueObligation,
    due_owed_by: request.dueOwedBy, at_risk_at: iso(request.atRiskAt ?? null), turn: request.turn ?? null, paused: request.paused ?? false, closes_at: iso(request.closesAt), submitted_at: iso(request.submittedAt), updated_at: iso(request.updatedAt),
  }));
  await db.query({
    name: 'request-upsert',
    text: `INSERT INTO request (id, box, type, from_org, to_org, thread, follows, case_number, urgency, state, flags, record, subject, subject_hash,
                                due_at, due_obligation, due_owed_by, at_risk_at, turn, paused, closes_at, submitted_at, updated_at)
           SELECT id, box, type, from_org, to_org, thread, follows, case_number, urgency, state, flags, record, subject, decode(subject_hash, 'hex'),
                  due_at, due_obligation, due_owed_by, at_risk_at, turn, paused, closes_at, submitted_at, updated_at
           FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, box text, type text, from_org text, to_org text, thread uuid, follows uuid, case_number text,
                urgency text, state text, flags text[], record jsonb, subject jsonb, subject_hash text, due_at timestamptz, due_obligation text,
                due_owed_by text, at_risk_at timestamptz, turn text, paused boolean, closes_at timestamptz, submitted_at timestamptz, updated_at timestamptz)
           ON CONFLICT (id, box) DO UPDATE SET state = excluded.state, flags = excluded.flags, record = excluded.record,
             due_at = excluded.due_at, due_obligation = excluded.due_obligation, due_owed_by = excluded.due_owed_by, at_risk_at = excluded.at_risk_at, turn = excluded.turn, paused = excluded.paused,
             closes_at = excluded.closes_at, updated_at = excluded.updated_at, erased_at = NULL`,
    values: [JSON.stringify(rows)],
  });
}
