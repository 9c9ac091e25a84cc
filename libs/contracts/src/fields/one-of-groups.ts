import { defineField, type FieldTitle, type RequiredField } from './field';
import type { FieldSet } from './field-set';
import { isPlainObject } from './plain-object';

type ValueOfSet<S> = S extends FieldSet<infer T> ? T : never;

/** One of several groups, told apart by the value of the property `by` (the name of the variant). */
export const oneOfGroups = <V extends Record<string, FieldSet<never> | FieldSet<unknown>>>({ by, variants, ...title }: FieldTitle & { by: string; variants: V }): RequiredField<ValueOfSet<V[keyof V]>> => {
  const variantOf = (value: unknown): FieldSet | undefined => {
    const name = isPlainObject(value) ? value[by] : undefined;
    return typeof name === 'string' && Object.hasOwn(variants, name) ? variants[name] as FieldSet : undefined;
  };
  const names = Object.keys(variants);
  return defineField<ValueOfSet<V[keyof V]>>({
    kind: 'one-of-groups',
    title,
    rule: { code: 'variant', zh: `须为一组字段，其 ${by} 为：${names.join('、')}`, en: `must be an object whose ${by} is one of ${names.join(', ')}`, test: (value) => variantOf(value) !== undefined },
    schema: { type: 'object', oneOf: names.map((name) => (variants[name] as FieldSet).jsonSchema()) },
    widget: { name: 'variants', by, variants: Object.fromEntries(names.map((name) => [name, (variants[name] as FieldSet).form()])) },
    nested: variantOf,
    explain: (value) => !isPlainObject(value) ? [] : [{ pointer: `/${by}`, code: 'choice', zh: `须为以下之一：${names.join('、')}`, en: `must be one of ${names.join(', ')}` }],
  });
};
