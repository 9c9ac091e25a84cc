import Ajv2020 from 'ajv/dist/2020';
import fc from 'fast-check';
import { creditCodeCheckCharacter } from './credit-code';
import { bankAccount, boolean, caseNumber, choice, choices, clearingCode, creditCode, instant, integer, legalDate, legalMoment, listOf, longText, mapOf, money, moneyOf, fenOf, normaliseCaseNumber, party, personId, share, text, unitNumber, vin, type Field } from './index';
import { personIdCheckCharacter } from './person-id';

const t = { zh: '字段', en: 'Field' };
const options = { a: t, 'b-c': t };
/** Beside each field: what it takes, and what it refuses. `*` marks what only the rule, not a pattern, can refuse. */
const kinds: [Field, unknown[], unknown[]][] = [
  [text({ ...t, max: 3 }), ['张', 'a b', '😀😀😀'], ['', ' ', '😀😀😀😀', 'a\nb', 'a\u0000', '\ud800', 3, null]],
  [longText({ ...t, max: 5 }), ['a\nb', '\tx'], ['', '\n', 'abcdef', 'a\u0000', 'a\udc00b', [], null]],
  [choice({ ...t, options }), ['a', 'b-c'], ['A', 'constructor', '__proto__', null, ['a']]],
  [choices({ ...t, options }), [['a'], ['b-c', 'a']], [[], ['a', 'a'], ['x'], 'a', [null], null]],
  [boolean(t), [true, false], ['true', 0, null]],
  [integer({ ...t, min: 1, max: 15 }), [1, 15], [0, 16, 1.5, '1', null]],
  [money({ ...t, positive: true }), ['0.01', '999999999999999.99'], ['0.00', '000.00', '-1.00', '1.234', '1', '1.0', '1e3', '1234567890123456.00', 1, ' 1.00']],
  [money(t), ['0.00', '312600.55'], ['+1.00', '1,000.00', '１.00', '1.00\n']],
  [legalDate(t), ['2024-02-29', '2025-12-31'], ['2025-13-01', '2025-04-31', '2025-02-30', '2025-1-1', '2025-06-05T00:00:00+08:00', '*2025-02-29', '*1900-02-29', 20250605]],
  [instant(t), ['2025-06-05T10:00:00+08:00', '2025-06-05T02:00:00.123Z'], ['2025-06-05T10:00:00', '2025-06-05 10:00:00+08:00', '2025-06-05T24:00:00Z', '2025-06-05T10:60:00Z', '*2025-02-29T10:00:00Z']],
  [legalMoment(t), ['2025-06-05', '2025-06-05T10:00:00+08:00'], ['2025-06', 'soon', '*2025-02-29']],
  [personId(t), ['142629198703124515', '140108199001017639', '142629197911050034', '140105198202140015', '140123198508090017'], ['14262919870312451', '142629198713124515', '14262919870312451x', '*142629198703124516', '*142629198702304518', 142629198703124515]],
  [creditCode(t), ['91141031MA0K3T8X69'], ['91141031MA0K3T8I69', '*91141031MA0K3T8X68', '91141031ma0k3t8x69']],
  [caseNumber(t), ['（2025）晋1031执123号', '(2025)晋1031执保57号', '〔2025〕 晋01执恢5号', '（2025）最高法执监1号之二'], ['*2025晋1031执123号', '*（2025）晋1031执123', '', 3]],
  [bankAccount(t), ['6222000504100012345', '0504-1000-12345'], ['123', '6222 0005 0410 0012', 'abcdefgh', 6222000504100012345]],
  [vin(t), ['LSVAA4182E2123456'], ['LSVAA4182E212345', 'LSVAA4182I2123456', 'lsvaa4182e2123456', null]],
  [clearingCode(t), ['102177300012'], ['10217730001', '1021773000123', '10217730001A', ' 102177300012', 102177300012]],
  [unitNumber(t), ['140105001008GB00123F00010021', '141031003002JC00045W00000000', '140105001008GB00123L00000001'], ['140105001008GB00123F0001002', '140105001008GB00123F000100210', '140105 001008 GB00123 F00010021', '140105001008gb00123f00010021', '140105001008AB00123F00010021', '140105001008GB00123X00010021', '141031003002JC00045W00000001', '040105001008GB00123F00010021']],
  [share(t), ['100', '100.000000', '32.5', '0.01', '99.999999', '7'], ['0', '0.00', '100.01', '101', '-1', '1.1234567', '007', '32.5%', '1e1', '', 32.5]],
  [party({ ...t, kinds: ['person'] }), [{ kind: 'person', name: '张某甲', idNumber: '142629198703124515' }], [{ kind: 'company', name: '甲', creditCode: '91141031MA0K3T8X69' }, {}, null, []]],
  [listOf({ ...t, of: legalDate(t), min: 1, max: 2 }), [['2025-01-01']], [[], ['2025-01-01', '2025-01-02', '2025-01-03'], ['x'], {}, null]],
  [mapOf({ ...t, keys: options, of: choice({ ...t, options }) }), [{ a: 'b-c' }, { a: 'a', 'b-c': 'a' }], [{}, { z: 'a' }, { a: 'x' }, [], null]],
];

