import { createCalendar, NOTICES } from '../calendar';
import { preservationLimits } from '../preservation-limits';
import { queryPerson } from '../requests';
import { parseInstant } from '../shanghai-time';
import { createRuleTable, rulesInForce } from '.';

const calendar = createCalendar(NOTICES);
const rules = createRuleTable([queryPerson], [
  { id: 'query-person.answer', n: 2, unit: 'workday', level: 'policy', validFrom: '2026-01-01', region: '14', decided: '2025-12-01', by: '山西省高级人民法院执行局', why: '缩短查询时限' },
]);
const at = (day: string, region?: string) => rulesInForce([queryPerson, preservationLimits], rules, calendar, parseInstant(`${day}T09:00:00+08:00`), region);
const answer = (of: ReturnType<typeof at>) => of.items.find(({ row }) => row.id === 'query-person.answer')!;

describe('the rules in force', () => {
  it('are the rows of that day and region, those to come beside them', () => {
    expect(answer(at('2025-12-31', '141031'))).toMatchObject({ type: 'query-person', obligation: 'answer', owedBy: 'recipient', row: { n: 3, level: 'opinion' }, later: [{ n: 2, validFrom: '2026-01-01' }] });
    expect(answer(at('2026-01-01', '141031'))).toMatchObject({ row: { n: 2, level: 'policy', by: '山西省高级人民法院执行局' }, later: [] });
    expect(answer(at('2026-01-01', '110000'))).toMatchObject({ row: { n: 3 } });
  });

  it('name each limit of its own, and what a court owes by itself', () => {
    const { items, region } = at('2026-01-01');
    expect(region).toBeNull();
    expect(items.map(({ row: { id }, obligation }) => `${id} ${obligation}`)).toEqual(expect.arrayContaining(['query-person.accept accept', 'query-person.accept.critical accept', 'preservation.rule rule', 'preservation.rule-urgent rule-urgent']));
  });

  it('say which years have their holiday notice', () => expect(at('2026-01-01').calendar.years.map(({ year }) => year)).toEqual([2024, 2025, 2026]));
});
