import { countsOf, filterOf, groupCounts, total, type Cell } from './filter';

const cell = (more: Partial<Cell>): Cell => ({ due: 'in_time', turn: 'ours', handler: 'none', obligation: 'accept', type: 'query-person', urgency: 'ordinary', part: 'acting', today: false, count: 1, ...more });

describe('worklist filter', () => {
  const cells = [cell({ count: 3 }), cell({ due: 'overdue', count: 1 }), cell({ due: 'at_risk', today: true, handler: 'me', count: 2 }), cell({ turn: 'theirs', part: 'waiting', count: 4 })];

  it('reads known filters from the address and nothing else', () => {
    expect(filterOf(new URLSearchParams('due=overdue&q=&x=1'))).toEqual({ due: 'overdue' });
  });

  it('counts each value under the other filters', () => {
    expect(Object.fromEntries(countsOf(cells, {}, 'due'))).toEqual({ in_time: 7, overdue: 1, at_risk: 2 });
    expect(Object.fromEntries(countsOf(cells, { due: 'in_time', turn: 'ours' }, 'turn'))).toEqual({ ours: 3, theirs: 4 });
    expect(total(countsOf(cells, { due: 'overdue' }, 'due'))).toBe(10);
  });

  it('sinks what waits for the other side', () => {
    expect(groupCounts(cells, {})).toEqual({ overdue: 1, today: 2, later: 3, waiting: 4, done: 0 });
    expect(groupCounts(cells, { handler: 'me' })).toEqual({ overdue: 0, today: 2, later: 0, waiting: 0, done: 0 });
  });
});
