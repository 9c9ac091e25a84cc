import type { Pool } from 'pg';
import type { Urgency } from '@lianzhi/contracts';
import type { Box } from './desk-request';
import { classExpressions, type Asker, type DueClass, type HandlerClass, type TurnClass, type WorklistPart } from './worklist-classes';

/** The requests that have all of these in common, and how many they are. In the API. */
export interface RequestCell {
  part: WorklistPart;
  due: DueClass;
  turn: TurnClass;
  handler: HandlerClass;
  /** What is due first; null where nothing runs. */
  obligation: string | null;
  type: string;
  urgency: Urgency;
  /** Due before today ends. */
  today: boolean;
  count: number;
}

/**
 * How many requests there are of what: every count that a worklist shows beside its filters is a sum of these, so they always add up.
 * @param organisations the caller's, with those that it stands for
 */
export async function countRequests(pool: Pool, organisations: readonly string[], box: Box, withEnded: boolean, asker: Asker): Promise<RequestCell[]> {
  const values: unknown[] = [organisations];
  const { part, due, turn, handler, today } = classExpressions(box, asker, (value) => `$${values.push(value)}`);
  const { rows } = await pool.query<RequestCell>({
    values,
    text: `SELECT * FROM (SELECT ${part()} AS part, ${due()} AS due, ${turn()} AS turn, ${handler()} AS handler, due_obligation AS obligation, type, urgency, ${today()} AS today, count(*)::int AS count
           FROM request WHERE box = '${box}' AND ${box === 'sent' ? 'from_org' : 'to_org'} = ANY($1::text[]) GROUP BY 1, 2, 3, 4, 5, 6, 7, 8) cell
           ${withEnded ? '' : `WHERE part <> 'ended'`}`,
  });
  return rows;
}
