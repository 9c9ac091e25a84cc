import { optionList, type Options } from './choice';
import { defineField, type FieldTitle, type RequiredField } from './field';
import { isPlainObject } from './plain-object';

/** One value for each of some known keys, at least one: what happened to each item of a query. */
export const mapOf = <K extends string, V>({ keys, of, ...title }: FieldTitle & { keys: Options<K>; of: RequiredField<V> }): RequiredField<Partial<Record<K, V>>> => {
  const valid = (key: string, value: unknown) => Object.hasOwn(keys, key) && of.rule.test(value);
  return defineField<Partial<Record<K, V>>>({
    kind: 'map-of',
    title,
    sensitive: of.sensitive,
    rule: {
      code: 'map', zh: `须按项给出结果，项为：${Object.keys(keys).join('、')}`, en: `must give a value by item; the items are ${Object.keys(keys).join(', ')}`,
      test: (value) => isPlainObject(value) && Object.keys(value).length > 0 && Object.entries(value).every(([key, item]) => valid(key, item)),
    },
    schema: { type: 'object', minProperties: 1, additionalProperties: false, properties: Object.fromEntries(Object.keys(keys).map((key) => [key, of.schema])) },
    widget: { name: 'map', keys: optionList(keys), item: of.widget },
    explain: (value) => !isPlainObject(value) ? [] : Object.entries(value).flatMap(([key, item]) => valid(key, item) || !Object.hasOwn(keys, key) ? []
      : [{ pointer: `/${key}`, code: of.rule.code, zh: of.rule.zh, en: of.rule.en }]),
  });
};
