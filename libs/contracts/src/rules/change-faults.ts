import { isLegalDate } from '../shanghai-time';
import { isLimitRow, type RuleRow } from './rule-row';

const levels = ['law', 'opinion', 'policy'];
const units = ['minute', 'hour', 'day', 'workday', 'month', 'year'];
const members = ['id', 'n', 'unit', 'restDay', 'article', 'document', 'level', 'validFrom', 'validTo', 'region', 'why', 'by', 'decided', 'note'];
const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';

/** What is wrong with one further row by itself; it comes from a file or from the directory. Says what to write instead. */
export function changeFaults(value: unknown, base: ReadonlyMap<string, RuleRow>): string[] {
  if (typeof value !== 'object' || value === null) return ['is no object'];
  const row = value as Record<string, unknown>;
  const declared = typeof row.id === 'string' ? base.get(row.id) : undefined;
  if (!declared) return [`there is no rule ${String(row.id)}; an id is <type>.<obligation>, with .<urgency> or .<milestone> where the contract has one of its own`];
  if (!isLimitRow(declared)) return ['the request or the reply itself sets this end: there is no limit to change'];
  const { n, unit, restDay, level, document, article, validFrom, validTo, region, decided, by, why, note } = row;
  const elapsed = unit === 'minute' || unit === 'hour';
  return [
    ...Object.keys(row).filter((name) => !members.includes(name)).map((name) => `has no member ${name}`),
    ...units.includes(unit as string) ? [] : [`unit must be one of ${units.join(', ')}`],
    ...Number.isInteger(n) && (n as number) >= (elapsed ? 1 : 0) ? [] : [elapsed ? 'n must be a whole number, at least 1' : 'n must be a whole number, 0 for the same day'],
    ...restDay === undefined || restDay === 'next' || restDay === 'same' ? [] : ['restDay must be next or same'],
    ...levels.includes(level as string) ? [] : [`level must be one of ${levels.join(', ')}`],
    ...level === 'law' && !(isText(document) && isText(article)) ? ['level law needs document and article'] : [],
    ...level === 'opinion' && !isText(document) ? ['level opinion needs a document'] : [],
    ...[{ document }, { article }].flatMap((one) => Object.entries(one)).filter(([, text]) => text !== undefined && !isText(text)).map(([name]) => `${name} must be a text`),
    ...isLegalDate(validFrom) ? [] : ['validFrom must be a date, YYYY-MM-DD'],
    ...validTo === undefined || (isLegalDate(validTo) && validTo >= (validFrom as string)) ? [] : ['validTo must be a date, YYYY-MM-DD, not before validFrom'],
    ...region === undefined || (typeof region === 'string' && /^\d{2}(?:\d{2}){0,2}$/.test(region)) ? [] : ['region must be the first 2, 4 or 6 digits of a GB/T 2260 code, such as 14 for Shanxi'],
    ...isText(by) ? [] : ['by must say who decided it'],
    ...isText(why) ? [] : ['why must say for what reason'],
    ...isLegalDate(decided) && decided < (validFrom as string) ? [] : ['decided must be a date before validFrom: no row changes what has begun'],
    ...note === undefined || isNote(note) ? [] : ['note must be {zh, en}'],
  ];
}

function isNote(note: unknown): boolean {
  const { zh, en } = (typeof note === 'object' && note !== null ? note : {}) as Record<string, unknown>;
  return isText(zh) && isText(en);
}
