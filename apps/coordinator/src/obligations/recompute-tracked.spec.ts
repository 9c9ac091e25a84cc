import { catalogue, createCalendar, defaultCalendar, emptyRecord, merge, NOTICES, recomputeDue, type FoldContext, type LaneMessage } from '@lianzhi/contracts';
import { draftOf } from '../notices/notice';
import type { TrackedRequest } from '../tracking/tracked-request';
import { movedNotices } from './recompute-tracked';

const contract = catalogue.get('query-person');
const newYear = createCalendar([...NOTICES, { year: 2027, document: '国办发明电〔2026〕0号', holidays: [{ zh: '元旦', en: "New Year's Day", from: '2027-01-01', to: '2027-01-03' }], makeUpWorkdays: [] }]);
const message = (side: LaneMessage['side'], sequence: number, move: LaneMessage['move'], at: string): LaneMessage =>
  ({ side, sequence, move, id: `${side} ${sequence}`, at: Date.parse(`${at}:00+08:00`), ...(side === 'recipient' && { of: 1 }) });

/** What both sides are told of this story, begun on that day, when the notice for 2027 comes. */
function told(day: string, ...more: LaneMessage[]) {
  const context: FoldContext = { contract, calendar: defaultCalendar };
  const messages = [message('requester', 1, 'submitted', `${day}T09:00`), message('recipient', 1, 'accepted', `${day}T09:10`), ...more];
  const record = messages.reduce((folded, one) => merge(folded, one, context), emptyRecord(contract.type, 'ordinary'));
  const request: TrackedRequest = { id: '019ab0c4-6a00-7000-8000-000000000001', type: contract.type, urgency: 'ordinary', from: 'court-140108', to: 'police-140108', thread: 't', follows: null, record, called: [], updatedAt: 0 };
  return movedNotices(request, recomputeDue(record.core, { ...context, calendar: newYear }));
}

describe('movedNotices', () => {
  it('tells both sides of a due time that moved: which, from when to when', () => {
    const notices = told('2026-12-30');
    expect(notices.map(({ recipient, kind, obligation, until }) => [recipient, kind, obligation, until])).toEqual([
      ['court-140108', 'due-changed', 'answer', '2027-01-06T00:00:00+08:00'], ['police-140108', 'due-changed', 'answer', '2027-01-06T00:00:00+08:00'],
    ]);
    expect(notices[0]!.body).toEqual({ obligation: 'answer', owedBy: 'police-140108', dueAt: '2027-01-05T16:00:00.000Z', dueBefore: '2027-01-04T16:00:00.000Z' });
    expect(draftOf(notices[0]!)).toMatchObject({ type: 'lianzhi.notice.due-changed.v1', until: '2027-01-06T00:00:00+08:00', round: 1 });
  });

  it('has the same ids however often it is computed, and one for each side', () => {
    expect(told('2026-12-30').map(({ id }) => id)).toEqual(told('2026-12-30').map(({ id }) => id));
    expect(new Set(told('2026-12-30').map(({ id }) => id)).size).toBe(2);
  });

  it('is silent about what did not move, was already final, or is owed no more', () => {
    expect(told('2027-02-01')).toEqual([]);
    expect(told('2026-11-30')).toEqual([]);
    expect(told('2026-12-30', { ...message('recipient', 2, 'answered', '2026-12-31T10:00'), outcome: 'found' })).toEqual([]);
  });
});
