import { defineField, type FieldTitle, type RequiredField } from './field';

/** A whole number from `min` to `max`. */
export const integer = ({ min = 0, max = 1_000_000, ...title }: FieldTitle & { min?: number; max?: number }): RequiredField<number> => defineField<number>({
  kind: 'integer',
  title,
  rule: {
    code: 'integer', zh: `须为 ${min} 至 ${max} 的整数`, en: `must be a whole number from ${min} to ${max}`,
    test: (value) => Number.isInteger(value) && (value as number) >= min && (value as number) <= max,
  },
  schema: { type: 'integer', minimum: min, maximum: max },
  widget: { name: 'integer', min, max },
});
