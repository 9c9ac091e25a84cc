import type { Issue } from '../issue';
import { parseInstant, shanghaiDate, type LegalDate } from '../shanghai-time';

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

const dayOf = (value: string): LegalDate => value.length === 10 ? value : shanghaiDate(parseInstant(value));
