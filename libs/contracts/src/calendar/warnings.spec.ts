import { parseInstant, toShanghaiIso } from '../shanghai-time';
import { addWorkdays, computeDue, defaultCalendar as calendar, escalationInstant, warningInstant, type DueInput } from '.';

const at = (text: string): number => parseInstant(`${text}:00+08:00`);
const warning = (start: string, limit: DueInput['limit'], fraction: number): string => {
  const startedAt = at(start);
  return toShanghaiIso(warningInstant({ startedAt, dueAt: computeDue({ startedAt, limit, calendar }).dueAt, limit, calendar, fraction }));
};

describe('warnings', () => {
  it('pass only in the hours of counted working days', () => {
    // 72 h of 28, 29 and 30 Sep: 80 % is 57 h 36 min, 50 % is 36 h.
    expect(warning('2025-09-26T15:00', { n: 3, unit: 'workday' }, 0.8)).toBe('2025-09-30T09:36:00+08:00');
    expect(warning('2025-09-26T15:00', { n: 3, unit: 'workday' }, 0.5)).toBe('2025-09-29T12:00:00+08:00');
    // The one day that counts is 9 Oct, after eight days off.
    expect(warning('2025-09-30T10:00', { n: 1, unit: 'workday' }, 0.5)).toBe('2025-10-09T12:00:00+08:00');
  });

  it('pass with the clock for everything else', () => {
    expect(warning('2025-09-21T23:40', { n: 24, unit: 'hour' }, 0.5)).toBe('2025-09-22T11:40:00+08:00');
    expect(warning('2025-10-09T12:00', { n: 7, unit: 'day' }, 0.8)).toBe('2025-10-15T12:00:00+08:00'); // 180 h × 0.8 = 144 h
    expect(warning('2025-09-01T00:00', { until: '2025-09-10' }, 0.5)).toBe('2025-09-06T00:00:00+08:00');
  });

  it('work for limits that end the same day or were extended', () => {
    expect(warning('2025-09-01T12:00', { n: 0, unit: 'workday' }, 0.5)).toBe('2025-09-01T18:00:00+08:00');
    const extended = warningInstant({ startedAt: at('2025-09-01T09:00'), dueAt: at('2025-09-03T12:00'), limit: { n: 1, unit: 'workday' }, calendar, fraction: 1 });
    expect(toShanghaiIso(extended)).toBe('2025-09-03T12:00:00+08:00');
  });

  it('refuse a fraction outside 0 to 1', () => {
    expect(() => warning('2025-09-01T12:00', { n: 1, unit: 'hour' }, 80)).toThrow(RangeError);
  });
});

describe('working days after an instant', () => {
  it('do not count the starting day', () => {
    // Answered on Fri 26 Sep: 28 (make-up), 29, 30 Sep, 9 and 10 Oct.
    expect(toShanghaiIso(addWorkdays(at('2025-09-26T15:00'), 5, calendar))).toBe('2025-10-11T00:00:00+08:00');
  });

  it('are the same from a date and from an instant of that day', () => {
    expect(addWorkdays('2025-09-30', 1, calendar)).toBe(addWorkdays(at('2025-09-30T23:59'), 1, calendar));
    expect(toShanghaiIso(addWorkdays('2025-09-30', 0, calendar))).toBe('2025-10-01T00:00:00+08:00');
  });

  it('put escalation after the day of the breach: at once, then the next working day, then the third', () => {
    const dueAt = at('2025-10-01T00:00'); // the end of 30 Sep
    expect([0, 1, 3].map((n) => toShanghaiIso(escalationInstant(dueAt, n, calendar)))).toEqual([
      '2025-10-01T00:00:00+08:00', '2025-10-10T00:00:00+08:00', '2025-10-12T00:00:00+08:00', // 9 Oct; 9, 10, Sat 11 (make-up)
    ]);
    expect(toShanghaiIso(escalationInstant(at('2025-09-03T00:00'), 1, calendar))).toBe('2025-09-04T00:00:00+08:00');
    expect(toShanghaiIso(escalationInstant(at('2025-09-22T23:40'), 1, calendar))).toBe('2025-09-24T00:00:00+08:00');
  });
});
