import { defineField, type FieldTitle, type RequiredField } from './field';
import type { FieldSet } from './field-set';
import { isPlainObject } from './plain-object';

/** Several fields that belong together. */
export const group = <T>({ of, ...title }: FieldTitle & { of: FieldSet<T> }): RequiredField<T> => defineField<T>({
  kind: 'group',
  title,
  rule: { code: 'object', zh: '须为一组字段', en: 'must be an object', test: isPlainObject },
  schema: of.jsonSchema(),
  widget: { name: 'group', fields: of.form() },
  nested: () => of as FieldSet,
});
