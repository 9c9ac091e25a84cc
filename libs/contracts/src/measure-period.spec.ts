import { longestTerms, periodIssues, renewalIssues } from './measure-period';

const today = '2025-06-05';
const { deposit, realEstate, otherRight } = longestTerms;
const said = (issues: { pointer: string; code: string }[]) => issues.map(({ pointer, code }) => `${pointer} ${code}`);

describe('the period of a measure', () => {
  it.each([
    [deposit, '2025-06-05', '2026-06-05', []], [deposit, '2025-06-05', '2026-06-06', ['/details/until freeze-too-long']],
    [deposit, '2024-02-29', '2025-02-28', ['/details/until date-past']], [deposit, '2024-08-01', '2025-08-01', []],
    [realEstate, '2025-06-05', '2028-06-05', []], [realEstate, '2025-06-05', '2028-06-06', ['/details/until seal-too-long']],
    [otherRight, '2025-06-05', '2028-06-06', ['/details/until freeze-too-long']],
    [realEstate, '2025-06-05', '2025-06-04', ['/details/until until-before-from']],
    [deposit, '2020-01-01', '2021-06-01', ['/details/until date-past', '/details/until freeze-too-long']],
  ] as const)('%#: %j from %s until %s', (longest, from, until, issues) => expect(said(periodIssues({ from, until }, longest, today))).toEqual(issues));
});

describe('a renewal', () => {
  const check = (originalUntil: string, from: string, until: string) => said(renewalIssues({ originalUntil, from, until }, deposit, today));
  it('is made up to the last day, from the day after it or earlier', () => {
    expect(check(today, '2025-06-06', '2026-06-06')).toEqual([]);
    expect(check('2025-08-04', today, '2026-06-05')).toEqual([]);
  });
  it('is refused after the end: the measure has lapsed', () => expect(check('2025-06-04', today, '2026-06-04')).toEqual(['/details/originalUntil measure-lapsed']));
  it('leaves no gap, is longer than the original and no longer than a first measure', () => {
    expect(check('2025-08-04', '2025-08-06', '2026-08-04')).toEqual(['/details/from renewal-gap']);
    expect(check('2025-08-04', today, '2025-08-04')).toEqual(['/details/until renewal-not-longer']);
    expect(check('2025-08-04', '2025-08-05', '2026-08-06')).toEqual(['/details/until freeze-too-long']);
    expect(check('2025-08-04', today, '2025-06-04')).toEqual(['/details/until until-before-from']);
  });
});
