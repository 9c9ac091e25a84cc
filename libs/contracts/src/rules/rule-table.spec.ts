import { BadDeclaration } from '../bad-declaration';
import { queryPerson, referRefusalOffence, requests, takeIntoDetention } from '../requests';
import { parseInstant } from '../shanghai-time';
import { baseRows, createRuleTable, ruleTableOf, surelyNotLonger, type RuleChange, type RuleTable } from '.';
import type { Limit } from '../obligation-rule';

const at = (day: string): number => parseInstant(`${day.length === 10 ? `${day}T00:00:00` : day}+08:00`);
const change = (more: Partial<RuleChange> = {}): RuleChange => ({
  id: 'query-person.answer', n: 2, unit: 'workday', level: 'policy', validFrom: '2026-01-01', decided: '2025-12-01', by: '山西省高级人民法院执行局', why: '缩短查询时限', ...more,
});
const table = (...changes: RuleChange[]): RuleTable => createRuleTable(requests, changes);
/** A made-up contract with a limit that law sets. */
const lawful = {
  type: 'tennis', obligations: [{ ...takeIntoDetention.obligations.find(({ name }) => name === 'notify-family')!, name: 'play', limit: { n: 7, unit: 'day' as const } }],
};
const under = (...changes: Partial<RuleChange>[]): RuleTable => createRuleTable([lawful], changes.map((more) => change({ id: 'tennis.play', n: 5, unit: 'day', ...more })));
const faults = (make: () => unknown): string => {
  try {
    make();
  } catch (error) {
    if (error instanceof BadDeclaration) return error.message;
    throw error;
  }
  throw new Error('nothing was refused');
};

