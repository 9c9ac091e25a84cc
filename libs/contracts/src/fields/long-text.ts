import { defineField, type FieldTitle, type RequiredField } from './field';
import { atMost, textPattern } from './well-formed';

const lines = new RegExp(textPattern, 'u');

/** Text of several lines, at most `max` characters (default 4000). */
export const longText = ({ max = 4000, ...title }: FieldTitle & { max?: number }): RequiredField<string> => defineField<string>({
  kind: 'long-text',
  title,
  rule: {
    code: 'text', zh: `须为 1 至 ${max} 个字符的文字，不含控制字符`, en: `must be text of 1 to ${max} characters without control characters`,
    test: (value) => typeof value === 'string' && atMost(value, max) && lines.test(value),
  },
  schema: { type: 'string', minLength: 1, maxLength: max, pattern: textPattern },
  widget: { name: 'long-text', maxLength: max },
});
