import { addDays, isLegalDate, weekdayOf, type LegalDate } from '../shanghai-time';
import { NOTICES, type HolidayNotice, type HolidayPeriod } from './notices';

/** Which days are working days. Immutable; an imported year makes a new calendar with a higher `version`. */
export interface Calendar {
  readonly version: number;
  readonly notices: readonly HolidayNotice[];
  /** False for a year without a notice: its Mondays to Fridays are then only assumed to be working days. */
  published(year: number): boolean;
  noticeOf(year: number): HolidayNotice | undefined;
  /** 法定休假日: a public holiday or a weekend, but not a make-up working day. */
  isRestDay(date: LegalDate): boolean;
  isWorkday(date: LegalDate): boolean;
  /** 调休上班: a Saturday or Sunday that is worked. */
  isMakeUpWorkday(date: LegalDate): boolean;
  /** The period off that the day belongs to; undefined on weekends outside of one. */
  holidayOf(date: LegalDate): HolidayPeriod | undefined;
  /** The first working day after the day. */
  nextWorkday(date: LegalDate): LegalDate;
  /** The day itself when it is no rest day, else the first day after it that is not. */
  workdayOnOrAfter(date: LegalDate): LegalDate;
}

/**
 * @param notices of two for the same year the later one replaces the earlier
 * @param version grows with every import; the number of notices when left out
 * @throws RangeError when a notice contradicts itself or names a day that does not exist
 */
export function createCalendar(notices: readonly HolidayNotice[], version = notices.length): Calendar {
  const byYear = new Map(notices.map((notice) => [notice.year, notice]));
  const holidays = new Map<LegalDate, HolidayPeriod>();
  const makeUpWorkdays = new Set<LegalDate>();
  for (const notice of byYear.values()) addNotice(notice, holidays, makeUpWorkdays);

  const isWorkday = (date: LegalDate): boolean => {
    if (makeUpWorkdays.has(date)) return true;
    if (holidays.has(date)) return false;
    const weekday = weekdayOf(date);
    return weekday !== 0 && weekday !== 6;
  };
  const workdayOnOrAfter = (date: LegalDate): LegalDate => {
    let day = date;
    while (!isWorkday(day)) day = addDays(day, 1);
    return day;
  };
  return {
    version, notices: [...byYear.values()],
    published: (year) => byYear.has(year),
    noticeOf: (year) => byYear.get(year),
    isWorkday,
    isRestDay: (date) => !isWorkday(date),
    isMakeUpWorkday: (date) => makeUpWorkdays.has(date),
    holidayOf: (date) => holidays.get(date),
    workdayOnOrAfter,
    nextWorkday: (date) => workdayOnOrAfter(addDays(date, 1)),
  };
}

function addNotice(notice: HolidayNotice, holidays: Map<LegalDate, HolidayPeriod>, makeUpWorkdays: Set<LegalDate>): void {
  const check = (date: LegalDate): LegalDate => {
    const belongs = isLegalDate(date) && date >= `${notice.year - 1}-12-01` && date <= `${notice.year}-12-31`;
    if (!belongs) throw new RangeError(`notice for ${notice.year} (${notice.document}): ${date} is not a day of it`);
    return date;
  };
  for (const period of notice.holidays) {
    if (check(period.from) > check(period.to)) throw new RangeError(`notice for ${notice.year}: ${period.zh} ends before it begins`);
    for (let day = period.from; day <= period.to; day = addDays(day, 1)) holidays.set(day, period);
  }
  for (const date of notice.makeUpWorkdays) {
    const weekday = weekdayOf(check(date));
    if (weekday !== 0 && weekday !== 6) throw new RangeError(`notice for ${notice.year}: make-up working day ${date} is not on a weekend`);
    if (holidays.has(date)) throw new RangeError(`notice for ${notice.year}: ${date} is both a rest day and a make-up working day`);
    makeUpWorkdays.add(date);
  }
}

/** The calendar of the notices that ship with this version. */
export const defaultCalendar: Calendar = createCalendar(NOTICES);
