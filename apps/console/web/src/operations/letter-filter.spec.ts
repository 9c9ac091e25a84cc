import { countOf, isFiltered, valuesOf } from './letter-filter';

const one = (reason: string, lane: string, count: number) => ({ reason, lane, authentic: true, count });
const counts = [one('unknown-key', 'a.b', 300), one('invalid', 'a.b', 4), one('invalid', 'c.b', 2)];

describe('the filter of dead letters', () => {
  it('says how many each choice leaves, given the other one', () => {
    expect([countOf(counts, {}), countOf(counts, { reason: 'invalid' }), countOf(counts, { reason: 'invalid', lane: 'c.b' })]).toEqual([306, 6, 2]);
    expect(valuesOf(counts, 'reason', {})).toEqual([{ value: 'unknown-key', count: 300 }, { value: 'invalid', count: 6 }]);
    expect(valuesOf(counts, 'reason', { lane: 'c.b' })).toEqual([{ value: 'invalid', count: 2 }]);
  });

  it('keeps what is chosen though nothing of it is left', () => {
    expect(valuesOf(counts, 'reason', { reason: 'gone' })).toContainEqual({ value: 'gone', count: 0 });
    expect([isFiltered({}), isFiltered({ lane: 'a.b' })]).toEqual([false, true]);
  });
});
