import { parseMessageType } from './envelope';
import { isMove, type MoveName } from './lifecycle';
import type { Side } from './obligation-rule';

/**
 * The move that a message of this type counts as in the fold. One of a type or version unknown here only takes its place, so
 * that the messages behind it go on: the first can but open the request; a later one of the requester moves nothing, and one
 * of the recipient says no more than its `of`. Every side folds it so until it is upgraded.
 */
export function foldedMove(type: string, side: Side, sequence: number): MoveName {
  const parsed = parseMessageType(type);
  if (parsed?.version === 1 && isMove(parsed.move)) return parsed.move;
  if (side === 'recipient') return 'taken';
  return sequence === 1 ? 'submitted' : 'rejected';
}

/** Whether this version knows what a message of this type says. */
export function isKnownType(type: string): boolean {
  const parsed = parseMessageType(type);
  return parsed?.version === 1 && (isMove(parsed.move) || parsed.move === 'resend-requested');
}
