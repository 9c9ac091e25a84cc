import { numberFault } from './check-number';
import { fenOf, moneyOf, moneyWords } from './money';

describe('numbers as they are typed', () => {
  it.each([['142629198703124515', undefined], ['14262919870312451', '还差 1 位'], ['142629198703124516', '校验位不对，请核对'], ['1426291987031245１5', undefined], ['14262919870312451A', '须为 18 位，末位可为 X']])('an ID number %s: %s', (value, zh) => {
    expect(numberFault('person-id', value)?.zh).toBe(zh);
  });
  it.each([['91141031MA0K3T8X69', undefined], ['91141031ma0k3t8x69', undefined], ['91141031MA0K3T8X68', '校验位不对，请核对'], ['91141031MA0K3T8XI9', '须为 18 位数字或大写字母（无 I、O、S、V、Z）']])('a credit code %s: %s', (value, zh) => {
    expect(numberFault('credit-code', value)?.zh).toBe(zh);
  });
  it('says nothing of what is empty or of other kinds', () => {
    expect(numberFault('person-id', '')).toBeUndefined();
    expect(numberFault('text', 'x')).toBeUndefined();
    expect(numberFault('case-number', '（2025）晋1031执312号')).toBeUndefined();
    expect(numberFault('case-number', '312号')?.en).toContain('case number');
  });
  it('takes amounts as people write them and sends them as the services want them', () => {
    expect(['200,000', '1.5', '¥ 3.20', '１２', '1.234', 'x', ''].map(fenOf)).toEqual([20_000_000, 150, 320, 1200, undefined, undefined, undefined]);
    expect(moneyOf(16_739_945)).toBe('167399.45');
    expect([16_739_945, 5, -3_260_055].map(moneyWords)).toEqual(['167,399.45', '0.05', '−32,600.55']);
  });
});
