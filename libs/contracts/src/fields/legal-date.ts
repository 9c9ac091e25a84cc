import { defineField, type FieldTitle, type RequiredField } from './field';

/** Years 1900 to 2199, months and days that exist; only 29 February of a common year is left to `isLegalDate`. */
export const legalDatePattern = '^(?:19|20|21)[0-9]{2}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|[12][0-9]))$';
const expression = new RegExp(legalDatePattern, 'u');

/** A real calendar day, YYYY-MM-DD. */
export const isLegalDate = (value: unknown): boolean => {
  if (typeof value !== 'string' || !expression.test(value)) return false;
  if (!value.endsWith('-02-29')) return true;
  const year = Number(value.slice(0, 4));
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
};

/** The same day `years` later; 29 February becomes 28 February in a common year. */
export const addYears = (date: string, years: number): string => {
  const moved: string = `${String(Number(date.slice(0, 4)) + years).padStart(4, '0')}${date.slice(4)}`;
  return isLegalDate(moved) ? moved : `${moved.slice(0, 8)}28`;
};

/** A day in Asia/Shanghai. */
export const legalDate = (title: FieldTitle): RequiredField<string> => defineField<string>({
  kind: 'legal-date',
  title,
  rule: { code: 'date', zh: '须为真实存在的日期（YYYY-MM-DD）', en: 'must be a real date (YYYY-MM-DD)', test: isLegalDate },
  schema: { type: 'string', pattern: legalDatePattern },
  widget: { name: 'date' },
});
