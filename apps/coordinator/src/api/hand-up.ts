import type { Pool, PoolClient } from 'pg';
import { targetsOf, type Hierarchy } from '@lianzhi/exchange';
import { moveNotAllowed, uuidv7, type Caller } from '@lianzhi/platform';
import type { NoticeWriter } from '../notices/notice-writer';
import { viewRequest } from '../tracking/request-view';
import type { ViewContexts } from '../tracking/view-contexts';
import { onRequest, saidBy } from './on-request';

export interface HandedUp { id: string; request: string; by: string; to: string[]; step: number; obligation: string; at: number; reason: string }

interface Parts { contexts: ViewContexts; notices: NoticeWriter; directory: Hierarchy }

/**
 * Hands a matter up 人工升级 before its time: whoever the next rung of the ladder names is told at once, with the reason. What the rules call by
 * themselves later is called all the same. @param now business time, ms @throws Problem 404, 409 when nothing is owed or nobody stands above
 */
export function handUp(pool: Pool, id: string, { caller, reason, now }: { caller: Caller; reason: string; now: number }, { contexts, notices, directory }: Parts): Promise<HandedUp> {
  return onRequest(pool, id, async (client, request) => {
    const context = contexts.get(request);
    const { due } = viewRequest(request, context);
    if (!due) throw moveNotAllowed({ zh: '现在没有时限在走，无可升级', en: 'No clock is running: there is nothing to hand up' }, []);
    const step = Math.min(await rungsTold(client, id, due) + 1, context.ladder.steps.length);
    const to = targetsOf(context.ladder.steps[step - 1]!, { from: request.from, to: request.to, owedBy: due.owedBy }, directory).filter((code) => code !== caller.organisation);
    if (to.length === 0) throw moveNotAllowed({ zh: '上面没有可告知的单位', en: 'Nobody stands above who could be told' }, []);
    const handed: HandedUp = { id: uuidv7(), request: id, by: caller.organisation, to, step, obligation: due.name, at: now, reason };
    await client.query('INSERT INTO handed_up (id, request_id, obligation, round, rung, by_org, by_client, by_user, to_orgs, reason, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)',
      [handed.id, id, due.name, due.round, step, handed.by, caller.client, caller.user ?? null, to, reason, new Date(now)]);
    const body = saidBy(caller, reason);
    // Both ends are told too, as when the rules escalate: whoever is handed up hears why.
    const told = [...[request.from, request.to].map((recipient) => ({ recipient, alert: false })), ...to.map((recipient) => ({ recipient, alert: true }))];
    await notices.write(client, told.filter(({ recipient }) => recipient !== caller.organisation)
      .map((one) => ({ id: uuidv7(), kind: 'escalation', request, ...one, obligation: due.name, round: due.round, step: `escalation-${step}`, body })), now);
    return handed;
  });
}

/** The highest rung told so far of this obligation, by the rules or by hand. */
async function rungsTold(client: PoolClient, id: string, { name, round }: { name: string; round: number }): Promise<number> {
  const { rows: [row] } = await client.query<{ rung: number | null }>(
    `SELECT max(rung) AS rung FROM (
       SELECT rung FROM handed_up WHERE request_id = $1 AND obligation = $2 AND round = $3
       UNION ALL SELECT substring(step FROM '^escalation-(\\d+)$')::int FROM call WHERE request_id = $1 AND obligation = $2 AND round = $3 AND step LIKE 'escalation-%') told`,
    [id, name, round]);
  return row?.rung ?? 0;
}
