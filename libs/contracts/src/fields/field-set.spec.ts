import { bankAccount, choice, fieldSet, group, instant, integer, legalDate, listOf, listOfGroups, mapOf, money, oneOfGroups, optional, personId, text, creditCode } from './index';

const t = (zh: string) => ({ zh, en: zh });
const person = fieldSet({ kind: choice({ ...t('类别'), options: { person: t('自然人') } }), idNumber: personId(t('身份证号')) });
const company = fieldSet({ kind: choice({ ...t('类别'), options: { company: t('单位') } }), creditCode: creditCode(t('代码')) });
const account = fieldSet({ number: bankAccount(t('账号')), balance: money(t('余额')), until: optional(legalDate(t('至'))) });
const set = fieldSet({
  name: text(t('名称')), n: integer({ ...t('数'), max: 5 }), at: optional(instant(t('时间'))),
  one: group({ ...t('账户'), of: account }), accounts: optional(listOfGroups({ ...t('账户'), of: account })),
  days: optional(listOf({ ...t('日'), of: legalDate(t('日')) })),
  items: optional(mapOf({ ...t('项'), keys: { a: t('a'), 'b-c': t('b') }, of: choice({ ...t('果'), options: { found: t('有'), none: t('无') } }) })),
  subject: optional(oneOfGroups({ ...t('对象'), by: 'kind', variants: { person, company } })),
});
const good = () => ({ name: '张', n: 3, one: { number: '6222000504100012345', balance: '1.00' } } as Record<string, unknown>);
const pointers = (value: unknown, strict = false) => set.validate(value, { strict }).map(({ pointer, code }) => `${pointer} ${code}`);

describe('fieldSet', () => {
  it('takes a valid value', () => expect(pointers(good(), true)).toEqual([]));
  it.each<[Record<string, unknown>, string]>([
    [{ name: undefined }, '/name required'], [{ name: null }, '/name text'], [{ n: 6 }, '/n integer'], [{ at: null }, '/at instant'],
    [{ one: [] }, '/one object'], [{ one: 'x' }, '/one object'], [{ one: { number: '6222000504100012345' } }, '/one/balance required'],
    [{ accounts: {} }, '/accounts list'], [{ accounts: [null] }, '/accounts/0 object'], [{ accounts: [{ number: '1', balance: '1.00' }] }, '/accounts/0/number bank-account'],
    [{ days: ['2025-02-30'] }, '/days/0 date'], [{ items: {} }, '/items map'], [{ items: { 'b-c': 'x' } }, '/items/b-c choice'], [{ items: { z: 'found' } }, '/items map'],
    [{ subject: { kind: 'x' } }, '/subject/kind choice'], [{ subject: [] }, '/subject variant'], [{ subject: { kind: 'person', idNumber: '142629198703124516' } }, '/subject/idNumber person-id'],
  ])('%j → %s', (change, issue) => expect(pointers({ ...good(), ...change })).toEqual([issue]));

  it('refuses unknown properties only when strict', () => {
    const value = { ...good(), extra: 1, one: { number: '6222000504100012345', balance: '1.00', 'a/b': 1 } };
    expect(pointers(value)).toEqual([]);
    expect(pointers(value, true)).toEqual(['/one/a~1b unknown-property', '/extra unknown-property']);
    expect(pointers(JSON.parse('{"__proto__": {"n": 1}, "constructor": 1}'), true)).toContain('/__proto__ unknown-property');
  });
  it('is no object: one issue', () => { for (const value of [null, [], 'x', 3, undefined]) expect(pointers(value)).toEqual([' object']); });
  it('masks sensitive values', () => {
    expect(set.masked({ ...good(), subject: { kind: 'person', idNumber: '142629198703124515' } })).toEqual({
      name: '张', n: 3, one: { number: '6222***********2345', balance: '1.00' }, subject: { kind: 'person', idNumber: '1426**********4515' } });
  });
  it('survives values nested thousands deep', () => {
    let deep: unknown = 1;
    for (let i = 0; i < 100_000; i++) deep = { deep };
    expect(pointers({ ...good(), deep })).toEqual([]);
  });
});
