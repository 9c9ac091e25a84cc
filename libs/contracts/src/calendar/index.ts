export { addWorkdays, escalationInstant } from './add-working-days';
export { createCalendar, defaultCalendar, type Calendar } from './calendar';
export { calendarOf, type ImportedYear } from './calendar-of';
export { type CitedRule, type DerivationStep } from './derivation';
export { computeDue, untilInstant, type Due, type DueInput } from './due';
export { BadNotice, noticeFile, parseNotice, type NoticeFile, type RestDays } from './notice-file';
export { NOTICES, type HolidayNotice, type HolidayPeriod } from './notices';
export { type Pause } from './pauses';
export { WARNING_FRACTIONS, warningInstant } from './warnings';
