import { defaultCalendar as calendar } from './calendar';
import { merge } from './merge';
import { milestoneOfRequest } from './milestone-of';
import { dueOf, latestExtension } from './obligations';
import type { RequestContract } from './request-contract';
import { emptyRecord, type LaneMessage, type ObligationRecord, type RequestRecord } from './request-record';
import { fileProsecution, transferForProsecution } from './requests';
import { baseRows } from './rules/base-rows';
import { createRuleTable } from './rules/rule-table';
import { parseInstant, toShanghaiIso } from './shanghai-time';

const transfer = transferForProsecution as unknown as RequestContract;
const prosecution = fileProsecution as unknown as RequestContract;
type Said = Pick<LaneMessage, 'side' | 'move'> & Partial<LaneMessage> & { on: string };

/** Folds what both sides say on those days (09:00), each message of the requester confirmed at once. */
function folded(contract: RequestContract, said: readonly Said[], rules = createRuleTable([contract])): RequestRecord {
  let [asked, answered] = [0, 0];
  return said.reduce((record, { on, ...message }) => {
    const sequence = message.side === 'requester' ? (asked += 1) : (answered += 1);
    return merge(record, { id: `${message.side} ${sequence}`, sequence, at: parseInstant(`${on}T09:00:00+08:00`), ...(message.side === 'recipient' && { of: asked }), ...message }, { contract, calendar, rules });
  }, emptyRecord(contract.type, 'ordinary'));
}
const submitted = (milestone?: string, on = '2025-09-01'): Said[] => [{ side: 'requester', move: 'submitted', on, ...(milestone && { milestone }) }, { side: 'recipient', move: 'taken', on }];
const answer = (record: RequestRecord): ObligationRecord => record.core.obligations.find(({ name }) => name === 'answer')!;
const due = (record: RequestRecord): string => toShanghaiIso(answer(record).dueAt!);

describe('a suspect in custody (刑事诉讼法 art. 105)', () => {
  it.each<[string, RequestContract, string, string, string]>([
    ['one month ends on National Day', transfer, '2025-09-01', '2025-10-10T00:00:00+08:00', '2025-10-02T00:00:00+08:00'],
    ['two months end on a Saturday', prosecution, '2025-09-01', '2025-11-04T00:00:00+08:00', '2025-11-02T00:00:00+08:00'],
  ])('no holiday lengthens the limit: %s', (_, contract, on, free, held) => {
    expect([due(folded(contract, submitted(undefined, on))), due(folded(contract, submitted('in_custody', on)))]).toEqual([free, held]);
  });

  it('is remembered until the clock starts, and keeps its own row of the rule table', () => {
    const [first, ...rest] = submitted('in_custody');
    const before = folded(transfer, [first!, { side: 'recipient', move: 'rejected', on: '2025-09-01', of: 0 }]);
    expect(before.core.obligations).toEqual([]);
    const record = folded(transfer, [first!, ...rest]);
    expect(answer(record)).toMatchObject({ setBy: 'in_custody', rule: 'transfer-for-prosecution.answer.in_custody', limit: { n: 1, unit: 'month', restDay: 'same' } });
    expect(baseRows(transfer).get('transfer-for-prosecution.answer.in_custody')).toMatchObject({ n: 1, unit: 'month', restDay: 'same', level: 'law', article: '172' });
    expect(dueOf(answer(record), { contract: transfer, calendar })!.derivation.map(({ en }) => en).join(' ')).not.toMatch(/next day that is not/);
    expect(answer(folded(transfer, submitted('debtor_performed'))).setBy).toBeUndefined();
  });

  it('lengthens the extension as little, and holds again after an objection', () => {
    const record = folded(transfer, submitted('in_custody'));
    const [rule] = transfer.obligations.filter(({ name }) => name === 'answer');
    // 15 days from 1 October: the 16th either way; from a due day whose 15th ends on a Saturday only the free one moves on.
    const late = folded(transfer, submitted('in_custody', '2025-09-03'));
    const free = folded(transfer, submitted(undefined, '2025-09-03'));
    expect(toShanghaiIso(latestExtension(answer(late), rule!, calendar, parseInstant('2025-09-10T09:00:00+08:00'))!)).toBe('2025-10-19T00:00:00+08:00');
    expect(toShanghaiIso(latestExtension({ ...answer(free), dueAt: answer(late).dueAt }, rule!, calendar, parseInstant('2025-09-10T09:00:00+08:00'))!)).toBe('2025-10-21T00:00:00+08:00');
    const again = folded(transfer, [...submitted('in_custody'), { side: 'recipient', move: 'answered', on: '2025-09-10', outcome: 'declined' }, { side: 'requester', move: 'objected', on: '2025-09-11' }, { side: 'recipient', move: 'taken', on: '2025-09-11' }]);
    expect(answer(again)).toMatchObject({ round: 2, state: 'running', limit: { restDay: 'same' } });
    expect(answer(record).round).toBe(1);
  });

  it('is a fact of the request: told later it sets no clock anew, and the recipient cannot tell it', () => {
    const late: Said[] = [{ side: 'requester', move: 'supplemented', on: '2025-09-20', milestone: 'in_custody' }, { side: 'recipient', move: 'taken', on: '2025-09-20' }];
    expect(due(folded(transfer, [...submitted('in_custody'), ...late]))).toBe('2025-10-02T00:00:00+08:00');
    expect(due(folded(transfer, [...submitted(), ...late]))).toBe('2025-10-10T00:00:00+08:00');
    expect(due(folded(transfer, [...submitted(), { side: 'recipient', move: 'interim-replied', on: '2025-09-20', milestone: 'in_custody' }]))).toBe('2025-10-10T00:00:00+08:00');
  });

  it('is told by the field, not by a person', () => {
    expect(['detained', 'arrested', 'bail', 'none'].map((custody) => milestoneOfRequest(transfer, { custody }))).toEqual(['in_custody', 'in_custody', undefined, undefined]);
    expect(milestoneOfRequest(prosecution, {})).toBeUndefined();
  });
});