describe('base rows', () => {
  it('are one for each limit of each contract, with its source', () => {
    expect([...baseRows(queryPerson).keys()]).toEqual(['query-person.deliver', 'query-person.accept', 'query-person.accept.urgent', 'query-person.accept.critical', 'query-person.answer']);
    expect(baseRows(queryPerson).get('query-person.accept.critical')).toMatchObject({ n: 30, unit: 'minute', level: 'policy' });
    expect(baseRows(referRefusalOffence).get('refer-refusal-offence.decide.complex')).toMatchObject({ n: 30, unit: 'day', level: 'opinion', document: expect.stringContaining('法发〔2025〕8号') as string, article: '5' });
    expect(baseRows(takeIntoDetention).get('take-into-detention.detention-ends')).toMatchObject({ until: 'reply', level: 'law' });
  });

  it('have ids of their own over the whole catalogue', () => {
    const ids = requests.flatMap((contract) => [...baseRows(contract).keys()]);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('the rule in force', () => {
  const n = (rules: RuleTable, day: string, region?: string): unknown => (rules.ruleInForce('query-person.answer', at(day), region) as { n?: number } | undefined)?.n;

  it('is the contract’s until a later row takes over, at 00:00 in Shanghai', () => {
    const rules = table(change(), change({ n: 1, validFrom: '2026-06-01' }));
    expect(['2025-12-31T23:59:59', '2026-01-01', '2026-05-31T23:59:59', '2026-06-01'].map((day) => n(rules, day))).toEqual([3, 2, 2, 1]);
  });

  it('is the one before again after the last day of a row', () => {
    const rules = table(change({ validTo: '2026-03-31' }));
    expect(['2026-03-31T23:59:59', '2026-04-01'].map((day) => n(rules, day))).toEqual([2, 3]);
  });

  it('is the row of the most specific region, whatever came later elsewhere', () => {
    const rules = table(change({ region: '14' }), change({ n: 1, region: '140100' }), change({ n: 4, validFrom: '2026-06-01' }));
    expect(['141031', '140108', '650104', undefined].map((region) => n(rules, '2026-07-01', region))).toEqual([2, 1, 4, 4]);
    expect(['141031', '140108', '650104'].map((region) => n(rules, '2025-07-01', region))).toEqual([3, 3, 3]);
  });

  it('knows no id that no contract has', () => {
    expect(table().ruleInForce('query-person.sing', at('2026-01-01'))).toBeUndefined();
    expect(table().rowsOf('query-person.sing')).toEqual([]);
    expect(table(change()).rowsOf('query-person.answer')).toHaveLength(2);
  });
});

describe('a row against the law', () => {
  it('may shorten, not lengthen, and the refusal names both rows', () => {
    expect(() => under({ region: '14' })).not.toThrow();
    expect(faults(() => under({ n: 8, region: '14' }))).toBe('Rule table: tennis.play from 2026-01-01 in region 14 (8 day) would lengthen what law sets: '
      + 'tennis.play from 1949-10-01 (7 day), 民事诉讼法解释 (2022) art. 180. A row may shorten it; state it in the same unit');
  });

  it('may be policy for everywhere only when it is shorter, and law at any length', () => {
    expect(faults(() => under({ n: 8, level: 'policy' }))).toContain('would lengthen');
    expect(() => under({ n: 8, level: 'law', document: '民事诉讼法 (2030)', article: '1' })).not.toThrow();
    expect(faults(() => under({ n: 8, level: 'law', document: '山西省条例', article: '1', region: '14' }))).toContain('would lengthen');
  });

  it('is measured by the law of its own time', () => {
    const shorter: Partial<RuleChange> = { n: 3, level: 'law', document: '民事诉讼法 (2030)', article: '1', validFrom: '2030-01-01' };
    expect(() => under(shorter, { region: '14', validTo: '2029-12-31' })).not.toThrow();
    expect(faults(() => under(shorter, { region: '14' }))).toContain('from 2030-01-01 (3 day)');
    expect(faults(() => under(shorter, { region: '14', validFrom: '2031-01-01' }))).not.toContain('1949');
    expect(() => under({ ...shorter, n: 9 }, { n: 8, region: '14', validFrom: '2031-01-01' })).not.toThrow();
  });

  it('may change policy and opinions freely', () => {
    expect(() => table(change({ n: 10 }))).not.toThrow();
  });

  it.each<[Limit, Limit, boolean]>([
    [{ n: 7, unit: 'day' }, { n: 7, unit: 'day' }, true], [{ n: 7, unit: 'day' }, { n: 7, unit: 'day', restDay: 'same' }, false],
    [{ n: 7, unit: 'day', restDay: 'same' }, { n: 7, unit: 'day' }, true], [{ n: 24, unit: 'hour' }, { n: 1, unit: 'day' }, true],
    [{ n: 25, unit: 'hour' }, { n: 1, unit: 'day' }, false], [{ n: 90, unit: 'minute' }, { n: 1, unit: 'hour' }, false], [{ n: 60, unit: 'minute' }, { n: 1, unit: 'hour' }, true],
    [{ n: 5, unit: 'day' }, { n: 5, unit: 'workday' }, true], [{ n: 1, unit: 'workday' }, { n: 7, unit: 'day' }, false],
    [{ n: 28, unit: 'day' }, { n: 1, unit: 'month' }, true], [{ n: 29, unit: 'day' }, { n: 1, unit: 'month' }, false],
    [{ n: 1, unit: 'month' }, { n: 31, unit: 'day' }, true], [{ n: 1, unit: 'month' }, { n: 30, unit: 'day' }, false], [{ n: 1, unit: 'day' }, { n: 48, unit: 'hour' }, false],
  ])('%j is surely no longer than %j: %s', (limit, other, expected) => expect(surelyNotLonger(limit, other)).toBe(expected));
});

describe('a row by itself', () => {
  it.each<[Partial<Record<keyof RuleChange | 'document' | 'limit', unknown>>, string]>([
    [{ id: 'query-person.sing' }, 'there is no rule query-person.sing'], [{ id: 'take-into-detention.detention-ends' }, 'sets this end'],
    [{ n: 1.5 }, 'whole number'], [{ n: 0, unit: 'hour' }, 'at least 1'], [{ unit: 'week' }, 'unit must be one of minute'], [{ restDay: 'before' }, 'restDay must be'],
    [{ level: 'contract' }, 'level must be one of'], [{ level: 'law' }, 'level law needs document and article'], [{ level: 'law', document: '民事诉讼法' }, 'level law needs article'], [{ level: 'opinion' }, 'level opinion needs document'], [{ document: 5 }, 'document must be a text'],
    [{ validFrom: '2026-02-30' }, 'validFrom must be a date'], [{ validTo: '2025-12-31' }, 'not before validFrom'], [{ region: 'Shanxi' }, 'region must be'], [{ region: '141' }, 'region must be'],
    [{ by: '' }, 'by must say who decided'], [{ why: undefined }, 'why must say for what reason'], [{ decided: '2026-01-01' }, 'decided must be a date before validFrom'], [{ note: 'x' }, 'note must be'], [{ limit: 2 }, 'no member limit'],
  ])('with %j is refused: %s', (part, expected) => {
    expect(faults(() => table(change({ n: 1 }), change(part as Partial<RuleChange>)))).toMatch(new RegExp(`^Rule table: row 2 \\(.*${expected}`));
  });

  it('is refused twice', () => {
    expect(faults(() => table(change({ region: '14' }), change({ region: '140000', n: 1 })))).toContain('two rows query-person.answer@2026-01-01@14');
  });
});

describe('rows as the directory brings them', () => {
  it('are taken in one order, whatever order they came in; what is refused is told and left out', () => {
    const rows = [change({ n: 9, id: 'tennis.play', unit: 'day' }), change({ id: 'tennis.play', unit: 'day', region: '14' }), change({ id: 'tennis.play', unit: 'day', region: '14', n: 3, decided: '2025-12-02' })];
    for (const order of [rows, [...rows].reverse()]) {
      const refused: string[] = [];
      const rules = ruleTableOf([lawful], order, ({ n }, reason) => refused.push(`${n}: ${reason}`));
      expect(rules.changes).toEqual([rows[1]]);
      expect(refused.sort()).toEqual([expect.stringContaining('3: two rows'), expect.stringContaining('9: tennis.play from 2026-01-01 (9 day) would lengthen')]);
    }
  });
});
