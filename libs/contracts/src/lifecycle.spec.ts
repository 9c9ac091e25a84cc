import { allowedMoves, isEnded, isMoveOf, isOpen, moveNames, moveRule, nextState, requestStates, type MoveName, type RequestState } from './lifecycle';
import type { Side } from './obligation-rule';

type Row = Partial<Record<RequestState | 'none', RequestState>>;
const to = (target: RequestState, ...from: RequestState[]): Row => Object.fromEntries(from.map((state) => [state, target]));
const unchanged = (...states: RequestState[]): Row => Object.fromEntries(states.map((state) => [state, state]));
const everySettled = requestStates.filter((state) => state !== 'submitted');

/** domain.md §3, row by row, written out a second time: a change of the table has to be made twice. */
const table: [MoveName, Side | 'both', Row][] = [
  ['submitted', 'requester', { none: 'submitted' }],
  ['taken', 'recipient', { ...to('delivered', 'submitted'), ...unchanged(...everySettled) }],
  ['rejected', 'both', unchanged(...requestStates)],
  ['undeliverable', 'recipient', to('undeliverable', 'submitted')],
  ['accepted', 'recipient', to('accepted', 'delivered')],
  ['interim-replied', 'recipient', to('accepted', 'delivered', 'accepted')],
  ['answered', 'recipient', to('answered', 'delivered', 'accepted', 'information_requested')],
  ['returned', 'recipient', to('returned', 'delivered', 'accepted', 'information_requested')],
  ['information-requested', 'recipient', to('information_requested', 'delivered', 'accepted')],
  ['supplemented', 'requester', { ...to('accepted', 'information_requested'), ...unchanged('delivered', 'accepted', 'answered') }],
  ['extended', 'recipient', unchanged('delivered', 'accepted', 'information_requested')],
  ['withdrawn', 'requester', to('withdrawn', 'submitted', 'delivered', 'accepted', 'information_requested')],
  ['urged', 'requester', unchanged('submitted', 'delivered', 'accepted', 'information_requested')],
  ['closed', 'requester', to('closed', 'answered')],
  ['objected', 'requester', to('accepted', 'answered')],
  ['measure-changed', 'recipient', unchanged('answered', 'closed')],
];

describe('life of a request', () => {
  it('has exactly these moves', () => {
    expect([...moveNames].sort()).toEqual(table.map(([move]) => move).sort());
  });

  it.each(table)('%s by the %s', (move, by, row) => {
    expect(moveRule(move).by).toBe(by);
    const states = ['none' as const, ...requestStates];
    const made = states.flatMap((state) => {
      const next = nextState(state, move);
      return next.allowed ? [[state, next.state]] : [];
    });
    expect(Object.fromEntries(made)).toEqual(row);
  });

  it('is open from submitted to information_requested, and ends in four ways', () => {
    expect(requestStates.filter(isOpen)).toEqual(['submitted', 'delivered', 'accepted', 'information_requested']);
    expect(requestStates.filter(isEnded)).toEqual(['returned', 'withdrawn', 'undeliverable', 'closed']);
  });

  it('leaves no end', () => {
    for (const state of requestStates.filter(isEnded)) {
      for (const move of moveNames) expect(nextState(state, move)).toMatchObject(nextState(state, move).allowed ? { state } : {});
    }
  });

  it('takes one objection', () => {
    expect(nextState('answered', 'objected', new Set())).toEqual({ allowed: true, state: 'accepted' });
    expect(nextState('answered', 'objected', new Set<MoveName>(['objected']))).toEqual({ allowed: false, allowedMoves: ['supplemented', 'closed'] });
    expect(allowedMoves('answered', 'requester', new Set<MoveName>(['objected']))).not.toContain('objected');
  });

  it('says what is allowed instead, never what desks do by themselves', () => {
    expect(nextState('delivered', 'closed')).toEqual({ allowed: false, allowedMoves: ['supplemented', 'withdrawn', 'urged'] });
    expect(allowedMoves('delivered', 'recipient')).toEqual(['accepted', 'interim-replied', 'answered', 'returned', 'information-requested', 'extended']);
    expect(allowedMoves('submitted', 'recipient')).toEqual([]);
    expect(allowedMoves('withdrawn', 'requester')).toEqual([]);
  });

  it('knows whose moves are whose', () => {
    expect(isMoveOf('requester', 'closed') && isMoveOf('recipient', 'answered')).toBe(true);
    expect(isMoveOf('recipient', 'closed') || isMoveOf('requester', 'answered')).toBe(false);
    expect(isMoveOf('requester', 'rejected') && isMoveOf('recipient', 'rejected')).toBe(true);
  });
});
