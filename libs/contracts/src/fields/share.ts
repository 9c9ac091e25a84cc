import { defineField, type FieldTitle, type RequiredField } from './field';

/** More than nothing, at most the whole; up to six decimal places, no sign. */
export const sharePattern = '^(?=.*[1-9])(?:100(?:\\.0{1,6})?|[1-9]?[0-9](?:\\.[0-9]{1,6})?)$';
const expression = new RegExp(sharePattern, 'u');

/** A share (份额, 持股比例) in per cent as a decimal text: `32.5` is 32.5 %. A number would not keep what the register says. */
export const share = (title: FieldTitle): RequiredField<string> => defineField<string>({
  kind: 'share',
  title,
  rule: {
    code: 'share', zh: '须为大于 0、不超过 100 的百分比，至多六位小数', en: 'must be a percentage above 0 and at most 100, with up to six decimal places',
    test: (value) => typeof value === 'string' && expression.test(value),
  },
  schema: { type: 'string', pattern: sharePattern },
  widget: { name: 'share', unit: '%' },
});
