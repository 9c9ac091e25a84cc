import { defineField, type FieldTitle, type RequiredField } from './field';

/** Year, court short code, type word (执, 执恢, 执保, 执异 …), serial: `（2025）晋1031执123号`. */
export const caseNumberPattern = '^（(?:19|20)[0-9]{2}）[\\u4E00-\\u9FA5]{1,3}[0-9]{0,6}[\\u4E00-\\u9FA5]{1,6}[0-9]{1,12}号(?:之[一二三四五六七八九十]{1,3})?$';
const expression = new RegExp(caseNumberPattern, 'u');

/** Writes a case number as courts publish it: full-width brackets, half-width digits, no spaces. What it cannot read stays as it is. */
export const normaliseCaseNumber = (written: string): string => written
  .replace(/\s+/gu, '')
  .replace(/[\uFF10-\uFF19]/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
  .replace(/^[([〔［【（](\d{4})[)\]〕］】）]/u, '（$1）');

/** A case number, however its brackets are written. Normalise before storing or comparing. */
export const isCaseNumber = (value: unknown): value is string => typeof value === 'string' && value.length <= 64 && expression.test(normaliseCaseNumber(value));

/** Number of a case (案号). The schema describes the normal form; other brackets are taken too. */
export const caseNumber = (title: FieldTitle): RequiredField<string> => defineField<string>({
  kind: 'case-number',
  title,
  rule: { code: 'case-number', zh: '须为案号，如（2025）晋1031执123号', en: 'must be a case number such as （2025）晋1031执123号', test: isCaseNumber },
  schema: { type: 'string', minLength: 8, maxLength: 64, examples: ['（2025）晋1031执123号'] },
  widget: { name: 'case-number', placeholder: '（2025）晋1031执123号' },
});
