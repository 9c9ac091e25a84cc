import type { Side } from './obligation-rule';

/** States 状态 of a request. Few on purpose: overdue, at_risk, unconfirmed … are flags. WARNING: stored and in the API. */
export const requestStates = [
  'submitted', 'delivered', 'accepted', 'information_requested', 'answered',
  'returned', 'withdrawn', 'undeliverable', 'closed',
] as const;
export type RequestState = (typeof requestStates)[number];

export const requestFlags = ['overdue', 'at_risk', 'escalated', 'unconfirmed', 'late_published', 'suspected_duplicate'] as const;
export type RequestFlag = (typeof requestFlags)[number];

const open: readonly RequestState[] = ['submitted', 'delivered', 'accepted', 'information_requested'];
const ended: readonly RequestState[] = ['returned', 'withdrawn', 'undeliverable', 'closed'];

interface MoveRule {
  by: Side | 'both';
  /** From which state to which; a state that is missing does not allow the move. `none` = the request does not exist yet. */
  from: Partial<Record<RequestState | 'none', RequestState>>;
  /** At most once per request. */
  once?: true;
  /** Made by a desk itself, never by a person. */
  technical?: true;
}

const stay = (...states: RequestState[]): Partial<Record<RequestState, RequestState>> =>
  Object.fromEntries(states.map((state) => [state, state]));
const to = (target: RequestState, ...states: RequestState[]): Partial<Record<RequestState, RequestState>> =>
  Object.fromEntries(states.map((state) => [state, target]));

/**
 * The life of a request, one row per move (domain.md §3). The only place that knows it: desk, coordinator and console all
 * ask `nextState`. A message that asks for a move outside this table changes nothing.
 * WARNING: the keys are on the wire, in `lianzhi.request.<move>.v1`.
 */
export const moves = {
  submitted: { by: 'requester', from: { none: 'submitted' } },
  taken: { by: 'recipient', technical: true, from: { ...to('delivered', 'submitted'), ...stay('delivered', 'accepted', 'information_requested', 'answered', ...ended) } },
  // The requester's `rejected` refuses unusable data of the recipient; the state stands.
  rejected: { by: 'both', technical: true, from: stay(...open, 'answered', ...ended) },
  undeliverable: { by: 'recipient', technical: true, from: to('undeliverable', 'submitted') },
  accepted: { by: 'recipient', from: to('accepted', 'delivered') },
  'interim-replied': { by: 'recipient', from: to('accepted', 'delivered', 'accepted') },
  answered: { by: 'recipient', from: to('answered', 'delivered', 'accepted', 'information_requested') },
  returned: { by: 'recipient', from: to('returned', 'delivered', 'accepted', 'information_requested') },
  'information-requested': { by: 'recipient', from: to('information_requested', 'delivered', 'accepted') },
  supplemented: { by: 'requester', from: { ...to('accepted', 'information_requested'), ...stay('delivered', 'accepted', 'answered') } },
  extended: { by: 'recipient', from: stay('delivered', 'accepted', 'information_requested') },
  withdrawn: { by: 'requester', from: to('withdrawn', ...open) },
  urged: { by: 'requester', from: stay(...open) },
  closed: { by: 'requester', from: to('closed', 'answered') },
  objected: { by: 'requester', once: true, from: to('accepted', 'answered') },
  'measure-changed': { by: 'recipient', from: stay('answered', 'closed') },
} as const satisfies Record<string, MoveRule>;

export type MoveName = keyof typeof moves;
export const moveNames = Object.keys(moves) as MoveName[];
export const isMove = (name: string): name is MoveName => Object.hasOwn(moves, name);
export const moveRule = (move: MoveName): MoveRule => moves[move];

/** Whether that side makes the move at all; one that does not changes nothing, whoever signed it. */
export function isMoveOf(side: Side, move: MoveName): boolean {
  const { by }: MoveRule = moves[move];
  return by === side || by === 'both';
}

export const isOpen = (state: RequestState): boolean => open.includes(state);
export const isEnded = (state: RequestState): boolean => ended.includes(state);

export type Transition = { allowed: true; state: RequestState } | { allowed: false; allowedMoves: MoveName[] };

/** What the move makes of the state, or which moves that side may make instead. `done` names the moves already made. */
export function nextState(state: RequestState | 'none', move: MoveName, done: ReadonlySet<MoveName> = new Set()): Transition {
  const rule: MoveRule = moves[move];
  const next = rule.from[state];
  if (next === undefined || (rule.once && done.has(move))) return { allowed: false, allowedMoves: movesOf(state, rule.by, done) };
  return { allowed: true, state: next };
}

/** The moves a person or back end of that side may make now. */
export function allowedMoves(state: RequestState | 'none', side: Side, done: ReadonlySet<MoveName> = new Set()): MoveName[] {
  return movesOf(state, side, done);
}

function movesOf(state: RequestState | 'none', side: Side | 'both', done: ReadonlySet<MoveName>): MoveName[] {
  return moveNames.filter((move) => {
    const rule: MoveRule = moves[move];
    return rule.by === side && !rule.technical && rule.from[state] !== undefined && !(rule.once && done.has(move));
  });
}
