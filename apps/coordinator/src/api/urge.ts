import type { Pool } from 'pg';
import { isOpen } from '@lianzhi/contracts';
import { moveNotAllowed, uuidv7, type Caller } from '@lianzhi/platform';
import type { NoticeWriter } from '../notices/notice-writer';
import { viewRequest } from '../tracking/request-view';
import { organisationAt } from '../tracking/tracked-request';
import type { ViewContexts } from '../tracking/view-contexts';
import { onRequest, saidBy } from './on-request';

export interface Urge { id: string; request: string; by: string; to: string; at: number; reason: string | null }

/** Urges 督办催办 whoever's turn it is; recorded with who did it. @param now business time, ms @throws Problem 404, 409 when the request is no longer open */
export function urgeRequest(pool: Pool, id: string, { caller, reason, now }: { caller: Caller; reason: string | undefined; now: number }, contexts: ViewContexts, notices: NoticeWriter): Promise<Urge> {
  return onRequest(pool, id, async (client, request) => {
    const view = viewRequest(request, contexts.get(request));
    if (view.state === 'none' || !(isOpen(view.state) || view.due)) {
      throw moveNotAllowed({ zh: '事项已反馈或已结束，无需催办', en: 'Nothing is owed any more: the request has been answered or has ended' }, []);
    }
    const urge: Urge = { id: uuidv7(), request: id, by: caller.organisation, to: organisationAt(request, view.turn), at: now, reason: reason ?? null };
    await client.query('INSERT INTO urge (id, request_id, by_org, by_client, by_user, to_org, reason, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
      [urge.id, id, urge.by, caller.client, caller.user ?? null, urge.to, urge.reason, new Date(now)]);
    await notices.write(client, [{ id: urge.id, kind: 'urge', request, recipient: urge.to, obligation: view.due?.name, body: saidBy(caller, reason) }], now);
    return urge;
  });
}
