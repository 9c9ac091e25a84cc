import { getDayDetail, isInLieu } from 'chinese-days';
import { addDays } from '../shanghai-time';
import { createCalendar, defaultCalendar, NOTICES, type HolidayNotice } from '.';

describe('calendar', () => {
  it('agrees with an independent package on every day of 2024 to 2026', () => {
    const differing: string[] = [];
    for (let day = '2024-01-01'; day <= '2026-12-31'; day = addDays(day, 1)) {
      if (defaultCalendar.isWorkday(day) !== getDayDetail(day).work) differing.push(day);
      // 调休: their days in lieu are days off that the notice moved, so none of them may be worked.
      if (isInLieu(day) && defaultCalendar.isWorkday(day)) differing.push(day);
    }
    expect(differing).toEqual([]);
  });

  it('counts the days off and made up of each notice', () => {
    const count = (year: number) => {
      let rest = 0;
      for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1)) rest += defaultCalendar.holidayOf(day) ? 1 : 0;
      return [rest, defaultCalendar.noticeOf(year)?.makeUpWorkdays.length, defaultCalendar.noticeOf(year)?.document];
    };
    expect([2024, 2025, 2026].map(count)).toEqual([
      [28, 8, '国办发明电〔2023〕7号'], [28, 5, '国办发明电〔2024〕12号'], [33, 6, '国办发明电〔2025〕7号'],
    ]);
  });

  it('knows which years are published, and assumes Monday to Friday in others', () => {
    expect([2023, 2024, 2026, 2027].map(defaultCalendar.published)).toEqual([false, true, true, false]);
    expect(defaultCalendar.isWorkday('2027-01-01')).toBe(true);
    expect(defaultCalendar.isRestDay('2027-01-02')).toBe(true);
  });

  it('finds the next working day', () => {
    expect(defaultCalendar.nextWorkday('2025-09-26')).toBe('2025-09-28');
    expect(defaultCalendar.nextWorkday('2025-09-30')).toBe('2025-10-09');
    expect(defaultCalendar.workdayOnOrAfter('2025-09-28')).toBe('2025-09-28');
    expect(defaultCalendar.workdayOnOrAfter('2025-10-04')).toBe('2025-10-09');
  });

  it('takes an imported year, days of the December before it included, without changing the old calendar', () => {
    const notice: HolidayNotice = {
      year: 2027, document: '国办发明电〔2026〕0号', makeUpWorkdays: ['2027-01-09'],
      holidays: [{ zh: '元旦', en: "New Year's Day", from: '2026-12-31', to: '2027-01-02' }],
    };
    const imported = createCalendar([...NOTICES, notice]);
    expect([imported.version > defaultCalendar.version, imported.published(2027)]).toEqual([true, true]);
    expect(['2026-12-31', '2027-01-01', '2027-01-09'].map(imported.isWorkday)).toEqual([false, false, true]);
    expect(defaultCalendar.isWorkday('2026-12-31')).toBe(true);
  });

  it('lets a corrected notice replace the earlier one of its year', () => {
    const corrected = createCalendar([...NOTICES, { ...NOTICES[2], makeUpWorkdays: [] }]);
    expect(corrected.isWorkday('2026-02-28')).toBe(false);
    expect(corrected.isRestDay('2026-02-16')).toBe(true);
  });

  it.each<[string, Partial<HolidayNotice>]>([
    ['a day that does not exist', { makeUpWorkdays: ['2027-02-30'] }],
    ['a day of another year', { makeUpWorkdays: ['2028-01-08'] }],
    ['a make-up day that is no weekend', { makeUpWorkdays: ['2027-01-04'] }],
    ['a make-up day inside a holiday', { makeUpWorkdays: ['2027-01-02'] }],
    ['a holiday that ends before it begins', { holidays: [{ zh: '元旦', en: '', from: '2027-01-03', to: '2027-01-01' }] }],
  ])('refuses a notice with %s', (_title, part) => {
    const notice: HolidayNotice = { year: 2027, document: 'x', holidays: [{ zh: '元旦', en: '', from: '2027-01-01', to: '2027-01-03' }], makeUpWorkdays: [], ...part };
    expect(() => createCalendar([notice])).toThrow(RangeError);
  });
});
