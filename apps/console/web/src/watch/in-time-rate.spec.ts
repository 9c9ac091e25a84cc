import { inTimeByAgency, inTimeOf, rateWords } from './in-time-rate';

const days = {
  days: [{ day: '2025-10-01', workday: false, open: 1, atRisk: 0, overdue: 1, answered: 2, answeredInTime: 1 }, { day: '2025-10-02', workday: false, open: 1, atRisk: 0, overdue: 1, answered: 5, answeredInTime: 4 }],
  byAgency: [{ agency: 'bank', overdue: [0, 0], answered: [0, 4], answeredInTime: [0, 4] }, { agency: 'police', overdue: [1, 1], answered: [2, 1], answeredInTime: [1, 0] }, { agency: null, overdue: [0, 0], answered: [0, 0], answeredInTime: [0, 0] }],
};

describe('the rate of answers in time', () => {
  it('by agency adds up to that of all', () => {
    const rates = inTimeByAgency(days);
    expect([...rates]).toEqual([['bank', { answered: 4, inTime: 4 }], ['police', { answered: 3, inTime: 1 }], [null, { answered: 0, inTime: 0 }]]);
    expect(inTimeOf(days)).toEqual({ answered: 7, inTime: 5 });
  });

  it('says nothing of nothing, and 100 % only of all', () => {
    expect([{ answered: 0, inTime: 0 }, { answered: 3, inTime: 1 }, { answered: 10_000, inTime: 9_999 }, { answered: 4, inTime: 4 }].map(rateWords)).toEqual(['–', '33.3%', '99.9%', '100.0%']);
  });
});
