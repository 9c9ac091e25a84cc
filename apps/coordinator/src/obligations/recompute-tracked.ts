import type { Pool } from 'pg';
import { recomputeDue, toShanghaiIso, type ObligationRecord, type RequestCore } from '@lianzhi/contracts';
import { lock, type Directory } from '@lianzhi/exchange';
import { inTransaction } from '@lianzhi/platform';
import type { Notice } from '../notices/notice';
import { noticeId } from '../notices/notice-id';
import type { NoticeWriter } from '../notices/notice-writer';
import { viewRequest } from '../tracking/request-view';
import { loadTracked, saveOwed, saveTracked } from '../tracking/tracked-requests';
import { organisationAt, type TrackedRequest } from '../tracking/tracked-request';
import type { ViewContexts } from '../tracking/view-contexts';

export interface RecomputeOptions {
  pool: Pool;
  contexts: ViewContexts;
  directory: Pick<Directory, 'organisation'>;
  notices: NoticeWriter;
  /** Business time, ms. */
  now: () => number;
}

/** The requests behind `after` with an obligation that another calendar may move. */
export async function findMovable(pool: Pool, after: string, limit: number): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT DISTINCT request_id AS id FROM obligation WHERE request_id > $1 AND (provisional OR state <> 'discharged') ORDER BY request_id LIMIT $2`, [after, limit]);
  return rows.map(({ id }) => id);
}

/**
 * Computes the due times of these requests again under the calendar as it is now, and tells both sides of each that moved. What was
 * called stays called; what was not is called at its new instant.
 */
export async function recomputeTracked(ids: readonly string[], { pool, contexts, directory, notices, now }: RecomputeOptions): Promise<void> {
  if (ids.length === 0) return;
  await inTransaction(pool, async (client) => {
    await lock(client, ids);
    const at = now();
    const computed = [...(await loadTracked(client, ids)).values()].flatMap((before) => {
      const context = contexts.find(before);
      const core = context && recomputeDue(before.record.core, context);
      if (!context || !core) return [];
      const moved = core !== before.record.core;
      const request: TrackedRequest = moved ? { ...before, record: { ...before.record, core }, updatedAt: Math.max(before.updatedAt, at) } : before;
      return [{ request, view: viewRequest(request, context), moved, notices: moved ? movedNotices(before, core) : [] }];
    });
    await notices.write(client, computed.flatMap((one) => one.notices), at);
    await saveTracked(client, computed.filter(({ moved }) => moved), directory);
    // Of the others a warning may have moved. Rows that stand as computed are not written.
    await saveOwed(client, computed.filter(({ moved }) => !moved));
  });
}

/** One to each side for each obligation still owed whose due time is another one now. */
export function movedNotices(request: TrackedRequest, after: RequestCore): Notice[] {
  return after.obligations.flatMap((obligation, index) => {
    const before = request.record.core.obligations[index]!;
    return obligation.state === 'discharged' || obligation.dueAt === before.dueAt ? [] : [request.from, request.to].map((recipient) => movedNotice(request, before, obligation, recipient));
  });
}

function movedNotice(request: TrackedRequest, before: ObligationRecord, { name, round, owedBy, dueAt }: ObligationRecord, recipient: string): Notice {
  return {
    id: noticeId(dueAt!, request.id, name, round, 'due-changed', before.dueAt ?? 0, recipient), kind: 'due-changed', request, recipient, obligation: name, round, step: 'due-changed',
    until: toShanghaiIso(dueAt!),
    body: { obligation: name, owedBy: organisationAt(request, owedBy), dueAt: new Date(dueAt!).toISOString(), dueBefore: new Date(before.dueAt!).toISOString() },
  };
}
