import { catalogue } from './catalogue';
import { againstRelation, relationFaults, type EarlierAsked } from './relation-rule';

/** Courts of two provinces: top > a > a1, a2; top > b > b1. */
const above: Readonly<Record<string, readonly string[]>> = { a: ['top'], a1: ['a', 'top'], a2: ['a', 'top'], b: ['top'], b1: ['b', 'top'] };
const isAbove = (one: string, below: string): boolean => above[below]?.includes(one) === true;
const judged = (type: string, from: string, to: string, earlier?: EarlierAsked): boolean => againstRelation(catalogue.get(type), { from, to, earlier }, isAbove) === undefined;

describe('who may ask whom', () => {
  it.each(['assign-case', 'supervise-case'])('%s goes from whoever stands above, at any level, downwards only', (type) => {
    expect(judged(type, 'a', 'a1')).toBe(true);
    expect(judged(type, 'top', 'a1')).toBe(true);
    expect([judged(type, 'a1', 'a'), judged(type, 'a1', 'a2'), judged(type, 'b', 'a1'), judged(type, 'a', 'a'), judged(type, 'a', 'nobody')]).toEqual([false, false, false, false, false]);
  });

  it('a delegating court turns to the superior of the court that it asked (民事诉讼法 art. 240), to nobody else', () => {
    const delegated = { type: 'delegate-matter', to: 'b1' };
    expect([judged('supervise-case', 'a1', 'b', delegated), judged('supervise-case', 'a1', 'top', delegated), judged('supervise-case', 'a1', 'a', delegated), judged('supervise-case', 'a1', 'b1', delegated)]).toEqual([true, true, false, false]);
    expect(judged('supervise-case', 'a1', 'b', { type: 'supervise-case', to: 'b1' })).toBe(false);
    expect(judged('assign-case', 'a1', 'b', delegated)).toBe(false);
  });

  it('a desk that does not hold the earlier request leaves that to the one that does, but only where it could matter', () => {
    expect([judged('supervise-case', 'a1', 'b', 'unknown'), judged('assign-case', 'a1', 'b', 'unknown')]).toEqual([true, false]);
  });

  it('says who is meant in both languages; a type without such a rule goes to everybody', () => {
    expect(againstRelation(catalogue.get('assign-case'), { from: 'a1', to: 'a2', earlier: undefined }, isAbove)).toEqual({ zh: '「提级、指定、交叉执行」须由上级向下级提出，a1不是a2的上级', en: 'Only whoever stands above a2 may send this; a1 does not' });
    expect(judged('delegate-matter', 'a1', 'b1')).toBe(true);
  });
});

describe('relationFaults', () => {
  const fine = { requesters: ['court'], responders: ['court'], follows: ['x'], requester: { relation: 'superior' as const, turnsUpAfter: ['x'], source: { level: 'policy' as const } } };
  it('finds what no tree can judge', () => {
    expect(relationFaults(fine)).toEqual([]);
    expect(relationFaults({ ...fine, responders: ['bank'] })).toEqual([expect.stringContaining('one agency')]);
    expect(relationFaults({ ...fine, follows: [] })).toEqual([expect.stringContaining('turns up after x')]);
    expect(relationFaults({ ...fine, requester: { ...fine.requester, source: { level: 'law' } } })).toEqual([expect.stringContaining('without its document')]);
  });
});
