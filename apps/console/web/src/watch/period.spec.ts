import { instantsOf } from './period';

const now = Date.parse('2026-01-05T00:30:00+08:00');

describe('the period of a statistic', () => {
  it('is of whole days in Shanghai, over the turn of the year too', () => {
    expect(instantsOf('days30', now)).toEqual({ submittedFrom: '2025-12-07T00:00:00+08:00' });
    expect(instantsOf('month', now)).toEqual({ submittedFrom: '2026-01-01T00:00:00+08:00' });
    expect(instantsOf('lastMonth', now)).toEqual({ submittedFrom: '2025-12-01T00:00:00+08:00', submittedTo: '2026-01-01T00:00:00+08:00' });
    expect([instantsOf('year', now), instantsOf('all', now)]).toEqual([{ submittedFrom: '2026-01-01T00:00:00+08:00' }, {}]);
  });
});
