import { defineField, type FieldTitle, type RequiredField } from './field';
import { isRealDate } from './legal-date';

export const personIdPattern = '^[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9X]$';
const expression = new RegExp(personIdPattern, 'u');
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The last character of an identity number (公民身份号码) whose first 17 digits are given: ISO 7064 MOD 11-2, GB 11643-1999. */
export const personIdCheckCharacter = (digits: string): string =>
  '10X98765432'[weights.reduce((sum, weight, i) => sum + weight * Number(digits[i]), 0) % 11]!;

/** 18 characters, a real day of birth, a right checksum (GB 11643-1999). */
export const isPersonId = (value: unknown): value is string =>
  typeof value === 'string' && expression.test(value)
  && isRealDate(`${value.slice(6, 10)}-${value.slice(10, 12)}-${value.slice(12, 14)}`)
  && personIdCheckCharacter(value) === value[17];

/** Identity number of a person (公民身份号码). */
export const personId = (title: FieldTitle): RequiredField<string> => defineField<string>({
  kind: 'person-id',
  title,
  sensitive: true,
  rule: {
    code: 'person-id', zh: '须为 18 位公民身份号码，出生日期与校验码须正确（GB 11643）', en: 'must be an 18-character identity number with a real birth date and a right check character (GB 11643)',
    test: isPersonId,
  },
  schema: { type: 'string', pattern: personIdPattern },
  widget: { name: 'person-id' },
});