describe.each(kinds.map(([field, taken, refused]) => [field.kind, field, taken, refused] as const))('%s', (_kind, field, taken, refused) => {
  const bySchema = new Ajv2020().compile(field.schema);
  it.each(taken.map((value) => [value]))('takes %j', (value) => expect([field.rule.test(value), bySchema(value)]).toEqual([true, true]));
  it.each(refused.map((value) => [value]))('refuses %j', (value) => {
    const ruleOnly = typeof value === 'string' && value.startsWith('*');
    expect(field.rule.test(ruleOnly ? value.slice(1) : value)).toBe(false);
    if (!ruleOnly) expect(bySchema(value)).toBe(false);
  });
  it('is total', () => fc.assert(fc.property(fc.anything(), (value) => typeof field.rule.test(value) === 'boolean')));
  it('has sentences that do not repeat a value and a stable code', () => expect([field.rule.code, field.rule.zh.length > 0, field.rule.en.length > 0]).toEqual([expect.stringMatching(/^[a-z-]+$/), true, true]));
});

describe('check characters', () => {
  it('find every single wrong character and every swap of neighbours of an identity number', () => {
    const valid = personId(t).rule.test;
    const id = '142629198703124515';
    for (let i = 0; i < 17; i += 1) {
      for (const digit of '0123456789') if (digit !== id[i]) expect(valid(`${id.slice(0, i)}${digit}${id.slice(i + 1)}`)).toBe(false);
      if (id[i] !== id[i + 1]) expect(valid(`${id.slice(0, i)}${id[i + 1]}${id[i]}${id.slice(i + 2)}`)).toBe(false);
    }
    expect(personIdCheckCharacter('14262919870312451')).toBe('5');
  });
  it('find every single wrong character of a credit code', () => {
    const code = '91141031MA0K3T8X69';
    expect(creditCodeCheckCharacter(code)).toBe('9');
    for (let i = 0; i < 17; i += 1) for (const other of '0123456789ABCDEFGHJKLMNPQRTUWXY') if (other !== code[i]) expect(creditCode(t).rule.test(`${code.slice(0, i)}${other}${code.slice(i + 1)}`)).toBe(false);
  });
});

describe('case numbers', () => {
  it.each(['(2025)晋1031执123号', '〔2025〕晋1031执123号', '[2025]晋1031执123号', '【２０２５】晋１０３１执１２３号', ' （2025） 晋1031 执123号 '])('%s has one normal form', (written) => expect(normaliseCaseNumber(written)).toBe('（2025）晋1031执123号'));
});

describe('money', () => {
  it('counts in whole fen without loss', () => fc.assert(fc.property(fc.bigInt({ min: 0n, max: 10n ** 17n - 1n }), (fen) => fenOf(moneyOf(fen)) === fen && money(t).rule.test(moneyOf(fen)))));
  it('is never negative', () => expect(() => moneyOf(-1n)).toThrow(RangeError));
});
