import type { Pool } from 'pg';
import { recomputeDue } from '@lianzhi/contracts';
import { lock, type CalendarSweepOptions } from '@lianzhi/exchange';
import { inTransaction } from '@lianzhi/platform';
import type { DeskRequest } from '../requests/desk-request';
import { settleRequest } from '../requests/settle-request';
import type { DeskContext } from './desk-context';
import { DeskSession } from './desk-session';

/** What a calendar sweep does at a desk. */
export const sweepOf = (context: DeskContext): Pick<CalendarSweepOptions, 'pool' | 'find' | 'recompute'> => {
  const { pool } = context.exchange;
  return { pool, find: (after, limit) => findOpenRequests(pool, after, limit), recompute: (ids) => recomputeRequests(context, ids) };
};

/** The requests behind `after` that have not ended: another calendar may move what is due, or when they close by themselves. */
async function findOpenRequests(pool: Pool, after: string, limit: number): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT DISTINCT id FROM request WHERE id > $1 AND state NOT IN ('returned', 'withdrawn', 'undeliverable', 'closed') ORDER BY id LIMIT $2`, [after, limit]);
  return rows.map(({ id }) => id);
}

/** Computes due times again under the calendar as it is now. Sends nothing: the coordinator tells both sides what has changed. */
async function recomputeRequests(context: DeskContext, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await inTransaction(context.exchange.pool, async (client) => {
    await lock(client, ids);
    const session = await DeskSession.begin(client, context, ids);
    for (const request of ids.flatMap((id) => [session.find(id, 'sent') ?? [], session.find(id, 'received') ?? []].flat())) {
      const again = recomputed(request, session);
      if (again !== request) session.put(again);
    }
    await session.flush();
  });
}

function recomputed(request: DeskRequest, session: DeskSession): DeskRequest {
  if (!session.context.catalogue.find(request.type)) return request;
  const fold = session.fold(request);
  const core = recomputeDue(request.record.core, fold);
  const settled = settleRequest(request, core === request.record.core ? request.record : { ...request.record, core }, session.now, fold);
  const same = core === request.record.core && settled.closesAt === request.closesAt && settled.atRiskAt === request.atRiskAt && settled.turn === (request.turn ?? null);
  return same ? request : settled;
}
