import { optionList, type Options } from './choice';
import { defineField, type FieldTitle, type RequiredField } from './field';

/** One or more of the given values, none twice. */
export const choices = <V extends string>({ options, ...title }: FieldTitle & { options: Options<V> }): RequiredField<V[]> => {
  const known = new Set(Object.keys(options));
  return defineField<V[]>({
    kind: 'choices',
    title,
    rule: {
      code: 'choices', zh: `须选一项或多项，不得重复：${[...known].join('、')}`, en: `must be one or more of ${[...known].join(', ')}, none twice`,
      test: (value) => Array.isArray(value) && value.length > 0 && new Set(value).size === value.length && value.every((item) => known.has(item)),
    },
    schema: { type: 'array', minItems: 1, uniqueItems: true, items: { type: 'string', enum: [...known] } },
    widget: { name: 'choices', options: optionList(options) },
  });
};
