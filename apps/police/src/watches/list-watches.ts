import type { Pool } from 'pg';
import { toShanghaiIso, type WatchState } from '@lianzhi/contracts';
import { decodeCursor, encodeCursor, enumParameter, instantParameter, limitParameter, textParameter, type Query } from '@lianzhi/platform';

/** Where the next page begins: end (ms) and request id of the last item. */
type WatchPosition = [endsAt: number, id: string];

export interface WatchFilter { organisations: readonly string[]; state?: WatchState; endsBefore?: Date; after?: WatchPosition; limit: number }

/** A watch as the table has it. */
export interface WatchRow { id: string; state: WatchState; since: string | null; endsAt: string; overAt: string | null; leftToPerson: boolean }

/** Reads the parameters of `GET /v1/watches`; without `state` those that stand. @throws Problem 422 */
export function watchFilter(organisations: readonly string[], query: Query): WatchFilter {
  const state = enumParameter(query, 'state', ['asked', 'standing', 'over', 'all']) ?? 'standing';
  const cursor = textParameter(query, 'cursor', 500);
  return {
    organisations, ...(state !== 'all' && { state }), endsBefore: instantParameter(query, 'endsBefore'), limit: limitParameter(query),
    ...(cursor !== undefined && { after: decodeCursor(cursor, isPosition) }),
  };
}

function isPosition(value: unknown): value is WatchPosition {
  const [endsAt, id] = Array.isArray(value) && value.length === 2 ? (value as unknown[]) : [];
  return Number.isSafeInteger(endsAt) && Math.abs(endsAt as number) < 8e15 && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id);
}

interface Row { request_id: string; state: WatchState; since: Date | null; ends_at: Date; over_at: Date | null; left_to_person: boolean }

/** The watches of these organisations, what ends first at the top. */
export async function listWatches(pool: Pool, { organisations, state, endsBefore, after, limit }: WatchFilter): Promise<{ items: WatchRow[]; nextCursor: string | null }> {
  const values: unknown[] = [...organisations];
  const param = (value: unknown): string => `$${values.push(value)}`;
  const conditions = [
    `organisation IN (${organisations.map((_, index) => `$${index + 1}`).join()})`,
    ...(state ? [`state = ${param(state)}`] : []),
    ...(endsBefore ? [`ends_at < ${param(endsBefore)}`] : []),
    ...(after ? [`(ends_at, request_id) > (${param(new Date(after[0]))}::timestamptz, ${param(after[1])}::uuid)`] : []),
  ];
  const { rows } = await pool.query<Row>(`SELECT request_id, state, since, ends_at, over_at, left_to_person FROM standing_watch WHERE ${conditions.join(' AND ')} ORDER BY ends_at, request_id LIMIT ${param(limit + 1)}`, values);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  const iso = (at: Date | null): string | null => (at === null ? null : toShanghaiIso(at));
  return {
    items: shown.map((row) => ({ id: row.request_id, state: row.state, since: iso(row.since), endsAt: toShanghaiIso(row.ends_at), overAt: iso(row.over_at), leftToPerson: row.left_to_person })),
    nextCursor: last ? encodeCursor([last.ends_at.getTime(), last.request_id] satisfies WatchPosition) : null,
  };
}
