import fc from 'fast-check';
import type { Limit } from '../obligation-rule';
import { addDays, DAY_MS, HOUR_MS, lastDayOf, parseInstant, shanghaiDate, startOfDay } from '../shanghai-time';
import { addWorkdays, computeDue, createCalendar, defaultCalendar as calendar, warningInstant, WARNING_FRACTIONS, type Pause } from '.';

const FIRST = parseInstant('2024-01-01T00:00:00+08:00');
const instants = fc.integer({ min: FIRST, max: parseInstant('2027-06-30T00:00:00+08:00') });
const limits = (least = 0): fc.Arbitrary<Limit> => fc.record({
  n: fc.integer({ min: least, max: 40 }),
  unit: fc.constantFrom<Limit['unit']>('minute', 'hour', 'day', 'workday', 'month', 'year'),
  restDay: fc.constantFrom<Limit['restDay']>('next', 'same', undefined),
});
const due = (startedAt: number, limit: Limit, pauses: Pause[] = []): number => computeDue({ startedAt, limit, calendar, pauses }).dueAt;
const pausesAfter = (start: number): fc.Arbitrary<Pause[]> => fc.array(
  fc.tuple(fc.integer({ min: -2 * DAY_MS, max: 30 * DAY_MS }), fc.integer({ min: 0, max: 12 * DAY_MS })).map(([from, length]) => ({ from: start + from, to: start + from + length })),
  { maxLength: 4 },
);
const startAndPauses = instants.chain((start) => fc.tuple(fc.constant(start), pausesAfter(start)));
const check = <T extends [unknown, ...unknown[]]>(property: fc.IPropertyWithHooks<T>): void => { fc.assert(property, { numRuns: 300 }); };

describe('due: properties', () => {
  it('lies after the start', () => {
    check(fc.property(instants, limits(1), (start, limit) => due(start, limit) > start));
    check(fc.property(instants, limits(0).filter(({ unit }) => unit !== 'hour' && unit !== 'minute'), (start, limit) => due(start, limit) > start));
  });

  it('is monotone in the length', () => {
    check(fc.property(instants, limits(), (start, limit) => due(start, limit) <= due(start, { ...limit, n: limit.n + 1 })));
  });

  it('is monotone in the start', () => {
    check(fc.property(instants, fc.integer({ min: 0, max: 40 * DAY_MS }), limits(), (start, later, limit) => due(start, limit) <= due(start + later, limit)));
  });

  it('depends on the day alone, not on the hour, for limits in days', () => {
    check(fc.property(instants, limits().filter(({ unit }) => unit !== 'hour' && unit !== 'minute'), (start, limit) =>
      due(start, limit) === due(startOfDay(shanghaiDate(start)), limit)));
  });

  it('never ends on a rest day unless custody says so, and then at most as late', () => {
    check(fc.property(instants, limits().filter(({ unit }) => unit === 'day' || unit === 'month' || unit === 'year'), (start, limit) => {
      const moved = due(start, { ...limit, restDay: 'next' });
      return calendar.isWorkday(lastDayOf(moved)) && due(start, { ...limit, restDay: 'same' }) <= moved;
    }));
  });

  it('ends custody on its own day, whatever is published of that year', () => {
    const nothing = createCalendar([]);
    check(fc.property(instants, fc.integer({ min: 0, max: 60 }), (start, n) => {
      const held: Limit = { n, unit: 'day', restDay: 'same' };
      const day = addDays(shanghaiDate(start), n);
      return lastDayOf(due(start, held)) === day && computeDue({ startedAt: start, limit: held, calendar: nothing }).dueAt === due(start, held);
    }));
  });

  it('ends months and years on the same day number, or on the last day of the month where that is missing', () => {
    check(fc.property(instants, fc.integer({ min: 1, max: 60 }), fc.constantFrom<Limit['unit']>('month', 'year'), (start, n, unit) => {
      const [year, month, number] = shanghaiDate(start).split('-').map(Number) as [number, number, number];
      const last = lastDayOf(due(start, { n, unit, restDay: 'same' }));
      const months = year * 12 + month - 1 + (unit === 'year' ? 12 * n : n);
      const sameMonth = Number(last.slice(0, 4)) * 12 + Number(last.slice(5, 7)) - 1 === months;
      return sameMonth && (Number(last.slice(8)) === number || (Number(last.slice(8)) < number && addDays(last, 1).endsWith('-01')));
    }));
  });

  it('is twelve months in a year', () => {
    check(fc.property(instants, fc.integer({ min: 1, max: 3 }), (start, n) => due(start, { n, unit: 'year' }) === due(start, { n: 12 * n, unit: 'month' })));
  });

  it('has exactly n working days between the starting day and the end', () => {
    check(fc.property(instants, fc.integer({ min: 1, max: 40 }), (start, n) => {
      const last = lastDayOf(due(start, { n, unit: 'workday' }));
      let worked = 0;
      for (let day = addDays(shanghaiDate(start), 1); day <= last; day = addDays(day, 1)) worked += calendar.isWorkday(day) ? 1 : 0;
      return worked === n && calendar.isWorkday(last);
    }));
  });

  it('may be split: n and then m are n + m', () => {
    const lengths = fc.integer({ min: 0, max: 20 });
    check(fc.property(instants, lengths, lengths, (start, n, m) =>
      addWorkdays(lastDayOf(addWorkdays(start, n, calendar)), m, calendar) === addWorkdays(start, n + m, calendar)));
    check(fc.property(instants, lengths, lengths, (start, n, m) => {
      const day = (k: number): Limit => ({ n: k, unit: 'day', restDay: 'same' });
      return due(startOfDay(lastDayOf(due(start, day(n)))), day(m)) === due(start, day(n + m));
    }));
    check(fc.property(instants, lengths, lengths, (start, n, m) => due(due(start, { n, unit: 'hour' }), { n: m, unit: 'hour' }) === start + (n + m) * HOUR_MS));
  });

  it('is provisional exactly when it ends in, or counts through, a year without a notice', () => {
    check(fc.property(instants, fc.integer({ min: 1, max: 40 }), (start, n) => {
      const { dueAt, provisional } = computeDue({ startedAt: start, limit: { n, unit: 'workday' }, calendar });
      return provisional === lastDayOf(dueAt) > '2026-12-31';
    }));
    check(fc.property(instants, limits(), (start, limit) =>
      !computeDue({ startedAt: start, limit: { ...limit, restDay: 'same', unit: limit.unit === 'workday' ? 'day' : limit.unit }, calendar }).provisional));
  });
});

