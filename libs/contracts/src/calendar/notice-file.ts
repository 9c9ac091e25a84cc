import { addDays, isLegalDate, weekdayOf, type LegalDate } from '../shanghai-time';
import type { HolidayNotice, HolidayPeriod } from './notices';

/** A day off, or several in a row with the name of the holiday. */
export type RestDays = LegalDate | { from: LegalDate; to?: LegalDate; zh: string; en?: string };

/**
 * A notice of the State Council as an operator writes it into a file (JSON), and as it stands in the directory: which days
 * are off and which Saturdays and Sundays are worked (调休上班). Weekends that lie within a holiday belong to its days off.
 */
export interface NoticeFile {
  year: number;
  /** Document number, e.g. 国办发明电〔2025〕7号 */
  document: string;
  restDays: readonly RestDays[];
  workdays: readonly LegalDate[];
}

/** A notice file that cannot be right, with everything that is wrong with it. */
export class BadNotice extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`Notice: ${faults.join('; ')}`);
    this.name = 'BadNotice';
  }
}

/** Days that are public holidays every year (全国年节及纪念日放假办法): a list without them is not the whole notice. */
const everyYear = ['01-01', '05-01', '10-01', '10-02', '10-03'];
const members = ['year', 'document', 'restDays', 'workdays'];
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The notice that a file states. @throws BadNotice naming every fault */
export function parseNotice(value: unknown): HolidayNotice {
  if (!isObject(value)) throw new BadNotice(['must be an object {year, document, restDays, workdays}']);
  const { year, document, restDays, workdays } = value;
  const shape = [
    ...Object.keys(value).filter((name) => !members.includes(name)).map((name) => `has no member ${name}`),
    ...Number.isInteger(year) && (year as number) >= 2000 && (year as number) <= 2999 ? [] : ['year must be a number such as 2027'],
    ...typeof document === 'string' && document.trim() !== '' ? [] : ['document must be the number of the notice, such as 国办发明电〔2025〕7号'],
    ...Array.isArray(restDays) ? restDays.flatMap(restDayFaults) : ['restDays must be a list'],
    ...Array.isArray(workdays) ? workdays.flatMap((day, index) => dateFaults(`workdays[${index}]`, day)) : ['workdays must be a list, empty when no weekend is worked'],
  ];
  if (shape.length > 0) throw new BadNotice(shape);
  const notice: HolidayNotice = { year: year as number, document: document as string, holidays: periodsOf(restDays as RestDays[]), makeUpWorkdays: [...workdays as LegalDate[]].sort() };
  const faults = noticeFaults(notice);
  if (faults.length > 0) throw new BadNotice(faults);
  return notice;
}

/** The file that states the notice. */
export const noticeFile = ({ year, document, holidays, makeUpWorkdays }: HolidayNotice): NoticeFile => ({ year, document, restDays: holidays, workdays: makeUpWorkdays });

const dateFaults = (where: string, day: unknown): string[] => (isLegalDate(day) ? [] : [`${where}: ${JSON.stringify(day)} is no day, write YYYY-MM-DD`]);

function restDayFaults(entry: unknown, index: number): string[] {
  const where = `restDays[${index}]`;
  if (!isObject(entry)) return dateFaults(where, entry);
  const { from, to = from, zh, en = '' } = entry;
  return [
    ...dateFaults(`${where}.from`, from), ...dateFaults(`${where}.to`, to),
    ...typeof zh === 'string' && zh !== '' && typeof en === 'string' ? [] : [`${where}: name the holiday in zh, and in en if you like`],
    ...isLegalDate(from) && isLegalDate(to) && from > to ? [`${where}: ends on ${to}, before it begins on ${from}`] : [],
  ];
}

/** What contradicts itself, or cannot be the whole notice of that year. */
function noticeFaults({ year, holidays, makeUpWorkdays }: HolidayNotice): string[] {
  const off = holidays.flatMap(daysOf);
  const foreign = [...off, ...makeUpWorkdays].filter((day) => day < `${year - 1}-12-01` || day > `${year}-12-31`);
  return [
    ...foreign.map((day) => `${day} is no day of the notice for ${year}, which may begin in the December before`),
    ...twice(off).map((day) => `${day} is off twice`),
    ...twice(makeUpWorkdays).map((day) => `${day} stands twice among the workdays`),
    ...makeUpWorkdays.filter((day) => off.includes(day)).map((day) => `${day} is both a rest day and a workday`),
    ...makeUpWorkdays.filter((day) => ![0, 6].includes(weekdayOf(day))).map((day) => `workday ${day} is neither a Saturday nor a Sunday: such days are worked anyway`),
    ...everyYear.map((day) => `${year}-${day}`).filter((day) => !off.includes(day)).map((day) => `${day} is a public holiday every year and not among the rest days: is the list complete?`),
  ];
}

function periodsOf(restDays: readonly RestDays[]): HolidayPeriod[] {
  const named = restDays.flatMap((entry): HolidayPeriod[] => (typeof entry === 'string' ? [] : [{ zh: entry.zh, en: entry.en || entry.zh, from: entry.from, to: entry.to ?? entry.from }]));
  const runs: { from: LegalDate; to: LegalDate }[] = [];
  for (const day of restDays.filter((entry) => typeof entry === 'string').sort()) {
    const run = runs.at(-1);
    if (run && addDays(run.to, 1) === day) run.to = day;
    else runs.push({ from: day, to: day });
  }
  return [...named, ...runs.map((run) => ({ zh: '节假日', en: 'public holiday', ...run }))].sort((a, b) => (a.from < b.from ? -1 : 1));
}

function daysOf({ from, to }: HolidayPeriod): LegalDate[] {
  const days: LegalDate[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

const twice = (days: readonly LegalDate[]): LegalDate[] => [...new Set(days.filter((day, index) => days.indexOf(day) !== index))];
