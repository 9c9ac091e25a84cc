import type { Issue } from '../issue';
import { addMonths, parseInstant, shanghaiDate, type LegalDate } from '../shanghai-time';

/** What is wrong with one field of the details, seen together with others. Sentences have no subject. */
export const detailIssue = (field: string, code: string, zh: string, en: string): Issue => ({ pointer: `/details/${field}`, code, zh, en });

/** A day (YYYY-MM-DD) or an instant on an earlier day than today cannot be asked for. */
export const notPast = (field: string, value: string | undefined, businessDate: LegalDate): Issue[] => value === undefined || dayOf(value) >= businessDate ? []
  : [detailIssue(field, 'date-past', '日期已过', 'is already past')];

/** What is told as done cannot lie in the future. */
export const notFuture = (field: string, value: string | undefined, businessDate: LegalDate): Issue[] => value === undefined || dayOf(value) <= businessDate ? []
  : [detailIssue(field, 'date-future', '日期尚未到', 'lies in the future')];

/** A field that the value of another one makes necessary. */
export const neededBy = (field: string, missing: boolean, zh: string, en: string): Issue[] => missing ? [detailIssue(field, 'required-by-details', zh, en)] : [];

/** A measure from one day to another (both given or neither is judged), at most `months` long under `article`. */
export const measureTerm = ({ from, until, months, article, businessDate }: { from?: string; until?: string; months?: number; article?: string; businessDate: LegalDate }): Issue[] => {
  if (from === undefined || until === undefined) return [];
  if (until < from) return [detailIssue('until', 'until-before-from', '截止日早于起始日', 'is before the start')];
  const tooLong = months !== undefined && until > addMonths(from, months);
  return [
    ...until < businessDate ? [detailIssue('until', 'date-past', '截止日已过', 'is already past')] : [],
    ...tooLong ? [detailIssue('until', 'measure-too-long', `期限不得超过${months / 12}年（${article}）`, `lasts at most ${months / 12} years (${article})`)] : [],
  ];
};

const dayOf = (value: string): LegalDate => value.length === 10 ? value : shanghaiDate(parseInstant(value));
