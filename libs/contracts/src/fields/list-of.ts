import type { Issue } from '../issue';
import { defineField, type FieldTitle, type RequiredField } from './field';
import type { FieldSet } from './field-set';
import { isPlainObject } from './plain-object';

interface ListOptions extends FieldTitle { min?: number; max?: number }
const size = (value: unknown, min: number, max: number): value is unknown[] => Array.isArray(value) && value.length >= min && value.length <= max;
const sizeRule = (min: number, max: number) => ({ code: 'list', zh: `须为 ${min} 至 ${max} 项的列表`, en: `must be a list of ${min} to ${max} items` });

const explainItems = (value: unknown, at: (item: unknown) => Omit<Issue, 'pointer'> | undefined): Issue[] => !Array.isArray(value) ? [] : value.flatMap((item, i) => {
  const fault = at(item);
  return fault ? [{ ...fault, pointer: `/${i}` }] : [];
});

/** A list of single values, for example of dates. */
export const listOf = <T>({ of, min = 0, max = 200, ...title }: ListOptions & { of: RequiredField<T> }): RequiredField<T[]> => defineField<T[]>({
  kind: 'list-of',
  title,
  sensitive: of.sensitive,
  rule: { ...sizeRule(min, max), test: (value) => size(value, min, max) && value.every((item) => of.rule.test(item)) },
  schema: { type: 'array', minItems: min, maxItems: max, items: of.schema },
  widget: { name: 'list', min, max, item: of.widget },
  explain: (value) => explainItems(value, (item) => of.rule.test(item) ? undefined : { code: of.rule.code, zh: of.rule.zh, en: of.rule.en }),
});

/** A list of groups, for example of accounts. */
export const listOfGroups = <T>({ of, min = 0, max = 200, ...title }: ListOptions & { of: FieldSet<T> }): RequiredField<T[]> => defineField<T[]>({
  kind: 'list-of-groups',
  title,
  rule: { ...sizeRule(min, max), test: (value) => size(value, min, max) && value.every(isPlainObject) },
  schema: { type: 'array', minItems: min, maxItems: max, items: of.jsonSchema() },
  widget: { name: 'list', min, max, fields: of.form() },
  nested: () => of as FieldSet,
  explain: (value) => explainItems(value, (item) => isPlainObject(item) ? undefined : { code: 'object', zh: '须为一组字段', en: 'must be an object' }),
});
