import type { Pool } from 'pg';
import type { DeskRequest } from './desk-request';
import { fromRow, type RequestRow } from './request-rows';

/** Most requests of one case or thread that are shown together. */
export const mostRelated = 2_000;

const own = `((box = 'sent' AND from_org = $2) OR (box = 'received' AND to_org = $2))`;

/** The organisation's requests of a thread 链条, in the order in which they began. */
export async function findThread(pool: Pool, thread: string, organisation: string): Promise<DeskRequest[]> {
  const { rows } = await pool.query<RequestRow>({ name: 'request-thread', text: `SELECT * FROM request WHERE thread = $1 AND ${own} ORDER BY submitted_at, id LIMIT ${mostRelated}`, values: [thread, organisation] });
  return rows.map(fromRow);
}

/** The organisation's requests of a case, in the order in which they began. @param caseNumber in normal form */
export async function findCase(pool: Pool, caseNumber: string, organisation: string): Promise<DeskRequest[]> {
  const { rows } = await pool.query<RequestRow>({ name: 'request-case', text: `SELECT * FROM request WHERE case_number = $1 AND ${own} ORDER BY submitted_at, id LIMIT ${mostRelated}`, values: [caseNumber, organisation] });
  return rows.map(fromRow);
}
