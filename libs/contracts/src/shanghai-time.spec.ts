import { addDays, addMonths, endOfDay, isLegalDate, lastDayOf, parseInstant, shanghaiDate, startOfDay, toShanghaiIso, weekdayOf } from './shanghai-time';

describe('legal dates', () => {
  it.each(['2025-02-28', '2024-02-29', '2000-02-29', '9999-12-31'])('%s exists', (text) => expect(isLegalDate(text)).toBe(true));
  it.each(['2025-02-29', '1900-02-29', '2025-04-31', '2025-13-01', '2025-00-10', '2025-01-00', '2025-1-1', '2025-01-01 ', '9999-12-32', '0999-01-01', '', '２０２５-01-01', null, 20250101])(
    '%p does not', (text) => expect(isLegalDate(text)).toBe(false));

  it('change at 00:00 +08:00', () => {
    expect(shanghaiDate(Date.UTC(2025, 8, 4, 15, 59, 59, 999))).toBe('2025-09-04');
    expect(shanghaiDate(new Date('2025-09-04T16:00:00Z'))).toBe('2025-09-05');
    expect([startOfDay('2025-09-05'), endOfDay('2025-09-04')]).toEqual([Date.UTC(2025, 8, 4, 16), Date.UTC(2025, 8, 4, 16)]);
    expect(lastDayOf(endOfDay('2025-09-04'))).toBe('2025-09-04');
  });

  it('add days and months over leap days, month and year ends', () => {
    expect([addDays('2024-02-28', 1), addDays('2025-02-28', 1), addDays('2026-01-01', -1)]).toEqual(['2024-02-29', '2025-03-01', '2025-12-31']);
    expect([addMonths('2025-01-31', 1), addMonths('2024-01-31', 1), addMonths('2025-11-30', 3), addMonths('2024-02-29', 12), addMonths('2025-03-31', -1)])
      .toEqual(['2025-02-28', '2024-02-29', '2026-02-28', '2025-02-28', '2025-02-28']);
    expect([weekdayOf('2025-09-28'), weekdayOf('2025-09-29')]).toEqual([0, 1]);
  });

  it('refuse days that do not exist', () => {
    expect(() => startOfDay('2025-02-30')).toThrow(RangeError);
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
    expect(() => shanghaiDate(NaN)).toThrow(RangeError);
  });
});

describe('instants', () => {
  it.each([
    ['2025-09-26T15:00:00+08:00', '2025-09-26T15:00:00+08:00'], ['2025-09-26T07:00:00Z', '2025-09-26T15:00:00+08:00'],
    ['2025-09-25T23:30:00.5-07:30', '2025-09-26T15:00:00.500+08:00'], ['2025-12-31T16:00:00.1239Z', '2026-01-01T00:00:00.123+08:00'],
  ])('%s is %s', (text, shanghai) => expect(toShanghaiIso(parseInstant(text))).toBe(shanghai));

  it.each(['2025-09-26T15:00:00', '2025-09-26', '2025-09-26T24:00:00Z', '2025-09-26T15:60:00Z', '2025-02-29T10:00:00Z', '2025-09-26 15:00:00Z', '2025-09-26T15:00Z', '2025-09-26T15:00:00+0800', ''])(
    'refuses %p', (text) => expect(() => parseInstant(text)).toThrow(RangeError));
});
