import { addDays, type LegalDate } from '../shanghai-time';
import type { Calendar } from './calendar';

/** The same calendar, noting every year without a notice that it was asked about: what rests on such an answer is provisional. */
export function recordUnpublished(calendar: Calendar): { calendar: Calendar; unpublished: Set<number> } {
  const unpublished = new Set<number>();
  const isWorkday = (date: LegalDate): boolean => {
    const year = Number(date.slice(0, 4));
    if (!calendar.published(year)) unpublished.add(year);
    return calendar.isWorkday(date);
  };
  const passed = (from: LegalDate, to: LegalDate): LegalDate => {
    for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1) {
      if (!calendar.published(year)) unpublished.add(year);
    }
    return to;
  };
  return {
    unpublished,
    calendar: {
      ...calendar, isWorkday,
      isRestDay: (date) => !isWorkday(date),
      workdayOnOrAfter: (date) => passed(date, calendar.workdayOnOrAfter(date)),
      nextWorkday: (date) => passed(addDays(date, 1), calendar.nextWorkday(date)),
    },
  };
}
