import { defineField, type FieldTitle, type RequiredField } from './field';
import { isRealDate, legalDatePattern } from './legal-date';

const day = legalDatePattern.slice(0, -1);
/** RFC 3339 with an offset; no leap seconds. */
export const instantPattern = `${day}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])$`;
const expression = new RegExp(instantPattern, 'u');

/** A point in time, RFC 3339 with offset. */
export const instant = (title: FieldTitle): RequiredField<string> => defineField<string>({
  kind: 'instant',
  title,
  rule: {
    code: 'instant', zh: '须为带时区的时间（如 2025-06-05T10:00:00+08:00）', en: 'must be a time with offset (such as 2025-06-05T10:00:00+08:00)',
    test: (value) => typeof value === 'string' && expression.test(value) && isRealDate(value.slice(0, 10)),
  },
  schema: { type: 'string', pattern: instantPattern },
  widget: { name: 'instant' },
});
