import type { Side } from './obligation-rule';
import { escalationRungs, type Rung } from './obligation-steps';

/** Whom a step of a ladder tells, counted upwards from one end of the request; past the top the topmost is told again. */
export type EscalationTarget =
  /** The organisation that many levels above, in the directory. */
  | { superiorOf: Side; level: number }
  /** Supervising bodies 督办机构 of the region of whoever owes, the nearest being level 1. */
  | { supervisorOf: 'owing'; level: number };

export interface LadderStep extends Rung {
  to: readonly EscalationTarget[];
}

/** Who is told when an obligation stays overdue (逐级督办). Agency codes; `*` is any. */
export interface Ladder {
  requester: string;
  responder: string;
  steps: readonly LadderStep[];
}

/** The superiors of these sides and the supervising body, one level further with each rung. */
const climb = (...sides: Side[]): LadderStep[] => escalationRungs.map((rung) => (
  { ...rung, to: [...sides.map((superiorOf) => ({ superiorOf, level: rung.n })), { supervisorOf: 'owing', level: rung.n }] }));

/**
 * The ladders per pair of agencies; the first that fits counts. By default the
 * requester's superior and the supervising body of the region, since a court cannot give orders inside the police. Between
 * courts the recipient's superior is told besides: it can give orders (Civil Procedure Law art. 240).
 */
export const ladders: readonly Ladder[] = [
  { requester: 'court', responder: 'court', steps: climb('requester', 'recipient') },
  { requester: '*', responder: '*', steps: climb('requester') },
];

/** The ladder between two agencies. */
export function ladderBetween(requester: string | undefined, responder: string | undefined, known: readonly Ladder[] = ladders): Ladder {
  const fits = (pattern: string, agency: string | undefined): boolean => pattern === '*' || pattern === agency;
  const found = known.find((ladder) => fits(ladder.requester, requester) && fits(ladder.responder, responder));
  if (!found) throw new Error('The ladders must end with one for any pair of agencies.');
  return found;
}
