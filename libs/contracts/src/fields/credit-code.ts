import { defineField, type FieldTitle, type RequiredField } from './field';

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
export const creditCodePattern = '^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$';
const expression = new RegExp(creditCodePattern, 'u');
const weights = Array.from({ length: 17 }, (_, i) => Number(3n ** BigInt(i) % 31n));

/** The last character of a credit code whose first 17 are given (GB 32100-2015). */
export const creditCodeCheckCharacter = (code: string): string =>
  alphabet[(31 - (weights.reduce((sum, weight, i) => sum + weight * alphabet.indexOf(code[i]!), 0) % 31)) % 31]!;

/** 18 characters without I, O, S, V, Z and a right checksum (GB 32100-2015). */
export const isCreditCode = (value: unknown): value is string =>
  typeof value === 'string' && expression.test(value) && creditCodeCheckCharacter(value) === value[17];

/** Unified social credit code of a company (统一社会信用代码). */
export const creditCode = (title: FieldTitle): RequiredField<string> => defineField<string>({
  kind: 'credit-code',
  title,
  sensitive: true,
  rule: {
    code: 'credit-code', zh: '须为 18 位统一社会信用代码，校验码须正确（GB 32100）', en: 'must be an 18-character unified social credit code with a right check character (GB 32100)',
    test: isCreditCode,
  },
  schema: { type: 'string', pattern: creditCodePattern },
  widget: { name: 'credit-code' },
});
