import { catalogue, defaultCalendar, merge, type EventAttributes, type LaneMessage, type MoveName, type RequestRecord, type Side } from '@lianzhi/contracts';
import type { OrganisationRecord } from '@lianzhi/exchange';
import { missingMessages } from './missing-messages';
import { viewRequest } from './request-view';
import { sideOf } from './side-of';
import { trackedFrom } from './tracked-request';
import { ViewContexts } from './view-contexts';

const contexts = new ViewContexts(catalogue, { calendar: defaultCalendar }, { organisation: (code) => ({ code, agency: code.split('-')[0]!, region: code.split('-')[1]! }) as OrganisationRecord });
const at = Date.parse('2025-09-26T15:00:00+08:00');
const attributes = (source: string, recipient: string): EventAttributes => ({
  specversion: '1.0', id: 'id', source: `/organisations/${source}`, recipient, type: 'lianzhi.request.submitted.v1', subject: 'request', time: '', datacontenttype: 'application/jose',
  dataschema: '', requesttype: 'query-person', urgency: 'urgent', thread: 'request', datadigest: '',
});
const message = (side: Side, move: MoveName, sequence: number, more: Partial<LaneMessage> = {}): LaneMessage => ({ side, move, sequence, id: `${side} ${sequence}`, at: at + sequence * 60_000, ...more });
const tracked = trackedFrom(attributes('court-140108', 'police-140108'), 'requester');
const folded = (...messages: LaneMessage[]): RequestRecord => messages.reduce((record, one) => merge(record, one, contexts.get(tracked)), tracked.record);
const view = (record: RequestRecord, called: string[] = []) => viewRequest({ record, called }, contexts.get(tracked));

describe('sideOf', () => {
  const ends = { from: 'court-140108', to: 'police-140108' };
  it('by the ends, once they are known', () => {
    expect(sideOf('rejected', attributes('court-140108', 'police-140108'), ends)).toBe('requester');
    expect(sideOf('rejected', attributes('police-140108', 'court-140108'), ends)).toBe('recipient');
    expect(sideOf('answered', attributes('bank-140108', 'court-140108'), ends)).toBe('stranger');
    expect(sideOf('answered', attributes('police-140108', 'court-140100'), ends)).toBe('stranger');
  });
  it('else by what only one side does', () => {
    expect(sideOf('answered', attributes('police-140108', 'court-140108'))).toBe('recipient');
    expect(sideOf('withdrawn', attributes('court-140108', 'police-140108'))).toBe('requester');
    expect(sideOf('rejected', attributes('court-140108', 'police-140108'))).toBe('unknown');
    expect(sideOf(undefined, attributes('court-140108', 'police-140108'))).toBe('unknown');
  });
});

describe('trackedFrom', () => {
  it('makes the same request from either side', () => {
    expect(trackedFrom(attributes('police-140108', 'court-140108'), 'recipient')).toEqual(tracked);
    expect(tracked).toMatchObject({ from: 'court-140108', to: 'police-140108', type: 'query-person', urgency: 'urgent', called: [] });
  });
});

describe('missingMessages', () => {
  it('nothing, as long as none is known to exist', () => {
    expect(missingMessages(folded(message('requester', 'submitted', 1), message('requester', 'urged', 2)))).toEqual([]);
    expect(missingMessages(folded(message('requester', 'submitted', 1), message('recipient', 'taken', 1, { of: 1 })))).toEqual([]);
  });
  it('names the first of each side', () => {
    expect(missingMessages(folded(message('recipient', 'taken', 1, { of: 1 })))).toEqual([{ side: 'requester', from: 1 }]);
    expect(missingMessages(folded(message('requester', 'submitted', 1), message('recipient', 'answered', 3, { of: 2 })))).toEqual([{ side: 'requester', from: 2 }, { side: 'recipient', from: 1 }]);
    expect(missingMessages(folded(message('requester', 'submitted', 1), message('requester', 'withdrawn', 4)))).toEqual([{ side: 'requester', from: 2 }]);
  });
});

describe('viewRequest', () => {
  const running = folded(message('requester', 'submitted', 1), message('recipient', 'accepted', 1, { of: 1 }));

  it('shows what was called, not what may have become late', () => {
    expect(view(running)).toMatchObject({ state: 'accepted', flags: [], lateness: 'in_time', turn: 'recipient', due: { name: 'answer' }, answeredInTime: null, waiting: false });
    expect(view(running, ['answer/1/warning-80'])).toMatchObject({ flags: ['at_risk'], lateness: 'at_risk' });
    expect(view(running, ['answer/1/warning-80', 'answer/1/breach', 'answer/1/escalation-1'])).toMatchObject({ flags: ['overdue', 'escalated'], lateness: 'overdue' });
  });

  it('keeps in the flags what was late once', () => {
    const answered = folded(message('requester', 'submitted', 1), message('recipient', 'taken', 1, { of: 1 }), message('recipient', 'answered', 2, { outcome: 'found', at: at + 20 * 86_400_000 }));
    expect(view(answered, ['answer/1/breach'])).toMatchObject({ state: 'answered', flags: ['overdue'], lateness: 'in_time', turn: 'requester', answeredInTime: false });
    const closed = merge(merge(answered, message('requester', 'closed', 2), contexts.get(tracked)), message('recipient', 'taken', 3, { of: 2, at: at + 21 * 86_400_000 }), contexts.get(tracked));
    expect(view(closed)).toMatchObject({ state: 'closed', due: undefined });
  });

  it('takes what the requester did for granted, and says so', () => {
    const withdrawn = merge(running, message('requester', 'withdrawn', 2), contexts.get(tracked));
    expect(view(withdrawn)).toMatchObject({ state: 'withdrawn', flags: ['unconfirmed'] });
  });
});
