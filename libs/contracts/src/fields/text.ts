import { defineField, type FieldTitle, type RequiredField } from './field';
import { atMost, linePattern } from './well-formed';

const line = new RegExp(linePattern, 'u');

/** One line of text, at most `max` characters (default 200). */
export const text = ({ max = 200, ...title }: FieldTitle & { max?: number }): RequiredField<string> => defineField<string>({
  kind: 'text',
  title,
  rule: {
    code: 'text', zh: `须为 1 至 ${max} 个字符的单行文字，不含控制字符`, en: `must be one line of 1 to ${max} characters without control characters`,
    test: (value) => typeof value === 'string' && atMost(value, max) && line.test(value),
  },
  schema: { type: 'string', minLength: 1, maxLength: max, pattern: linePattern },
  widget: { name: 'text', maxLength: max },
});
