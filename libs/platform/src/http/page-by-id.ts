import { isCanonicalUuid } from '../ids/is-canonical-uuid';
import { decodeCursor, encodeCursor } from './cursor';
import { limitParameter, textParameter, type Query } from './list-parameters';

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** Reads `limit` and `cursor` and lists one page of things that are ordered by id. @throws Problem 422 */
export async function pageById<T extends { id: string }>(query: Query, list: (page: { before?: string; limit: number }) => Promise<T[]>): Promise<Page<T>> {
  const limit = limitParameter(query);
  const cursor = textParameter(query, 'cursor');
  // One more than asked for tells whether there is a next page.
  const found = await list({ limit: limit + 1, ...(cursor !== undefined && { before: decodeCursor(cursor, isCanonicalUuid) }) });
  const items = found.slice(0, limit);
  return { items, nextCursor: found.length > limit ? encodeCursor(items.at(-1)!.id) : null };
}
