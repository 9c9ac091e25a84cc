import { defineField, type FieldTitle, type RequiredField } from './field';

/** Yes or no. */
export const boolean = (title: FieldTitle): RequiredField<boolean> => defineField<boolean>({
  kind: 'boolean',
  title,
  rule: { code: 'boolean', zh: '须为是或否', en: 'must be true or false', test: (value) => typeof value === 'boolean' },
  schema: { type: 'boolean' },
  widget: { name: 'boolean' },
});
