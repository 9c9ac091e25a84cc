import type { Limit } from '../obligation-rule';
import { parseInstant, toShanghaiIso } from '../shanghai-time';
import { computeDue, defaultCalendar as calendar, type DueInput } from '.';

/** An instant of Shanghai time; a date alone is its 00:00. */
const at = (text: string): number => parseInstant(`${text.length === 10 ? `${text}T00:00` : text}:00+08:00`);
const limit = (text: string): Limit => {
  const [n, unit, restDay] = text.split(' ');
  return { n: Number(n), unit: unit as Limit['unit'], ...(restDay && { restDay: restDay as 'same' }) };
};
const pause = (from: string, to: string) => ({ from: at(from), to: at(to) });
type Extra = Partial<DueInput> & { provisional?: true };
type Case = [start: string, limit: string, due: string, why: string, extra?: Extra];
const provisional: Extra = { provisional: true };
const notCounted: Extra = { startingHour: 'not-counted' };

/** Each worked out by hand from the notices and a wall calendar; `due` is the instant, so the last day is the one before its 00:00. */
const CASES: Record<string, Case[]> = {
  'working days': [
    ['2025-09-01T09:10', '1 workday', '2025-09-03', 'Mon 1 Sep not counted; Tue 2'],
    ['2025-09-01T09:10', '3 workday', '2025-09-05', 'Tue 2, Wed 3, Thu 4'],
    ['2025-09-26T15:00', '3 workday', '2025-10-01', 'Sat 27 off; Sun 28 is a make-up day, Mon 29, Tue 30 (story no-answer)'],
    ['2025-09-30T10:00', '1 workday', '2025-10-10', '1 to 8 Oct off; Thu 9'],
    ['2025-09-30T10:00', '3 workday', '2025-10-12', 'Thu 9, Fri 10, Sat 11 is a make-up day'],
    ['2025-10-01T10:00', '1 workday', '2025-10-10', 'started on a holiday; the first working day after it counts'],
    ['2025-01-24T10:00', '3 workday', '2025-02-06', 'Sun 26 Jan make-up, Mon 27, 28 Jan to 4 Feb off, Wed 5 Feb'],
    ['2025-02-07T10:00', '1 workday', '2025-02-09', 'Sat 8 Feb is a make-up day'],
    ['2025-02-07T10:00', '2 workday', '2025-02-11', 'Sat 8, Sun 9 off, Mon 10'],
    ['2024-02-09T10:00', '1 workday', '2024-02-19', '10 to 17 Feb off; Sun 18 is a make-up day'],
    ['2024-02-02T10:00', '2 workday', '2024-02-06', 'Sat 3 off; Sun 4 make-up, Mon 5'],
    ['2026-02-13T10:00', '2 workday', '2026-02-25', 'Sat 14 make-up; 15 to 23 Feb off; Tue 24'],
    ['2026-02-27T10:00', '1 workday', '2026-03-01', 'Sat 28 Feb is a make-up day'],
    ['2025-12-31T10:00', '1 workday', '2026-01-05', '1 to 3 Jan off; Sun 4 Jan is a make-up day'],
    ['2025-12-31T10:00', '5 workday', '2026-01-09', 'Sun 4, Mon 5, Tue 6, Wed 7, Thu 8'],
    ['2024-12-31T10:00', '1 workday', '2025-01-03', '1 Jan off; Thu 2'],
    ['2024-04-03T10:00', '2 workday', '2024-04-09', '4 to 6 Apr off; Sun 7 make-up, Mon 8'],
    ['2024-09-13T10:00', '2 workday', '2024-09-19', 'Sat 14 make-up; 15 to 17 off; Wed 18'],
    ['2024-09-30T10:00', '4 workday', '2024-10-12', '1 to 7 Oct off; Tue 8, Wed 9, Thu 10, Fri 11'],
    ['2024-09-30T10:00', '5 workday', '2024-10-13', 'and Sat 12 is a make-up day'],
    ['2025-09-06T10:00', '1 workday', '2025-09-09', 'started on a Saturday; Mon 8'],
    ['2025-09-05T23:59', '1 workday', '2025-09-09', 'the last minute of Friday is Friday; Mon 8'],
    ['2025-09-05T00:00', '1 workday', '2025-09-09', '00:00 belongs to the day that begins: Friday not counted; Mon 8'],
    ['2026-12-30T10:00', '1 workday', '2027-01-01', 'Thu 31 Dec lies in a published year'],
    ['2026-12-30T10:00', '2 workday', '2027-01-02', 'Thu 31 Dec, Fri 1 Jan 2027 only assumed', provisional],
    ['2027-02-05T10:00', '3 workday', '2027-02-11', 'Spring Festival 2027 not published: 8, 9, 10 Feb assumed', provisional],
    ['2023-12-29T10:00', '1 workday', '2024-01-03', 'passes 30 and 31 Dec of 2023, which has no notice here; 1 Jan off; Tue 2', provisional],
    ['2023-12-31T10:00', '1 workday', '2024-01-03', 'only days of 2024 are asked about; 1 Jan off; Tue 2'],
  ],
  'calendar days': [
    ['2025-10-09T11:00', '7 day', '2025-10-17', '10 to 16 Oct; 16 is a Thursday (story refusal-offence)'],
    ['2025-09-28T10:00', '7 day', '2025-10-10', 'last day 5 Oct is a holiday; first day after it that is not: Thu 9'],
    ['2025-09-24T10:00', '7 day', '2025-10-10', 'last day 1 Oct, the first of eight days off; Thu 9'],
    ['2025-09-23T10:00', '7 day', '2025-10-01', 'last day Tue 30 Sep'],
    ['2025-09-21T10:00', '7 day', '2025-09-29', 'last day Sun 28 Sep is a make-up day: it stays'],
    ['2025-10-04T10:00', '7 day', '2025-10-12', 'last day Sat 11 Oct is a make-up day: it stays'],
    ['2025-10-05T10:00', '7 day', '2025-10-14', 'last day Sun 12 Oct; Mon 13'],
    ['2025-01-21T10:00', '7 day', '2025-02-06', 'last day 28 Jan, New Year eve; off until 4 Feb; Wed 5'],
    ['2024-02-02T10:00', '8 day', '2024-02-19', 'last day Sat 10 Feb; off until 17; Sun 18 is a make-up day'],
    ['2024-02-21T10:00', '8 day', '2024-03-01', 'leap day: last day Thu 29 Feb'],
    ['2025-02-21T10:00', '8 day', '2025-03-04', 'no leap day: last day Sat 1 Mar; Mon 3'],
    ['2025-12-25T10:00', '7 day', '2026-01-05', 'last day 1 Jan; off until 3; Sun 4 is a make-up day'],
    ['2024-12-25T10:00', '7 day', '2025-01-03', 'last day 1 Jan; Thu 2'],
    ['2026-12-24T10:00', '7 day', '2027-01-01', 'last day Thu 31 Dec 2026: published'],
    ['2026-12-25T10:00', '7 day', '2027-01-02', 'last day Fri 1 Jan 2027: nobody knows yet that it will be off', provisional],
    ['2026-12-26T10:00', '7 day', '2027-01-05', 'last day Sat 2 Jan 2027; Mon 4 assumed', provisional],
    ['2025-09-01T10:00', '30 day', '2025-10-10', 'last day 1 Oct; Thu 9'],
    ['2025-05-31T10:00', '15 day', '2025-06-17', 'last day Sun 15 Jun; Mon 16'],
    ['2026-02-08T10:00', '15 day', '2026-02-25', 'last day Mon 23 Feb is a holiday; Tue 24'],
    ['2024-01-29T10:00', '6 day', '2024-02-05', 'last day Sun 4 Feb is a make-up day: it stays'],
    ['2025-09-28T10:00', '7 day same', '2025-10-06', 'custody: 5 Oct although a holiday'],
    ['2026-12-25T10:00', '7 day same', '2027-01-02', 'custody: no notice can change it, so not provisional'],
  ],
  'the same day': [
    ['2025-09-21T23:40', '0 day same', '2025-09-22', 'taken in on a Sunday night: by the end of Sunday'],
    ['2025-09-01T10:00', '0 day', '2025-09-02', 'Monday'],
    ['2025-10-01T09:00', '0 day', '2025-10-10', 'without `same` a holiday moves it; Thu 9'],
    ['2025-09-28T09:00', '0 day', '2025-09-29', 'a make-up Sunday is a working day'],
  ],
  'months and years': [
    ['2025-01-31T10:00', '1 month', '2025-03-01', 'no 31 Feb: Fri 28'],
    ['2024-01-31T10:00', '1 month', '2024-03-01', 'leap year: Thu 29 Feb'],
    ['2025-03-31T10:00', '1 month', '2025-05-01', 'no 31 Apr: Wed 30'],
    ['2025-02-28T10:00', '1 month', '2025-03-29', 'the same day number, not the end of the month: Fri 28 Mar'],
    ['2025-04-01T10:00', '1 month', '2025-05-07', '1 May is a holiday until 5; Tue 6'],
    ['2025-12-15T10:00', '1 month', '2026-01-16', 'over the year end: Thu 15 Jan'],
    ['2025-08-31T10:00', '1 month', '2025-10-01', 'no 31 Sep: Tue 30'],
    ['2025-11-30T10:00', '3 month', '2026-03-01', 'no 30 Feb: Sat 28 Feb 2026, a make-up day, stays'],
    ['2025-07-08T10:00', '3 month', '2025-10-10', '8 Oct is a holiday; Thu 9'],
    ['2024-12-31T10:00', '2 month same', '2025-03-01', 'held: Fri 28 Feb'],
    ['2024-02-29T10:00', '1 year', '2025-03-01', 'no 29 Feb 2025: Fri 28'],
    ['2025-06-05T10:00', '1 year', '2026-06-06', 'Fri 5 Jun 2026'],
    ['2024-02-29T10:00', '4 year', '2028-03-01', 'leap day again, Tue 29 Feb 2028', provisional],
  ],
  'hours and minutes': [
    ['2025-09-21T23:40', '24 hour', '2025-09-22T23:40', 'elapsed (story hiding-debtor)'],
    ['2025-10-01T08:00', '2 hour', '2025-10-01T10:00', 'a holiday changes nothing'],
    ['2025-12-31T23:45', '30 minute', '2026-01-01T00:15', 'over midnight and year end'],
    ['2025-09-30T20:00', '48 hour', '2025-10-02T20:00', 'ends inside the holiday: not moved'],
    ['2024-02-28T12:00', '24 hour', '2024-02-29T12:00', 'leap day'],
    ['2027-01-01T12:00', '24 hour', '2027-01-02T12:00', 'no calendar needed: not provisional'],
    ['2025-09-22T01:30', '24 hour', '2025-09-23T02:00', 'art. 85 ¶2: the hour from 01:00 is not counted; 24 h from 02:00', notCounted],
    ['2025-09-22T10:00', '24 hour', '2025-09-23T11:00', 'the hour that begins at the start is the starting hour too', notCounted],
    ['2025-09-22T10:10', '30 minute', '2025-09-22T10:40', 'the law counts no minutes: elapsed', notCounted],
  ],
  'pauses': [
    ['2025-09-01T10:00', '2 hour', '2025-09-01T12:45', '45 min', { pauses: [pause('2025-09-01T10:30', '2025-09-01T11:15')] }],
    ['2025-09-01T10:00', '2 hour', '2025-09-01T12:00', 'begins after the end', { pauses: [pause('2025-09-01T13:00', '2025-09-01T14:00')] }],
    ['2025-09-01T10:00', '2 hour', '2025-09-01T12:40', 'overlapping: 11:00 to 11:40', { pauses: [pause('2025-09-01T11:20', '2025-09-01T11:40'), pause('2025-09-01T11:00', '2025-09-01T11:30')] }],
    ['2025-09-01T10:00', '2 hour', '2025-09-01T12:30', 'the second begins before the end as moved by the first', { pauses: [pause('2025-09-01T11:50', '2025-09-01T12:10'), pause('2025-09-01T12:15', '2025-09-01T12:25')] }],
    ['2025-09-01T10:00', '2 hour', '2025-09-01T12:30', 'what lies before the start does not count', { pauses: [pause('2025-09-01T09:00', '2025-09-01T10:30')] }],
    ['2025-09-01T10:00', '2 hour', '2025-09-01T12:00', 'message times that cross make an empty pause', { pauses: [pause('2025-09-01T11:00', '2025-09-01T10:59')] }],
    ['2025-09-01T09:10', '3 workday', '2025-09-06', 'end of Tue 2 inside: Thu 4 becomes Fri 5', { pauses: [pause('2025-09-02T10:00', '2025-09-03T15:00')] }],
    ['2025-09-01T09:10', '3 workday', '2025-09-05', 'no day ended inside', { pauses: [pause('2025-09-02T10:00', '2025-09-02T15:00')] }],
    ['2025-09-26T15:00', '3 workday', '2025-10-11', 'over the holiday: ends of Mon 29 and Tue 30; Tue 30 becomes Fri 10', { pauses: [pause('2025-09-29T10:00', '2025-10-09T10:00')] }],
    ['2025-09-30T10:00', '1 workday', '2025-10-12', 'ends of Tue 30 and Thu 9; Thu 9 becomes Sat 11, a make-up day', { pauses: [pause('2025-09-30T12:00', '2025-10-10T12:00')] }],
    ['2025-09-01T10:00', '2 workday', '2025-09-05', 'exactly Tue 2: its own end is inside, that of Mon 1 is not; Wed 3 becomes Thu 4', { pauses: [pause('2025-09-02', '2025-09-03')] }],
    ['2025-09-01T09:00', '1 workday', '2025-09-04', 'from the starting day to the next: one day', { pauses: [pause('2025-09-01T10:00', '2025-09-02T10:00')] }],
    ['2025-09-01T10:00', '7 day', '2025-09-11', 'ends of 3 and 4 Sep: Mon 8 becomes Wed 10', { pauses: [pause('2025-09-03T12:00', '2025-09-05T12:00')] }],
    ['2025-09-22T10:00', '7 day', '2025-10-10', 'Mon 29 becomes 1 Oct, a holiday; Thu 9', { pauses: [pause('2025-09-25T10:00', '2025-09-27T10:00')] }],
    ['2025-09-24T10:00', '7 day', '2025-10-10', '1 Oct becomes 2 Oct; Thu 9 as without the pause', { pauses: [pause('2025-09-25T10:00', '2025-09-26T10:00')] }],
    ['2025-08-30T10:00', '7 day', '2025-09-10', 'last day Sat 6, moved to Mon 8; begins on Sun 7, so one day from Mon 8: Tue 9', { pauses: [pause('2025-09-07T10:00', '2025-09-08T10:00')] }],
    ['2025-09-01T10:00', '0 day', '2025-09-03', 'the end of Mon 1 inside: Tue 2', { pauses: [pause('2025-09-01T11:00', '2025-09-02T09:00')] }],
  ],
  'extensions': [
    ['2025-10-09T11:00', '7 day', '2025-11-09', 'until Sat 8 Nov: the end of that day, not moved', { extendedUntil: '2025-11-08' }],
    ['2025-10-09T11:00', '7 day', '2025-10-20T17:00', 'an instant is that instant', { extendedUntil: '2025-10-20T17:00:00+08:00' }],
    ['2025-10-09T11:00', '7 day', '2025-10-17', 'never shortens', { extendedUntil: '2025-10-12' }],
    ['2025-09-23T10:00', '7 day', '2025-10-04', 'granted on the last day, into the holiday', { extendedUntil: '2025-10-03' }],
    ['2025-09-01T10:00', '3 workday', '2025-09-12', 'a pause after the original end moves it: end of Mon 8; Wed 10 becomes Thu 11', { extendedUntil: '2025-09-10', pauses: [pause('2025-09-08T10:00', '2025-09-09T10:00')] }],
    ['2025-09-01T10:00', '3 workday', '2025-09-11', 'a pause before it moved only the original end (5 Sep)', { extendedUntil: '2025-09-10', pauses: [pause('2025-09-02T10:00', '2025-09-03T10:00')] }],
    ['2025-09-01T10:00', '2 hour', '2025-09-01T16:30', 'hours: by the duration', { extendedUntil: '2025-09-01T16:00:00+08:00', pauses: [pause('2025-09-01T15:00', '2025-09-01T15:30')] }],
  ],
};

