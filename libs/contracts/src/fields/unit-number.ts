import { defineField, type FieldTitle, type RequiredField } from './field';

/**
 * County (6) + cadastral district (3) + sub-district (3) + kind of parcel (2) + parcel (5) + what stands on it (1 + 8); `W` with
 * zeros: nothing stands on it. The standard has no check character.
 */
export const unitNumberPattern = '^[1-9][0-9]{11}[GJZ][A-Z][0-9]{5}(?:[FLQ][0-9]{8}|W0{8})$';
const expression = new RegExp(unitNumberPattern, 'u');

/** Number of a real estate unit (不动产单元号): 28 characters (GB/T 37346-2019). Masked: it says where somebody lives. */
export const unitNumber = (title: FieldTitle): RequiredField<string> => defineField<string>({
  kind: 'unit-number',
  title,
  sensitive: true,
  rule: {
    code: 'unit-number', zh: '须为 28 位不动产单元号（GB/T 37346），书写时不留空格', en: 'must be a real estate unit number of 28 characters without spaces (GB/T 37346)',
    test: (value) => typeof value === 'string' && expression.test(value),
  },
  schema: { type: 'string', pattern: unitNumberPattern },
  widget: { name: 'unit-number' },
});
