import { createCalendar, type Calendar } from './calendar';
import { BadNotice, parseNotice } from './notice-file';
import { NOTICES, type HolidayNotice } from './notices';

/** A year as the directory brings it: `id` is the year, `payload` a notice file. */
export interface ImportedYear { id: string; payload: unknown }

/** The notices of this version and the imported ones, which win. What is refused is told and left out. */
export function calendarOf(imported: readonly ImportedYear[], onRefused: (id: string, reason: string) => void): Calendar {
  const notices = imported.flatMap(({ id, payload }): HolidayNotice[] => {
    try {
      const notice = parseNotice(payload);
      if (String(notice.year) === id) return [notice];
      onRefused(id, `is the notice for ${notice.year}`);
    } catch (error) {
      if (!(error instanceof BadNotice)) throw error;
      onRefused(id, error.faults.join('; '));
    }
    return [];
  });
  return createCalendar([...NOTICES, ...notices]);
}
