import type { RequestView } from '../api/request-types';
import { isEnded } from '../parts/due';
import { turnOf } from '../parts/turn-tag';

export type NextMove = 'accept' | 'acceptMine' | 'claim' | 'answer' | 'resume' | 'view';

/** What this person would do next with the request. */
export function nextMove(request: RequestView, user: string, mayAct: boolean, hasDraft: boolean): NextMove {
  if (request.box === 'sent' || !mayAct || isEnded(request) || request.state === 'answered' || turnOf(request) !== 'ours') return 'view';
  const mine = request.handler?.user === user;
  if (request.handler !== null && request.handler !== undefined && !mine) return 'view';
  if (request.state === 'delivered') return mine ? 'acceptMine' : 'accept';
  if (!mine) return 'claim';
  return hasDraft ? 'resume' : 'answer';
}
