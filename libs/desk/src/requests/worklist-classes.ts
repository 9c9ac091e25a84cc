import { endOfDay, shanghaiDate } from '@lianzhi/contracts';
import type { Box } from './desk-request';

/** What is ours to do, what waits for the other side or is paused, what has ended. In the API: do not rename. */
export const worklistParts = ['acting', 'waiting', 'ended'] as const;
export type WorklistPart = (typeof worklistParts)[number];
export const dueClasses = ['overdue', 'at_risk', 'in_time', 'paused', 'none'] as const;
export type DueClass = (typeof dueClasses)[number];
export const turnClasses = ['ours', 'theirs', 'nobody'] as const;
export type TurnClass = (typeof turnClasses)[number];
export const handlerClasses = ['none', 'me', 'others'] as const;
export type HandlerClass = (typeof handlerClasses)[number];

/** Whose worklist it is. */
export interface Asker {
  /** User name; a machine has none. */
  user?: string;
  /** Business time, ms. */
  now: number;
}

type Param = (value: unknown) => string;
const ended = `state IN ('returned', 'withdrawn', 'undeliverable', 'closed')`;
/** Rows from before the column: who owes what is due first, else the recipient. */
const turn = `COALESCE(turn, due_owed_by, 'recipient')`;
const side = (box: Box): string => (box === 'sent' ? 'requester' : 'recipient');

/** The classes of a request as SQL over its row, so that lists and counts can never disagree. Each brings its own parameters: PostgreSQL wants all that are given to be used. */
export const classExpressions = (box: Box, { user, now }: Asker, param: Param) => {
  const instant = (ms: number): string => `${param(new Date(ms))}::timestamptz`;
  return {
    part: () => `CASE WHEN ${ended} THEN 'ended' WHEN paused OR ${turn} <> '${side(box)}' THEN 'waiting' ELSE 'acting' END`,
    due: () => `CASE WHEN ${ended} THEN 'none' WHEN paused THEN 'paused' WHEN due_at IS NULL THEN 'none' WHEN due_at < ${instant(now)} THEN 'overdue' WHEN at_risk_at <= ${instant(now)} THEN 'at_risk' ELSE 'in_time' END`,
    turn: () => `CASE WHEN ${ended} THEN 'nobody' WHEN ${turn} = '${side(box)}' THEN 'ours' ELSE 'theirs' END`,
    handler: () => `CASE WHEN handler IS NULL THEN 'none' WHEN handler = ${param(user ?? '')}::text THEN 'me' ELSE 'others' END`,
    /** A limit that ends at midnight belongs to the day before. */
    today: () => `COALESCE(due_at <= ${instant(endOfDay(shanghaiDate(now)))}, false)`,
  };
};