describe('pauses: properties', () => {
  it('never shorten, and never leave the end inside a pause', () => {
    check(fc.property(startAndPauses, limits(1), ([start, pauses], limit) => {
      const paused = due(start, limit, pauses);
      return paused >= due(start, limit) && !pauses.some(({ from, to }) => to > from && from < paused && paused <= to && to > start);
    }));
  });

  it('take from working days only working days, so a pause over days off moves nothing', () => {
    check(fc.property(instants, fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 12 }), (start, n, after, days) => {
      const from = startOfDay(addDays(shanghaiDate(start), after + 1));
      const limit: Limit = { n, unit: 'workday' };
      if (from >= due(start, limit)) return true;
      const paused = Array.from({ length: days }, (_, i) => addDays(shanghaiDate(from), i)).filter((day) => calendar.isWorkday(day)).length;
      return due(start, limit, [{ from, to: from + days * DAY_MS }]) === due(start, { ...limit, n: n + paused });
    }));
  });

  it('count the same in any order and cut into pieces', () => {
    check(fc.property(startAndPauses, limits(1), fc.double({ min: 0, max: 1, noNaN: true }), ([start, pauses], limit, where) => {
      const pieces = pauses.flatMap(({ from, to }) => {
        const middle = from + Math.floor((to - from) * where);
        return [{ from: middle, to }, { from, to: middle }];
      });
      return due(start, limit, pieces) === due(start, limit, pauses);
    }));
  });

  it('move hours by exactly what they cover, when they lie before the end', () => {
    check(fc.property(instants, fc.integer({ min: 0, max: 10 }), fc.integer({ min: 0, max: 100 }), (start, after, length) =>
      due(start, { n: 24, unit: 'hour' }, [{ from: start + after * HOUR_MS, to: start + (after + length) * HOUR_MS }]) === start + (24 + length) * HOUR_MS));
  });
});

describe('extensions and warnings: properties', () => {
  it('an extension never shortens and is never moved by a rest day', () => {
    check(fc.property(instants, limits(), fc.integer({ min: 0, max: 400 }), (start, limit, days) => {
      const extendedUntil = addDays(shanghaiDate(start), days);
      const original = due(start, limit);
      return computeDue({ startedAt: start, limit, calendar, extendedUntil }).dueAt === Math.max(original, startOfDay(addDays(extendedUntil, 1)));
    }));
  });

  it('an extension granted in the last moment is worth as much as one granted before', () => {
    check(fc.property(instants, limits(1), fc.integer({ min: 1, max: 40 }), (start, limit, days) => {
      const extendedUntil = addDays(lastDayOf(due(start, limit)), days);
      const dueAt = startOfDay(addDays(extendedUntil, 1));
      const result = computeDue({ startedAt: start, limit, calendar, extendedUntil, pauses: [{ from: dueAt, to: dueAt + DAY_MS }] });
      return result.dueAt === dueAt && result.derivation.some(({ step, date }) => step === 'extension' && date === extendedUntil);
    }));
  });

  it('warnings lie between start and due, in order', () => {
    check(fc.property(startAndPauses, limits(1), ([start, pauses], limit) => {
      const dueAt = due(start, limit, pauses);
      const [half, most] = WARNING_FRACTIONS.map((fraction) => warningInstant({ startedAt: start, dueAt, limit, calendar, fraction }));
      return start < half && half < most && most < dueAt;
    }));
  });
});
