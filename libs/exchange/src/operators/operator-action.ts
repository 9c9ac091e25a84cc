import type { Pool, PoolClient } from 'pg';
import { uuidv7, type Caller } from '@lianzhi/platform';

/** Who acts: of a service's own accord `organisation` is its operator and `client` its name. */
export type Actor = Pick<Caller, 'organisation' | 'client' | 'user'>;

/** What somebody who runs the service did 操作留痕. Rows are only ever added. WARNING: stored, and in the API. */
export interface OperatorAction {
  action: 'dead-letter-read' | 'dead-letter-requeue' | 'dead-letter-discard' | 'retention-preview' | 'retention-run' | 'retention-finished';
  target?: string;
  /** In the operator's words. */
  reason?: string;
  /** `done`, or the slug of why not. */
  outcome: string;
  /** Figures and slugs; no personal data. */
  detail?: Record<string, unknown>;
}

export interface OperatorActionRow {
  id: string; recorded_at: Date; organisation: string; client: string; user_name: string | null; action: OperatorAction['action']; target: string | null; reason: string | null;
  outcome: string; detail: Record<string, unknown> | null;
}

export const nameOf = ({ user, client }: Actor): string => user ?? client;

/** In the transaction of what was done, where something was. */
export async function recordOperatorAction(db: Pool | PoolClient, by: Actor, { action, target, reason, outcome, detail }: OperatorAction): Promise<void> {
  await db.query(
    'INSERT INTO operator_action (id, organisation, client, user_name, action, target, reason, outcome, detail) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
    [uuidv7(), by.organisation, by.client, by.user ?? null, action, target ?? null, reason ?? null, outcome, detail === undefined ? null : JSON.stringify(detail)]);
}

/** Newest first. */
export async function listOperatorActions(db: Pool, { target, before, limit }: { target?: string; before?: string; limit: number }): Promise<OperatorActionRow[]> {
  const values: unknown[] = [];
  const conditions = ['true', ...(target === undefined ? [] : [`target = $${values.push(target)}`]), ...(before === undefined ? [] : [`id < $${values.push(before)}`])];
  const { rows } = await db.query<OperatorActionRow>(`SELECT * FROM operator_action WHERE ${conditions.join(' AND ')} ORDER BY id DESC LIMIT $${values.push(limit)}`, values);
  return rows;
}
