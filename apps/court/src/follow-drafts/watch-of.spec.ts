import { catalogue, defaultCalendar, emptyRecord, merge, type LaneMessage } from '@lianzhi/contracts';
import type { DeskRequest } from '@lianzhi/desk';
import { checkInstant, draftedAfter, graceMs, groundNow } from './watch-of';

const contract = catalogue.get('refer-refusal-offence');
const supervision = catalogue.get('request-filing-supervision');
const at = Date.parse('2025-09-01T09:00:00+08:00');
const due = Date.parse('2025-09-09T00:00:00+08:00');

function referral(...moves: Partial<LaneMessage>[]): DeskRequest {
  const messages: LaneMessage[] = [
    { side: 'requester', move: 'submitted', id: 's', sequence: 1, at },
    ...[{ move: 'taken' as const, of: 1 }, ...moves].map((more, i): LaneMessage => ({ side: 'recipient', move: 'accepted', id: `m${i}`, sequence: i + 1, at, ...more })),
  ];
  const record = messages.reduce((folded, message) => merge(folded, message, { contract, calendar: defaultCalendar }), emptyRecord(contract.type, 'ordinary'));
  return { box: 'sent', type: contract.type, state: record.core.state, record } as DeskRequest;
}

describe('when a request for filing supervision is due', () => {
  it('is drafted after a referral only', () => {
    expect(draftedAfter(catalogue, 'refer-refusal-offence')).toEqual([supervision]);
    expect(draftedAfter(catalogue, 'freeze-account')).toEqual([]);
  });
  it('is a minute after the seventh day, and not before', () => {
    const open = referral({ move: 'accepted' });
    expect(checkInstant(supervision, open, at)).toBe(due + graceMs);
    expect(groundNow(supervision, open, due + graceMs - 1)).toBeUndefined();
    expect(groundNow(supervision, open, due + graceMs)).toEqual({ by: 'breached', name: 'decide' });
  });
  it('is thirty days from complex; a last day in the National Day holiday moves to the first working day', () => {
    const later = referral({ move: 'accepted', milestone: 'complex', at: at + 3_600_000 });
    expect(checkInstant(supervision, later, at)).toBe(Date.parse('2025-10-10T00:00:00+08:00') + graceMs);
  });
  it('is at once when declined, never when granted or withdrawn, and never at the recipient', () => {
    expect(groundNow(supervision, referral({ move: 'answered', outcome: 'declined' }), at)).toEqual({ by: 'outcome', name: 'declined' });
    expect(checkInstant(supervision, referral({ move: 'answered', outcome: 'granted' }), due * 2)).toBeUndefined();
    expect(checkInstant(supervision, referral({ move: 'returned' }), at)).toBeUndefined();
    expect(checkInstant(supervision, { ...referral({ move: 'accepted' }), box: 'received' }, at)).toBeUndefined();
  });
  it('is a reason of its own when a filed case is withdrawn', () => {
    expect(groundNow(supervision, referral({ move: 'answered', outcome: 'granted' }, { move: 'measure-changed', milestone: 'case_withdrawn' }), at)).toEqual({ by: 'started', name: 'explain-case-withdrawal' });
  });
});
