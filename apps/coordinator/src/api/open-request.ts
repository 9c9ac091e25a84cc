import type { Pool } from 'pg';
import { uuidv7, type Caller } from '@lianzhi/platform';
import type { NoticeWriter } from '../notices/notice-writer';
import { onRequest, saidBy } from './on-request';

export interface Opening { by: string; user: string | null; at: number; reason: string }

/** Records who wants to see what both sides did, and why, and tells both ends. @param now business time, ms @throws Problem 404 */
export function openRequest(pool: Pool, id: string, { caller, reason, now }: { caller: Caller; reason: string; now: number }, notices: NoticeWriter): Promise<Opening> {
  return onRequest(pool, id, async (client, request) => {
    const { organisation: by, user = null } = caller;
    await client.query('INSERT INTO opening (request_id, by_org, by_client, by_user, reason, at) VALUES ($1, $2, $3, $4, $5, $6)', [id, by, caller.client, user, reason, new Date(now)]);
    const ends = [request.from, request.to].filter((end) => end !== by);
    await notices.write(client, ends.map((recipient) => ({ id: uuidv7(), kind: 'opened', request, recipient, body: saidBy(caller, reason) })), now);
    return { by, user, at: now, reason };
  });
}
