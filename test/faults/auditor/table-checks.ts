import type { FaultWorld } from '../world/fault-world';

/** `forged`: the statement takes the ids of messages that no service made. */
interface Check { of: 'all' | 'desks' | 'coordinator'; what: string; sql: string; forged?: true }

/** Each statement finds what must not be; `what` says what that is. */
const checks: readonly Check[] = [
  {
    of: 'all', what: 'a lane of a request has gaps or repetitions in its sequence', forged: true,
    sql: `SELECT request_id, sender, direction::text, count(*) AS messages, max(sequence) AS highest FROM journal WHERE sequence IS NOT NULL AND message_id <> ALL($1)
          GROUP BY request_id, sender, recipient, direction HAVING count(*) <> max(sequence) OR count(DISTINCT sequence) <> count(*)`,
  },
  {
    of: 'desks', what: 'a request was answered more often than it was asked and objected to',
    sql: `SELECT request_id, count(*) FROM journal WHERE direction = 'o' AND type = 'lianzhi.request.answered.v1' GROUP BY request_id
          HAVING count(*) > 1 + (SELECT count(*) FROM journal j WHERE j.request_id = journal.request_id AND j.type = 'lianzhi.request.objected.v1')`,
  },
  {
    of: 'desks', what: 'an alert was raised twice',
    sql: `SELECT organisation, request_id, kind, detail::text, count(*) FROM alert WHERE kind IN ('warning', 'breach', 'escalation') GROUP BY 1, 2, 3, 4 HAVING count(*) > 1`,
  },
  {
    of: 'coordinator', what: 'a step of an obligation was told twice',
    sql: `SELECT request_id, recipient, e->>'obligation' AS obligation, e->>'round' AS round, e->>'step' AS step, count(*) FROM (
            SELECT request_id, recipient, convert_from(event, 'UTF8')::jsonb AS e FROM journal WHERE direction = 'o') notice
          WHERE e ? 'step' AND e->>'step' <> 'due-changed' GROUP BY 1, 2, 3, 4, 5 HAVING count(*) > 1`,
  },
  {
    of: 'coordinator', what: 'something was called after a timely answer',
    sql: `SELECT c.request_id, c.obligation, c.round, c.step, c.at, o.discharged_at FROM call c JOIN obligation o ON o.request_id = c.request_id AND o.name = c.obligation AND o.round = c.round
          WHERE o.discharged_at < c.at`,
  },
  { of: 'coordinator', what: 'a call and what the request says of its calls differ', sql: `SELECT id, flags FROM tracked_request t WHERE ('overdue' = ANY(flags)) <> EXISTS (SELECT FROM call WHERE request_id = t.id AND step = 'breach')` },
  {
    of: 'coordinator', what: 'a request is looked at again at another instant than its obligations ask for',
    sql: `SELECT request_id, first, at FROM (SELECT request_id, min(next_at) AS first FROM obligation GROUP BY request_id) o FULL JOIN next_call USING (request_id) WHERE at IS DISTINCT FROM first`,
  },
];

export async function tableChecks(world: FaultWorld, forged: readonly string[]): Promise<string[]> {
  const faults: string[] = [];
  for (const service of world.services) {
    for (const { of, what, sql, forged: takes } of checks) {
      if (of !== 'all' && (of === 'coordinator') !== (service === 'coordinator')) continue;
      const { rows } = await world.database(service).query(sql, takes ? [forged] : []);
      if (rows.length > 0) faults.push(`${service}: ${what} (${rows.length}): ${JSON.stringify(rows[0])}`);
    }
  }
  return [...faults, ...await effects(world)];
}

/** Core banking has carried out each reference once, and each that the bank says was done. */
async function effects(world: FaultWorld): Promise<string[]> {
  if (!world.services.includes('bank')) return [];
  const { items } = (await (await fetch(`${world.state.coreBankingUrl}/operations`)).json()) as { items: { reference: string }[] };
  const references = items.map(({ reference }) => reference);
  const { rows } = await world.database('bank').query<{ id: string }>(`SELECT id FROM request WHERE type = 'freeze-account' AND record->'core'->>'outcome' IN ('done', 'partial', 'waiting')`);
  const missing = rows.filter(({ id }) => !references.includes(id));
  return [
    ...new Set(references).size < references.length ? ['core banking carried out a reference twice'] : [],
    ...missing.length > 0 ? [`the bank says that ${missing[0]!.id} was done and core banking knows nothing of it (${missing.length})`] : [],
  ];
}
