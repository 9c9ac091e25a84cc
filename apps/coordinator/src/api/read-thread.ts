import type { Pool } from 'pg';
import type { Catalogue } from '@lianzhi/contracts';
import { requestColumns, requestItem, type RequestItem, type RequestRow } from './request-list';
import { readTimeline, type TimelineEntry } from './request-timeline';
import { sees, type Scope } from './scope';

export interface ThreadView {
  thread: string;
  /** The steps that the caller may see, in the order in which they began. */
  requests: RequestItem[];
  /** How many more there are. */
  hidden: number;
  /** What happened in them, in order of time. */
  items: (TimelineEntry & { request: string; type: string })[];
}

const most = 500;

/** A thread as far as the scope reaches: of a step between two others its caller learns only that there is one. */
export async function readThread(pool: Pool, thread: string, scope: Scope, catalogue: Catalogue): Promise<ThreadView> {
  const { rows } = await pool.query<RequestRow>(`SELECT ${requestColumns} FROM tracked_request WHERE thread = $1 AND state <> 'none' ORDER BY submitted_at, id LIMIT ${most}`, [thread]);
  const requests = rows.filter(({ from_org: from, to_org: to }) => sees(scope, from, to)).map((row) => requestItem(row, catalogue));
  const timelines = await Promise.all(requests.map(async ({ id: request, type }) => (await readTimeline(pool, request)).map((entry) => ({ request, type, ...entry }))));
  return { thread, requests, hidden: rows.length - requests.length, items: timelines.flat().sort((a, b) => Date.parse(a.at) - Date.parse(b.at)) };
}
