import type { Pool, PoolClient } from 'pg';
import { lock } from '@lianzhi/exchange';
import { inTransaction, notFound, type Caller } from '@lianzhi/platform';
import type { TrackedRequest } from '../tracking/tracked-request';
import { loadTracked } from '../tracking/tracked-requests';

/** What somebody who supervises does to one request by hand: in one transaction, while nobody else changes it. @throws Problem 404 */
export function onRequest<T>(pool: Pool, id: string, act: (client: PoolClient, request: TrackedRequest) => Promise<T>): Promise<T> {
  return inTransaction(pool, async (client) => {
    await lock(client, [id]);
    const request = (await loadTracked(client, [id])).get(id);
    if (!request) throw notFound();
    return act(client, request);
  });
}

/** Who does it and why, as a notice tells it: in its encrypted data only. */
export const saidBy = ({ organisation, user }: Caller, reason: string | undefined): { by: string; user?: string; reason?: string } =>
  ({ by: organisation, ...(user !== undefined && { user }), ...(reason !== undefined && { reason }) });