describe.each(Object.entries(CASES))('due: %s', (_title, cases) => {
  it.each(cases)('%s + %s → %s: %s', (start, length, due, _why, extra = {}) => {
    const { provisional: isProvisional = false, ...input } = extra;
    const result = computeDue({ startedAt: at(start), limit: limit(length), calendar, ...input });
    expect({ due: toShanghaiIso(result.dueAt), provisional: result.provisional }).toEqual({ due: toShanghaiIso(at(due)), provisional: isProvisional });
  });
});

describe('due: until', () => {
  it.each([
    ['2026-02-28', '2026-03-01', 'a watch ends with its last day'],
    ['2025-10-05', '2025-10-06', 'a holiday does not move an appointed end'],
    ['2025-10-05T14:30:00+08:00', '2025-10-05T14:30', 'an instant is that instant'],
    ['2027-06-30', '2027-07-01', 'fixed, so not provisional'],
  ])('%s → %s: %s', (until, due) => {
    const result = computeDue({ startedAt: at('2025-09-01T09:10'), limit: { until }, calendar, pauses: [pause('2025-09-02', '2025-09-09')] });
    expect([toShanghaiIso(result.dueAt), result.provisional]).toEqual([toShanghaiIso(at(due)), false]);
  });

  it('can be extended', () => {
    const result = computeDue({ startedAt: at('2025-09-01'), limit: { until: '2025-09-10' }, extendedUntil: '2025-09-20', calendar });
    expect(toShanghaiIso(result.dueAt)).toBe('2025-09-21T00:00:00+08:00');
  });
});

it.each([
  [{ n: -1, unit: 'day' }], [{ n: 1.5, unit: 'day' }], [{ n: 1, unit: 'week' }], [{ until: '2025-02-29' }], [{ until: '2025-02-28T10:00:00' }],
])('refuses the limit %j', (wrong) => {
  expect(() => computeDue({ startedAt: at('2025-09-01'), limit: wrong as Limit, calendar })).toThrow(RangeError);
});
