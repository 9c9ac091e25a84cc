import { defineField, type FieldTitle, type RequiredField } from './field';

export const bankAccountPattern = '^[0-9](?:[0-9-]{6,30})[0-9]$';
const expression = new RegExp(bankAccountPattern, 'u');

export const isBankAccount = (value: unknown): value is string => typeof value === 'string' && expression.test(value);

/** Number of a bank account or card (账号): 8 to 32 digits, hyphens inside allowed. */
export const bankAccount = (title: FieldTitle): RequiredField<string> => defineField<string>({
  kind: 'bank-account',
  title,
  sensitive: true,
  rule: {
    code: 'bank-account', zh: '须为 8 至 32 位账号', en: 'must be an account number of 8 to 32 digits',
    test: isBankAccount,
  },
  schema: { type: 'string', pattern: bankAccountPattern },
  widget: { name: 'bank-account' },
});
