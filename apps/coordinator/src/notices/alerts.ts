import type { Pool, PoolClient } from 'pg';
import { toShanghaiIso } from '@lianzhi/contracts';

export type AlertLevel = 'warning' | 'critical';

/** Something that one organisation has to look at 提醒; shown at the coordinator. */
export interface NewAlert {
  id: string;
  organisation: string;
  kind: string;
  level: AlertLevel;
  request: string | null;
  obligation?: string;
  round?: number;
  step?: string;
  /** Business time, ms. */
  raisedAt: number;
}

export async function insertAlerts(db: Pool | PoolClient, alerts: readonly NewAlert[]): Promise<void> {
  if (alerts.length === 0) return;
  await db.query(
    `INSERT INTO alert (id, organisation, kind, level, request_id, obligation, round, step, raised_at)
     SELECT id, organisation, kind, level, request, obligation, round, step, to_timestamp("raisedAt" / 1000.0)
     FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, organisation text, kind text, level text, request uuid, obligation text, round integer, step text, "raisedAt" bigint)
     ON CONFLICT (id) DO NOTHING`, [JSON.stringify(alerts)]);
}

export interface AlertView {
  id: string; kind: string; level: string; request: string | null; obligation: string | null; step: string | null;
  raisedAt: string; acknowledgedAt: string | null;
  /** Who acknowledged it, and what they wrote about it. */
  acknowledgedBy: string | null; note: string | null;
}

interface Row { id: string; kind: string; level: string; request_id: string | null; obligation: string | null; step: string | null; raised_at: Date; acknowledged_at: Date | null; acknowledged_by: string | null; note: string | null }

const columns = 'id, kind, level, request_id, obligation, step, raised_at, acknowledged_at, acknowledged_by, note';

/** The alerts of these organisations, the newest first. @param before id of the last one of the page before */
export async function listAlerts(db: Pool, organisations: readonly string[], { acknowledged, before, limit }: { acknowledged?: boolean; before?: string; limit: number }): Promise<AlertView[]> {
  const { rows } = await db.query<Row>(
    `SELECT ${columns} FROM alert WHERE organisation = ANY($1::text[]) AND ($2::boolean IS NULL OR (acknowledged_at IS NOT NULL) = $2) AND ($3::uuid IS NULL OR id < $3)
     ORDER BY id DESC LIMIT $4`, [organisations, acknowledged ?? null, before ?? null, limit]);
  return rows.map(viewOf);
}

/** Undefined when these have no such alert. Acknowledging again changes nothing. @param at business time, ms */
export async function acknowledgeAlert(db: Pool, id: string, organisations: readonly string[], { by, note, at }: { by: string; note: string | undefined; at: number }): Promise<AlertView | undefined> {
  const { rows: [row] } = await db.query<Row>(
    `UPDATE alert SET acknowledged_at = coalesce(acknowledged_at, $3), acknowledged_by = coalesce(acknowledged_by, $4),
       note = CASE WHEN acknowledged_at IS NULL THEN $5 ELSE note END WHERE id = $1 AND organisation = ANY($2::text[]) RETURNING ${columns}`,
    [id, organisations, new Date(at), by, note ?? null]);
  return row && viewOf(row);
}

const viewOf = (row: Row): AlertView => ({
  id: row.id, kind: row.kind, level: row.level, request: row.request_id, obligation: row.obligation, step: row.step,
  raisedAt: toShanghaiIso(row.raised_at), acknowledgedAt: row.acknowledged_at && toShanghaiIso(row.acknowledged_at), acknowledgedBy: row.acknowledged_by, note: row.note,
});
