import { catalogue } from './catalogue';
import { defaultRetention, keptSince, parseRetention, retentionOf } from './retention';

describe('retention', () => {
  const queryPerson = catalogue.get('query-person');

  it('a row for the type wins over one for its kind, and that over the default', () => {
    const years = (n: number) => ({ n, unit: 'year' });
    expect(retentionOf(queryPerson)).toBe(defaultRetention.query);
    const kind = parseRetention([{ kind: 'query', keep: years(4) }], catalogue);
    expect(retentionOf(queryPerson, kind)).toMatchObject({ keep: years(4), source: { level: 'policy' } });
    expect(retentionOf(queryPerson, parseRetention([{ kind: 'query', keep: years(4) }, { type: 'query-person', keep: years(7), document: '本院档案规定' }], catalogue))).toMatchObject({ keep: years(7), source: { document: '本院档案规定' } });
  });

  it.each([
    [{}, 'not a list'], [[{ keep: { n: 2, unit: 'year' } }], 'exactly one'], [[{ type: 'coffee', keep: { n: 2, unit: 'year' } }], 'no request type coffee'], [[{ kind: 'coffee', keep: { n: 2, unit: 'year' } }], 'no kind'],
    [[{ kind: 'query', keep: { n: 2, unit: 'day' } }], 'keep must be'], [[{ kind: 'query', keep: { n: 11, unit: 'month' } }], 'shorter than 12 months'],
  ])('%j is refused', (rows, fault) => {
    expect(() => parseRetention(rows, catalogue)).toThrow(fault);
  });

  it('counts whole days back, to the last day of a shorter month', () => {
    expect(new Date(keptSince({ ...defaultRetention.query, keep: { n: 1, unit: 'year' } }, Date.parse('2025-09-02T12:00:00+08:00'))).toISOString()).toBe('2024-09-01T16:00:00.000Z');
    expect(new Date(keptSince({ ...defaultRetention.query, keep: { n: 18, unit: 'month' } }, Date.parse('2025-08-31T12:00:00+08:00'))).toISOString()).toBe('2024-02-28T16:00:00.000Z');
  });
});
