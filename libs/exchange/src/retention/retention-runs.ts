import type { Pool, PoolClient } from 'pg';
import { inTransaction, sqlStateOf, uuidv7 } from '@lianzhi/platform';
import { nameOf, recordOperatorAction, type Actor } from '../operators/operator-action';
import type { Cutoff } from './erasable';

export interface RunRow {
  id: string; requested_at: Date; organisation: string; client: string; user_name: string | null; reason: string; cutoffs: Cutoff[];
  requests: number; messages: number; documents: number; finished_at: Date | null;
}

/** Undefined: one is under way already. */
export async function beginRun(pool: Pool, by: Actor, reason: string, cutoffs: readonly Cutoff[]): Promise<RunRow | undefined> {
  try {
    return await inTransaction(pool, async (client) => {
      const { rows } = await client.query<RunRow>(
        'INSERT INTO erasure_run (id, organisation, client, user_name, reason, cutoffs) VALUES ($1, $2, $3, $4, $5, $6) RETURNING *',
        [uuidv7(), by.organisation, by.client, by.user ?? null, reason, JSON.stringify(cutoffs)]);
      await recordOperatorAction(client, by, { action: 'retention-run', target: rows[0]!.id, reason, outcome: 'done', detail: { by: nameOf(by) } });
      return rows[0]!;
    });
  } catch (error) {
    if (sqlStateOf(error) === '23505') return undefined;
    throw error;
  }
}

export async function listRuns(pool: Pool, { before, limit }: { before?: string; limit: number }): Promise<RunRow[]> {
  const { rows } = await pool.query<RunRow>('SELECT * FROM erasure_run WHERE ($1::uuid IS NULL OR id < $1) ORDER BY id DESC LIMIT $2', [before ?? null, limit]);
  return rows;
}

export async function findRun(pool: Pool, id: string): Promise<RunRow | undefined> {
  const { rows } = await pool.query<RunRow>('SELECT * FROM erasure_run WHERE id = $1', [id]);
  return rows[0];
}

/** The run under way, if no other replica is at it now. Locked until the transaction ends. */
export async function claimRun(client: PoolClient): Promise<RunRow | undefined> {
  const { rows } = await client.query<RunRow>('SELECT * FROM erasure_run WHERE finished_at IS NULL FOR UPDATE SKIP LOCKED');
  return rows[0];
}

export async function advanceRun(client: PoolClient, id: string, { requests, messages, documents }: { requests: number; messages: number; documents: number }): Promise<void> {
  await client.query('UPDATE erasure_run SET requests = requests + $2, messages = messages + $3, documents = documents + $4 WHERE id = $1', [id, requests, messages, documents]);
}

export async function finishRun(client: PoolClient, { id, organisation, client: name, user_name: user, requests, messages, documents }: RunRow): Promise<void> {
  await client.query('UPDATE erasure_run SET finished_at = clock_timestamp() WHERE id = $1', [id]);
  await recordOperatorAction(client, { organisation, client: name, ...(user !== null && { user }) }, { action: 'retention-finished', target: id, outcome: 'done', detail: { requests, messages, documents } });
}
