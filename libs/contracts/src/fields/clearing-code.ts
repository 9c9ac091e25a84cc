import { defineField, type FieldTitle, type RequiredField } from './field';

export const clearingCodePattern = '^[0-9]{12}$';
const expression = new RegExp(clearingCodePattern, 'u');

/** Number of a bank branch in the interbank payment system (支付系统行号, 联行号): 12 digits. */
export const clearingCode = (title: FieldTitle): RequiredField<string> => defineField<string>({
  kind: 'clearing-code',
  title,
  rule: {
    code: 'clearing-code', zh: '须为 12 位支付系统行号', en: 'must be a clearing code of 12 digits',
    test: (value) => typeof value === 'string' && expression.test(value),
  },
  schema: { type: 'string', pattern: clearingCodePattern },
  widget: { name: 'clearing-code' },
});
