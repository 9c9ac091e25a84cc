import type { Bilingual } from '../bilingual';
import { defineField, type FieldTitle, type RequiredField } from './field';

/** Stable value → title. Values are on the wire. */
export type Options<V extends string> = Readonly<Record<V, Bilingual>>;

/** The options as a form lists them. */
export const optionList = (options: Options<string>) => Object.entries(options).map(([value, title]) => ({ value, title }));

/** Exactly one of the given values. */
export const choice = <V extends string>({ options, ...title }: FieldTitle & { options: Options<V> }): RequiredField<V> => defineField<V>({
  kind: 'choice',
  title,
  rule: {
    code: 'choice', zh: `须为以下之一：${Object.keys(options).join('、')}`, en: `must be one of ${Object.keys(options).join(', ')}`,
    test: (value) => typeof value === 'string' && Object.hasOwn(options, value),
  },
  schema: { type: 'string', enum: Object.keys(options) },
  widget: { name: 'choice', options: optionList(options) },
});
