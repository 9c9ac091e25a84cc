import type { Bilingual } from '../words/i18n';

const idWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const creditLetters = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** GB 11643: eighteen characters, the last one from the others. */
function personFault(value: string): Bilingual | undefined {
  if (value.length < 18) return { zh: `还差 ${18 - value.length} 位`, en: `${18 - value.length} characters missing` };
  if (!/^\d{17}[\dX]$/.test(value)) return { zh: '须为 18 位，末位可为 X', en: 'must be 18 digits; the last may be X' };
  const sum = idWeights.reduce((total, weight, at) => total + weight * Number(value[at]), 0);
  return '10X98765432'[sum % 11] === value[17] ? undefined : { zh: '校验位不对，请核对', en: 'the check digit is wrong' };
}

/** GB 32100: eighteen of thirty-one characters, the last one from the others. */
function creditFault(value: string): Bilingual | undefined {
  if (value.length < 18) return { zh: `还差 ${18 - value.length} 位`, en: `${18 - value.length} characters missing` };
  if (value.length > 18 || [...value].some((letter) => !creditLetters.includes(letter))) return { zh: '须为 18 位数字或大写字母（无 I、O、S、V、Z）', en: 'must be 18 digits or capitals without I, O, S, V, Z' };
  const sum = [...value.slice(0, 17)].reduce((total, letter, at) => total + creditLetters.indexOf(letter) * (3 ** at % 31), 0);
  return creditLetters[(31 - (sum % 31)) % 31] === value[17] ? undefined : { zh: '校验位不对，请核对', en: 'the check character is wrong' };
}

const checks: Record<string, (value: string) => Bilingual | undefined> = {
  'person-id': personFault, 'credit-code': creditFault,
  'bank-account': (value) => (/^\d[\d-]{6,30}\d$/.test(value) ? undefined : { zh: '账号为 8 至 32 位数字', en: 'an account has 8 to 32 digits' }),
  money: (value) => (/^\d{1,15}\.\d\d$/.test(value) ? undefined : { zh: '金额如 167,399.45', en: 'an amount such as 167,399.45' }),
  'case-number': (value) => (/^\(\d{4}\).+号$/.test(value) ? undefined : { zh: '案号如（2025）晋1031执312号', en: 'a case number such as （2025）晋1031执312号' }),
};

/** What is wrong with a number as it is typed, by the kind of its field; the service checks it again. Undefined where nothing is. */
export const numberFault = (kind: string, value: unknown): Bilingual | undefined => (typeof value !== 'string' || value === '' ? undefined : checks[kind]?.(value.normalize('NFKC').replace(/\s/g, '').toUpperCase()));
