import { isLegalDate } from '../shanghai-time';
import { defineField, type FieldTitle, type RequiredField } from './field';

/** Years 1900 to 2199, months and days that exist; only 29 February of a common year is left to `isRealDate`. */
export const legalDatePattern = '^(?:19|20|21)[0-9]{2}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|[12][0-9]))$';
const expression = new RegExp(legalDatePattern, 'u');

/** A real day of the years 1900 to 2199, YYYY-MM-DD. */
export const isRealDate = (value: unknown): boolean => typeof value === 'string' && expression.test(value) && isLegalDate(value);

/** A day in Asia/Shanghai. */
export const legalDate = (title: FieldTitle): RequiredField<string> => defineField<string>({
  kind: 'legal-date',
  title,
  rule: { code: 'date', zh: '须为真实存在的日期（YYYY-MM-DD）', en: 'must be a real date (YYYY-MM-DD)', test: isRealDate },
  schema: { type: 'string', pattern: legalDatePattern },
  widget: { name: 'date' },
});
