import { createCalendar, NOTICES } from './calendar';
import { preservationClocks, preservationIssues, type PreservationFacts } from './preservation-limits';
import { parseInstant, toShanghaiIso } from './shanghai-time';

const calendar = createCalendar(NOTICES);
const due = (facts: PreservationFacts) => preservationClocks(facts, calendar).map(({ name, state, dueAt, rule }) => [name, state, toShanghaiIso(dueAt!), rule]);

describe('the clock of a preservation', () => {
  it('is 48 hours from the next full hour when urgent, nights, Saturdays and holidays included (民事诉讼法 arts. 85, 103)', () => {
    expect(due({ kind: 'urgent', acceptedAt: '2026-05-09T16:20:00+08:00' })).toEqual([['rule-urgent', 'running', '2026-05-11T17:00:00+08:00', 'preservation.rule-urgent']]);
    expect(due({ kind: 'pre-suit', acceptedAt: '2025-10-01T00:30:00+08:00' })).toEqual([['rule-pre-suit', 'running', '2025-10-03T01:00:00+08:00', 'preservation.rule-pre-suit']]);
  });

  it('is five days else, from the security where one was ordered; a last day of rest moves (财产保全规定 art. 4)', () => {
    // The fifth day after Monday 4 May 2026 is Saturday 9 May, a make-up working day.
    expect(due({ kind: 'ordinary', acceptedAt: '2026-05-04T09:00:00+08:00' })[0]![2]).toBe('2026-05-10T00:00:00+08:00');
    expect(due({ kind: 'ordinary', acceptedAt: '2026-05-04T09:00:00+08:00', securityAt: '2026-05-11T09:00:00+08:00' })[0]![2]).toBe('2026-05-19T00:00:00+08:00');
  });

  it('ends with the ruling, which starts the time to carry it out, unless the application was dismissed', () => {
    const ruled: PreservationFacts = { kind: 'urgent', acceptedAt: '2026-05-09T16:20:00+08:00', ruledAt: '2026-05-11T09:40:00+08:00' };
    expect(due(ruled)).toEqual([['rule-urgent', 'discharged', '2026-05-11T17:00:00+08:00', 'preservation.rule-urgent'], ['begin-at-once', 'running', '2026-05-12T09:40:00+08:00', 'preservation.begin-at-once']]);
    expect(due({ ...ruled, dismissed: true })).toHaveLength(1);
    expect(due({ ...ruled, kind: 'ordinary', begunAt: '2026-05-11T10:00:00+08:00' })[1]).toEqual(['begin', 'discharged', '2026-05-19T00:00:00+08:00', 'preservation.begin']);
  });

  it.each<[Partial<PreservationFacts>, string[]]>([
    [{}, []], [{ ruledAt: '2026-05-09T16:19:59+08:00' }, ['/ruledAt instant-too-early']], [{ begunAt: '2026-05-10T09:00:00+08:00' }, ['/ruledAt required-by-details']],
    [{ ruledAt: '2026-05-13T00:00:00+08:00' }, ['/ruledAt instant-future']], [{ ruledAt: '2026-05-10T09:00:00+08:00', dismissed: true, begunAt: '2026-05-10T10:00:00+08:00' }, ['/begunAt dismissed-but-begun']],
  ])('with %j is refused for %j', (more, expected) => {
    const facts: PreservationFacts = { kind: 'urgent', acceptedAt: '2026-05-09T16:20:00+08:00', ...more };
    expect(preservationIssues(facts, parseInstant('2026-05-12T00:00:00+08:00')).map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(expected);
  });
});
