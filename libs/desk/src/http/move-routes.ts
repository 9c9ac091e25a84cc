import {
  milestoneOf, validateMoveFields, validateReply,
  type CheckOptions, type Details, type DocumentMove, type Issue, type MoveName, type MovePath, type RequestContract, type SaidByMove, type Side,
} from '@lianzhi/contracts';
import type { MoveCommand } from '../moves/move-command';

/** The body of a move after it was checked. */
export interface MoveBody {
  final?: boolean;
  outcome?: string;
  milestone?: string;
  until?: string;
  details?: Details;
  documents?: string[];
  reason?: string;
  missing?: string[];
  question?: string;
  note?: string;
  change?: string;
}

/** What a body says of a move; documents still by their ids. */
export type MoveContent = Omit<MoveCommand, 'id' | 'requestId' | 'organisation' | 'traceparent' | 'documents' | 'around' | 'endsTask'> & Pick<MoveBody, 'documents'>;

/** One move as a resource under `/v1/requests/{id}`. */
export interface MoveRoute {
  by: Side;
  /** The moves that it makes; a refused caller is told paths, not move names. */
  moves: readonly MoveName[];
  check(contract: RequestContract, body: unknown, options: CheckOptions): Issue[];
  command(body: MoveBody, contract: RequestContract): MoveContent;
  /** The contract may require documents with it, under that name. */
  documents?: DocumentMove;
}

const fieldsOf = (path: MovePath) => (contract: RequestContract, body: unknown, options: CheckOptions): Issue[] => validateMoveFields(contract, path, body, options);

const route = (by: Side, path: MovePath, move: MoveContent['move'], documents?: DocumentMove): MoveRoute => ({
  by, moves: [move], check: fieldsOf(path), ...(documents && { documents }),
  command: ({ final: _final, change: _change, ...content }) => ({ move, ...content }),
});

/** The moves by the last part of their path. WARNING: public paths; renaming one breaks callers. */
export const moveRoutes: Readonly<Record<string, MoveRoute>> = {
  accept: route('recipient', 'accept', 'accepted', 'accept'),
  return: route('recipient', 'return', 'returned'),
  replies: {
    by: 'recipient', moves: ['interim-replied', 'answered'],
    check: validateReply,
    documents: 'reply',
    command: ({ final = false, outcome, milestone, details = {}, documents }, contract) =>
      ({ move: final ? 'answered' : 'interim-replied', outcome, milestone: milestoneOf(contract, { final, outcome, milestone }), details, documents }),
  },
  'information-requests': route('recipient', 'information-requests', 'information-requested'),
  supplements: route('requester', 'supplements', 'supplemented', 'supplement'),
  extensions: route('recipient', 'extensions', 'extended'),
  withdrawal: route('requester', 'withdrawal', 'withdrawn'),
  urges: route('requester', 'urges', 'urged'),
  closure: route('requester', 'closure', 'closed'),
  objection: route('requester', 'objection', 'objected'),
  // What changed travels in the details, where it is encrypted like them.
  'measure-changes': {
    ...route('recipient', 'measure-changes', 'measure-changed', 'measure-change'),
    command: ({ change, milestone, details, documents }) => ({ move: 'measure-changed', milestone, details: { ...details, change }, documents }),
  },
};

/** What decides, besides the details, which documents the move needs; its milestone may be one that the outcome implies. */
export const saidBy = ({ final, outcome }: MoveBody, { milestone }: Pick<MoveContent, 'milestone'>): SaidByMove => ({ ...(final !== undefined && { final }), outcome, milestone });

export const moveRoute = (path: string): MoveRoute | undefined => (Object.hasOwn(moveRoutes, path) ? moveRoutes[path] : undefined);

/** Moves as the paths that make them, each once. What has no path (a desk's own moves) is left out. */
export function pathsOf(moves: readonly string[]): string[] {
  return Object.entries(moveRoutes).filter(([, { moves: made }]) => made.some((move) => moves.includes(move))).map(([path]) => path);
}
