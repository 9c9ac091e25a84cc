import fc from 'fast-check';
import { createCalendar, defaultCalendar as calendar, NOTICES } from '../calendar';
import { merge, type FoldContext } from '../merge';
import { dueOf, recomputeDue } from '../obligations';
import { emptyRecord, type LaneMessage, type ObligationRecord, type RequestRecord } from '../request-record';
import { locateDebtor, queryPerson as contract, requests } from '../requests';
import { parseInstant, toShanghaiIso } from '../shanghai-time';
import { createRuleTable, shownRule, type RuleChange } from '.';

const change: RuleChange = {
  id: 'query-person.answer', n: 1, unit: 'workday', level: 'policy', region: '14', validFrom: '2025-09-03', decided: '2025-09-01', by: '山西省公安厅', why: '缩短查询时限',
};
const message = (side: LaneMessage['side'], sequence: number, move: LaneMessage['move'], at: string): LaneMessage =>
  ({ side, sequence, move, id: `${side} ${sequence}`, at: parseInstant(`${at}:00+08:00`), ...(side === 'recipient' && { of: 1 }) });
const story = (day: string): LaneMessage[] => [message('requester', 1, 'submitted', `${day}T09:00`), message('recipient', 1, 'taken', `${day}T09:10`)];
const fold = (messages: readonly LaneMessage[], context: FoldContext): RequestRecord => messages.reduce((record, one) => merge(record, one, context), emptyRecord(contract.type, 'ordinary'));
const answer = ({ core }: RequestRecord): ObligationRecord => core.obligations.find(({ name }) => name === 'answer')!;
const before: FoldContext = { contract, calendar, rules: createRuleTable(requests), regions: { recipient: '140108', requester: '141031' } };
const after: FoldContext = { ...before, rules: createRuleTable(requests, [change]) };
const due = (record: RequestRecord): string => toShanghaiIso(answer(record).dueAt!);

describe('an obligation', () => {
  it('takes the row in force when its clock starts, and says which', () => {
    const record = fold(story('2025-09-03'), after);
    expect(due(record)).toBe('2025-09-05T00:00:00+08:00');
    expect(answer(record)).toMatchObject({ limit: { n: 1, unit: 'workday' }, rule: change.id, row: change });
    expect(shownRule(answer(record), contract)).toEqual({ id: change.id, level: 'policy', validFrom: '2025-09-03', region: '14', by: '山西省公安厅', why: '缩短查询时限' });
    const [start] = dueOf(answer(record), { contract, calendar })!.derivation;
    expect(start!.zh).toContain('（政策时限，规则query-person.answer，自2025-09-03起施行，适用地区14）');
    expect(start!.en).toContain('(policy, rule query-person.answer, in force from 2025-09-03, for region 14)');
  });

  it('keeps the contract’s row, by its id alone, where nothing was changed', () => {
    const record = fold(story('2025-09-02'), after);
    expect([due(record), answer(record).rule, answer(record).row]).toEqual(['2025-09-06T00:00:00+08:00', 'query-person.answer', undefined]);
    expect(shownRule(answer(record), contract)).toMatchObject({ id: 'query-person.answer', level: 'opinion', article: '2' });
    expect(dueOf(answer(record), { contract, calendar })!.derivation[0]!.zh).toContain('第2条，规则query-person.answer）');
  });

  it('goes by the region of whoever owes', () => {
    expect(due(fold(story('2025-09-03'), { ...after, regions: { recipient: '650104', requester: '141031' } }))).toBe('2025-09-09T00:00:00+08:00');
    expect(due(fold(story('2025-09-03'), { ...after, regions: undefined }))).toBe('2025-09-09T00:00:00+08:00');
  });

  it('is what it was when a row comes later, folded on or folded again', () => {
    const days = fc.integer({ min: 0, max: 60 });
    fc.assert(fc.property(days, days, (day, wait) => {
      const start = parseInstant('2025-07-20T09:00:00+08:00') + day * 86_400_000;
      const [submitted, taken] = story('2025-09-01').map((one) => ({ ...one, at: start + (one.side === 'recipient' ? 60_000 : 0) })) as [LaneMessage, LaneMessage];
      const asked: LaneMessage = { ...taken, sequence: 2, id: 'recipient 2', move: 'accepted', at: start + wait * 86_400_000 };
      const known = start < parseInstant('2025-09-03T00:00:00+08:00') ? before : after;
      // The row arrives between the two messages, or was there from the start (a rebuild after a restore).
      expect(merge(fold([submitted, taken], known), asked, after)).toEqual(fold([submitted, taken, asked], after));
    }));
  });

  it('pauses no more where law or an opinion took the place of policy', () => {
    const asked = [...story('2025-09-03'), message('recipient', 2, 'information-requested', '2025-09-03T10:00')];
    const state = (row?: Partial<RuleChange>): string | undefined => {
      const rules = createRuleTable(requests, row ? [{ ...change, id: 'locate-debtor.first-reply', ...row }] : []);
      const context = { ...before, contract: locateDebtor, rules };
      return asked.reduce((record, one) => merge(record, one, context), emptyRecord(locateDebtor.type, 'ordinary')).core.obligations.find(({ name }) => name === 'first-reply')?.state;
    };
    expect([state(), state({}), state({ level: 'opinion', document: '晋高法〔2025〕1号' })]).toEqual(['paused', 'paused', 'running']);
  });

  it('shows the contract’s source while it waits to start, and when an earlier version stored it', () => {
    expect(shownRule({ name: 'answer' }, contract)).toMatchObject({ level: 'opinion' });
    expect(shownRule({ name: 'answer' }, contract)).not.toHaveProperty('id');
    expect(shownRule({ name: 'answer' }, undefined)).toBeUndefined();
  });
});

describe('a due time in a year without a notice', () => {
  const newYear = createCalendar([...NOTICES, { year: 2027, document: '国办发明电〔2026〕0号', holidays: [{ zh: '元旦', en: "New Year's Day", from: '2027-01-01', to: '2027-01-03' }], makeUpWorkdays: [] }]);

  it('is computed again once there is one, also when it is over, and then no longer provisional', () => {
    const record = fold(story('2026-12-30'), before);
    expect([due(record), answer(record).provisional]).toEqual(['2027-01-05T00:00:00+08:00', true]);
    const core = recomputeDue(record.core, { ...before, calendar: newYear });
    expect([due({ ...record, core }), answer({ ...record, core }).provisional]).toEqual(['2027-01-06T00:00:00+08:00', undefined]);
    expect(core).toEqual(fold(story('2026-12-30'), { ...before, calendar: newYear }).core);
    expect(recomputeDue(core, { ...before, calendar: newYear })).toBe(core);
    const discharged = fold([...story('2026-12-30'), { ...message('recipient', 2, 'answered', '2026-12-31T10:00'), outcome: 'found' }], before);
    expect(due({ ...discharged, core: recomputeDue(discharged.core, { ...before, calendar: newYear }) })).toBe('2027-01-06T00:00:00+08:00');
  });

  it('changes nothing elsewhere', () => {
    const { core } = fold(story('2025-09-01'), before);
    expect(recomputeDue(core, { ...before, calendar: newYear })).toBe(core);
  });
});
