import type { Problem } from '../errors/problem';
import { invalidParameter } from '../errors/refusals';

/** Where the next page of a list begins, opaque to callers. */
export function encodeCursor(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/**
 * Reads a cursor back.
 * @param isPosition tells whether the decoded value is what this list encodes
 * @throws Problem 422 for anything that this list did not hand out
 */
export function decodeCursor<T>(cursor: string, isPosition: (value: unknown) => value is T): T {
  let position: unknown;
  try {
    position = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw wrongCursor();
  }
  if (!isPosition(position)) throw wrongCursor();
  return position;
}

function wrongCursor(): Problem {
  return invalidParameter('cursor', 'invalid-cursor', { zh: 'cursor 无效，请使用上一页返回的 nextCursor', en: 'cursor is not valid: use the nextCursor of the page before' });
}
