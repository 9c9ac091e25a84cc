import type { Pool } from 'pg';
import { encodeCursor } from '@lianzhi/platform';
import type { Box, DeskRequest } from './desk-request';
import type { ListPosition, RequestFilter } from './request-filter';
import { fromRow, type RequestRow } from './request-rows';
import { classExpressions } from './worklist-classes';

export interface RequestPage { items: DeskRequest[]; nextCursor: string | null }

/** The requests of one organisation, least time left first, those without a due time last. */
export async function listRequests(pool: Pool, filter: RequestFilter): Promise<RequestPage> {
  const { text, values } = listStatement(filter);
  const { rows } = await pool.query<RequestRow>(text, values);
  const items = rows.slice(0, filter.limit).map(fromRow);
  const last = rows.length > filter.limit ? items.at(-1) : undefined;
  return { items, nextCursor: last ? encodeCursor([last.dueAt, last.id] satisfies ListPosition) : null };
}

const leastTimeLeft = 'due_at NULLS LAST, id';

/** One branch per box and organisation, so that each uses its own index; one row more than asked for tells whether there is a next page. */
export function listStatement(filter: RequestFilter): { text: string; values: unknown[] } {
  const values: unknown[] = [filter.organisation];
  const param = (value: unknown): string => `$${values.push(value)}`;
  const conditions = conditionsOf(filter, param);
  const limit = param(filter.limit + 1);
  const organisations = ['$1', ...(filter.predecessors ?? []).map((code) => param(code))];
  const branch = (box: Box, organisation: string): string =>
    `(SELECT * FROM request WHERE box = '${box}' AND ${box === 'sent' ? 'from_org' : 'to_org'} = ${organisation}${[...conditions, ...classConditions(filter, box, param)].map((condition) => ` AND ${condition}`).join('')}
      ORDER BY ${leastTimeLeft} LIMIT ${limit})`;
  return { text: `SELECT * FROM (${filter.boxes.flatMap((box) => organisations.map((organisation) => branch(box, organisation))).join(' UNION ALL ')}) found ORDER BY ${leastTimeLeft} LIMIT ${limit}`, values };
}

function classConditions({ asker, ...filter }: RequestFilter, box: Box, param: (value: unknown) => string): string[] {
  const asked = (['part', 'due', 'turn', 'handler'] as const).filter((name) => filter[name] !== undefined);
  if (asked.length === 0) return [];
  const classes = classExpressions(box, asker, param);
  return asked.map((name) => `${classes[name]()} = ${param(filter[name])}`);
}

function conditionsOf({ state, type, urgency, dueBefore, obligation, search, after }: RequestFilter, param: (value: unknown) => string): string[] {
  return [
    ...(state ? [`state = ${param(state)}`] : []),
    ...(type ? [`type = ${param(type)}`] : []),
    ...(urgency ? [`urgency = ${param(urgency)}`] : []),
    ...(dueBefore ? [`due_at < ${param(dueBefore)}`] : []),
    ...(obligation ? [`due_obligation = ${param(obligation)}`] : []),
    ...(search ? [searchCondition(search, param)] : []),
    ...(after ? [positionCondition(after, param)] : []),
  ];
}

function positionCondition([due, id]: ListPosition, param: (value: unknown) => string): string {
  if (due === null) return `due_at IS NULL AND id > ${param(id)}::uuid`;
  return `((due_at, id) > (${param(new Date(due))}::timestamptz, ${param(id)}::uuid) OR due_at IS NULL)`;
}

function searchCondition(search: NonNullable<RequestFilter['search']>, param: (value: unknown) => string): string {
  if ('id' in search) return `id = ${param(search.id)}::uuid`;
  if ('subjectHash' in search) return `subject_hash = ${param(search.subjectHash)}`;
  return `case_number LIKE ${param(`%${search.caseNumber.replace(/[\\%_]/g, '\\$&')}%`)}`;
}
