import type { Pool, PoolClient } from 'pg';
import { toShanghaiIso } from '@lianzhi/contracts';
import { uuidv7 } from '@lianzhi/platform';
import type { AlertLevel, AlertToRaise, AlertView } from './alert';

interface AlertRow {
  id: string; organisation: string; kind: string; level: AlertLevel; request_id: string | null; raised_at: Date;
  acknowledged_at: Date | null; acknowledged_by: string | null; note: string | null; detail: Record<string, unknown> | null;
}

/** Where the next page begins: raised (ms) and id of the last item. */
export type AlertPosition = [raisedAt: number, id: string];

export interface AlertFilter {
  /** Its own, and those of closed ones that it stands for. */
  organisations: readonly string[];
  acknowledged?: boolean;
  level?: AlertLevel;
  kinds?: readonly string[];
  after?: AlertPosition;
  limit: number;
}

const columns = 'id, organisation, kind, level, request_id, raised_at, acknowledged_at, acknowledged_by, note, detail';

/** Alerts 提醒 of the organisations of this desk. */
export class AlertStore {
  constructor(private readonly pool: Pool) {}

  /** Raises alerts in the transaction of what caused them; a key that is known changes nothing. */
  async raise(client: Pool | PoolClient, alerts: readonly AlertToRaise[]): Promise<void> {
    if (alerts.length === 0) return;
    await client.query({
      name: 'alert-raise',
      text: `INSERT INTO alert (id, organisation, kind, level, request_id, raised_at, key, detail)
             SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::timestamptz[], $7::text[], $8::jsonb[])
             ON CONFLICT (key) DO NOTHING`,
      values: [
        alerts.map(() => uuidv7()), alerts.map(({ organisation }) => organisation), alerts.map(({ kind }) => kind), alerts.map(({ level }) => level),
        alerts.map(({ requestId }) => requestId), alerts.map(({ raisedAt }) => new Date(raisedAt)), alerts.map(({ key }) => key),
        alerts.map(({ detail }) => (detail === undefined ? null : JSON.stringify(detail))),
      ],
    });
  }

  /** Newest first; one more than `limit` when there is a next page. */
  async list({ organisations, acknowledged, level, kinds, after, limit }: AlertFilter): Promise<AlertView[]> {
    const values: unknown[] = [...organisations];
    const param = (value: unknown): string => `$${values.push(value)}`;
    const conditions = [
      `organisation IN (${organisations.map((_, index) => `$${index + 1}`).join()})`,
      ...(acknowledged === undefined ? [] : [`acknowledged_at IS ${acknowledged ? 'NOT NULL' : 'NULL'}`]),
      ...(level ? [`level = ${param(level)}`] : []),
      ...(kinds ? [`kind = ANY(${param(kinds)}::text[])`] : []),
      ...(after ? [`(raised_at, id) < (${param(new Date(after[0]))}::timestamptz, ${param(after[1])}::uuid)`] : []),
    ];
    const { rows } = await this.pool.query<AlertRow>(
      `SELECT ${columns} FROM alert WHERE ${conditions.join(' AND ')} ORDER BY raised_at DESC, id DESC LIMIT ${param(limit + 1)}`, values);
    return rows.map(alertView);
  }

  /** Notes who has seen it. The first acknowledgement stands. Undefined: no such alert of this organisation. */
  async acknowledge(organisations: readonly string[], id: string, { by, note, at }: { by: string; note?: string; at: number }): Promise<AlertView | undefined> {
    const { rows } = await this.pool.query<AlertRow>(
      `UPDATE alert SET acknowledged_by = CASE WHEN acknowledged_at IS NULL THEN $3 ELSE acknowledged_by END,
         note = CASE WHEN acknowledged_at IS NULL THEN $4 ELSE note END, acknowledged_at = coalesce(acknowledged_at, $5)
       WHERE organisation = ANY($1::text[]) AND id = $2 RETURNING ${columns}`, [organisations, id, by, note ?? null, new Date(at)]);
    return rows[0] && alertView(rows[0]);
  }

  /** What was raised by any replica in the last seconds of system time, for event streams; the reader leaves out what it knows. */
  async recent(seconds: number): Promise<{ organisation: string; alert: AlertView }[]> {
    const { rows } = await this.pool.query<AlertRow>(
      `SELECT ${columns} FROM alert WHERE recorded_at > clock_timestamp() - make_interval(secs => $1) ORDER BY recorded_at LIMIT 1000`, [seconds]);
    return rows.map((row) => ({ organisation: row.organisation, alert: alertView(row) }));
  }
}

function alertView(row: AlertRow): AlertView {
  return {
    id: row.id, kind: row.kind, level: row.level, request: row.request_id,
    raisedAt: toShanghaiIso(row.raised_at), acknowledgedAt: row.acknowledged_at && toShanghaiIso(row.acknowledged_at),
    ...(row.acknowledged_by !== null && { acknowledgedBy: row.acknowledged_by }),
    ...(row.note !== null && { note: row.note }),
    ...(row.detail !== null && { detail: row.detail }),
  };
}
