import { decodeCursor, encodeCursor, limitParameter, textParameter, type Query } from '@lianzhi/platform';

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

const isId = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(value);

/** Reads `limit` and `cursor` and lists one page of things that are ordered by id. @throws Problem 422 */
export async function pageById<T extends { id: string }>(query: Query, list: (page: { before?: string; limit: number }) => Promise<T[]>): Promise<Page<T>> {
  const limit = limitParameter(query);
  const cursor = textParameter(query, 'cursor');
  // One more than asked for tells whether there is a next page.
  const found = await list({ limit: limit + 1, ...(cursor !== undefined && { before: decodeCursor(cursor, isId) }) });
  const items = found.slice(0, limit);
  return { items, nextCursor: found.length > limit ? encodeCursor(items.at(-1)!.id) : null };
}
