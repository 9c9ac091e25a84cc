import type { Limit, RuleSource } from '../obligation-rule';
import { dueOf } from '../obligations';
import { catalogue } from '../catalogue';
import { baseRows, isLimitRow, limitOfRow } from '../rules';
import { endOfDay, isLegalDate, parseInstant, toShanghaiIso } from '../shanghai-time';
import { computeDue, defaultCalendar as calendar, type Due } from '.';
import { handWorkedCases, type HandWorked } from './hand-worked-cases';

const at = (text: string): number => parseInstant(`${text}:00+08:00`);
const documents: Partial<Record<RuleSource['level'], string>> = { law: '刑事诉讼法 (2018)', opinion: '法发〔2016〕30号' };

/** `15 day law`, `7 day same law`: a limit and the level of its source. */
function ofLimit(text: string, input: Pick<HandWorked, 'start' | 'extendedUntil'>, pauses: { from: number; to: number }[]): Due {
  const words = text.split(' ');
  const [n, unit, level] = [words[0], words[1], words.at(-1)];
  const limit: Limit = { n: Number(n), unit: unit as Limit['unit'], ...(words.includes('same') && { restDay: 'same' }) };
  const article: RuleSource = { level: level as RuleSource['level'], document: documents[level as RuleSource['level']] };
  return computeDue({ startedAt: at(input.start), limit, calendar, pauses, extendedUntil: input.extendedUntil, article, startingHour: level === 'law' ? 'not-counted' : 'counted' });
}

/** A rule of the catalogue, exactly as an obligation under it is computed. */
function ofRule(id: string, { start, until, extendedUntil }: HandWorked, pauses: { from: number; to: number }[]): Due {
  const [type, name] = id.split('.') as [string, string];
  const contract = catalogue.get(type);
  const row = baseRows(contract).get(id)!;
  const limit = isLimitRow(row) ? limitOfRow(row) : { until: until! };
  return dueOf({ name, owedBy: 'recipient', round: 1, state: 'running', startedAt: at(start), dueAt: null, limit, rule: id, pauses, extendedUntil }, { contract, calendar })!;
}

describe.each(Object.entries(handWorkedCases))('worked out by hand: %s', (_title, cases) => {
  it.each(cases)('$of from $start ends $ends: $why', (one) => {
    const pauses = (one.pauses ?? []).map(([from, to]) => ({ from: at(from), to: at(to) }));
    const due = /^\d/.test(one.of) ? ofLimit(one.of, one, pauses) : ofRule(one.of, one, pauses);
    const ends = isLegalDate(one.ends) ? endOfDay(one.ends) : at(one.ends);
    expect([toShanghaiIso(due.dueAt), due.provisional]).toEqual([toShanghaiIso(ends), one.provisional ?? false]);
  });
});

it('there are at least sixty of them', () => {
  const cases = Object.values(handWorkedCases).flat();
  expect(cases.length).toBeGreaterThanOrEqual(60);
  expect(cases.every(({ why }) => why.length > 10)).toBe(true);
});
