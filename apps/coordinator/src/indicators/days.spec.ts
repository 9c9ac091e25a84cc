import { catalogue, defaultCalendar } from '@lianzhi/contracts';
import { foldDays, type Change } from './days';

const change = (more: Partial<Change>): Change => ({ day: null, agency: 'police', lateness: 'in_time', n: 0, answered: 0, inTime: 0, ...more });

describe('the days behind today', () => {
  const days = ['2025-09-30', '2025-10-01', '2025-10-02'];
  const fold = (...changes: Change[]) => foldDays(days, changes, defaultCalendar, catalogue);

  it('are what is now, less what has changed since', () => {
    const { days: found } = fold(
      change({ n: 5 }), change({ lateness: 'overdue', n: 2 }),
      change({ day: '2025-10-01', n: -1 }), change({ day: '2025-10-01', lateness: 'overdue', n: 1 }), change({ day: '2025-10-02', n: 3, answered: 2, inTime: 1 }), change({ day: '2025-10-02', lateness: 'overdue', n: 1 }),
    );
    expect(found.map(({ day, open, overdue, answered, answeredInTime }) => [day, open, overdue, answered, answeredInTime])).toEqual([['2025-09-30', 3, 0, 0, 0], ['2025-10-01', 3, 1, 0, 0], ['2025-10-02', 7, 2, 2, 1]]);
    expect(found.map(({ workday }) => workday)).toEqual([true, false, false]);
  });

  it('add up over the agencies, answers too', () => {
    const { days: all, byAgency } = fold(change({ day: '2025-10-01', n: -2, answered: 2, inTime: 1 }), change({ day: '2025-10-02', lateness: 'overdue', n: -1, answered: 1 }), change({ agency: 'bank', day: '2025-10-02', n: -4, answered: 4, inTime: 4 }));
    expect(byAgency).toMatchObject([{ agency: 'bank', answered: [0, 0, 4], answeredInTime: [0, 0, 4] }, { agency: 'police', answered: [0, 2, 1], answeredInTime: [0, 1, 0] }]);
    expect(all.map(({ answered }) => answered)).toEqual([0, 2, 5]);
  });

  it('have a row for each agency, also for one with nothing left', () => {
    expect(fold(change({ agency: 'bank', lateness: 'overdue', n: 1 }), change({ day: '2025-10-02', lateness: 'overdue', n: -1 })).byAgency).toMatchObject([
      { agency: 'bank', overdue: [1, 1, 1] }, { agency: 'police', title: { en: 'Police' }, overdue: [1, 1, 0] },
    ]);
  });
});
