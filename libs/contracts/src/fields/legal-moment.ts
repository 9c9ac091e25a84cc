import { defineField, type FieldTitle, type RequiredField } from './field';
import { instantPattern } from './instant';
import { isRealDate, legalDatePattern } from './legal-date';

const moment = new RegExp(`${legalDatePattern}|${instantPattern}`, 'u');

/** A day (its end is meant) or a point in time: the new end of an extended time limit. */
export const legalMoment = (title: FieldTitle): RequiredField<string> => defineField<string>({
  kind: 'legal-moment',
  title,
  rule: {
    code: 'date-or-instant', zh: '须为真实存在的日期，或带时区的时间', en: 'must be a real date, or a time with offset',
    test: (value) => typeof value === 'string' && moment.test(value) && isRealDate(value.slice(0, 10)),
  },
  schema: { type: 'string', anyOf: [{ pattern: legalDatePattern }, { pattern: instantPattern }] },
  widget: { name: 'date-or-instant' },
});
