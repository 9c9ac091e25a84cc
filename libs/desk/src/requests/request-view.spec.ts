import { defaultCalendar, emptyRecord, merge, provisionalCore, type LaneMessage, type MoveName, type Side } from '@lianzhi/contracts';
import { lendRacket } from '@lianzhi/testing';
import type { Box, DeskRequest } from './desk-request';
import { requestView } from './request-view';

const contract = lendRacket;
const context = { contract, calendar: defaultCalendar };
const ms = (text: string): number => Date.parse(`2025-09-${text}+08:00`);

/** A request after these messages: [side, move, at, attributes]. */
function after(messages: [Side, MoveName, string, Partial<LaneMessage>?][], box: Box = 'sent'): DeskRequest {
  const sequences = { requester: 0, recipient: 0 };
  const record = messages.reduce((folded, [side, move, at, more]) => {
    sequences[side] += 1;
    return merge(folded, { side, move, id: `${side}-${sequences[side]}`, sequence: sequences[side], at: ms(at), ...more }, context);
  }, emptyRecord(contract.type, 'ordinary'));
  const shown = provisionalCore(record, context);
  return {
    id: 'r1', box, type: contract.type, from: 'tennis-club-1', to: 'chess-club-1', thread: 'r1', follows: null, caseNumber: '（2025）晋1031执123号', urgency: 'ordinary',
    state: shown.state as DeskRequest['state'], flags: ['escalated', 'at_risk'], record, subject: { kind: 'company', name: '某公司', number: '9114**********8X69' }, subjectHash: null,
    dueAt: null, dueObligation: null, dueOwedBy: null, closesAt: null, submittedAt: ms('01T09:00:00'), updatedAt: ms('01T09:00:00'),
  };
}

const at = (request: DeskRequest, now: string) => requestView(request, { ...context, now: ms(now) });
const asked: [Side, MoveName, string, Partial<LaneMessage>?][] = [['requester', 'submitted', '01T09:00:00', { until: '2025-09-10' }]];
const delivered: typeof asked = [...asked, ['recipient', 'taken', '01T09:00:05', { of: 1 }]];

describe('requestView', () => {
  it('shows a request that was not delivered yet: the recipient owes the delivery', () => {
    const view = at(after(asked), '01T09:00:01');
    expect(view).toMatchObject({ state: 'submitted', turn: 'chess-club-1', deliveredAt: null, subject: { kind: 'company', creditCode: '9114**********8X69' }, serverNow: '2025-09-01T09:00:01+08:00' });
    expect(view.obligations.map(({ name, state }) => [name, state])).toEqual([['deliver', 'running'], ['accept', 'pending'], ['answer', 'pending'], ['bring-back', 'pending']]);
  });

  it('keeps stored flags, but works out those that come and go', () => {
    expect(at(after(delivered), '01T09:00:10').flags).toEqual(['escalated']);
    expect(at(after(delivered), '09T09:00:10').flags).toEqual(['overdue', 'escalated']);
  });

  it("shows the requester's own move at once, named as unconfirmed, but not to the recipient", () => {
    const messages: typeof asked = [...delivered, ['requester', 'withdrawn', '01T10:00:00']];
    expect(at(after(messages), '01T10:00:01')).toMatchObject({ state: 'withdrawn', unconfirmed: ['withdrawn'], flags: ['unconfirmed', 'escalated'], turn: null });
    const received = at({ ...after(messages, 'received'), state: 'delivered' }, '01T10:00:01');
    expect(received.unconfirmed).toBeUndefined();
    expect(received.obligations.find(({ name }) => name === 'answer')).toMatchObject({ state: 'running' });
  });

  it('books every second to one side, and stops at the end', () => {
    const answered: typeof asked = [...delivered, ['recipient', 'answered', '01T11:00:00', { outcome: 'not_done' }]];
    expect(at(after(answered), '01T12:00:00').bookedTime).toEqual({ 'tennis-club-1': 3600, 'chess-club-1': 7200 });
    const closed: typeof asked = [...answered, ['requester', 'closed', '01T13:00:00'], ['recipient', 'taken', '01T13:00:01', { of: 2 }]];
    expect(at(after(closed), '09T12:00:00').bookedTime).toEqual({ 'tennis-club-1': 7200, 'chess-club-1': 7200 });
  });

  it('says when something was done late, under which rule, and that an extension moved it', () => {
    const late: typeof asked = [...delivered, ['recipient', 'extended', '02T09:00:00', { until: '2025-09-05' }], ['recipient', 'answered', '08T09:00:00', { outcome: 'not_done' }]];
    const answer = at(after(late), '08T09:00:00').obligations.find(({ name }) => name === 'answer');
    expect(answer).toMatchObject({ owedBy: 'chess-club-1', state: 'discharged', dueAt: '2025-09-06T00:00:00+08:00', extendedUntil: '2025-09-05', dischargedAt: '2025-09-08T09:00:00+08:00', late: true, source: 'policy', rule: { level: 'policy' } });
    expect(answer!.derivation.map(({ step }) => step)).toContain('extension');
  });

  it('still shows a request of a type that the catalogue no longer has', () => {
    const view = requestView(after(delivered), { contract: undefined, calendar: defaultCalendar, now: ms('01T09:00:10') });
    expect(view.obligations[0]).toMatchObject({ name: 'deliver', source: 'policy' });
  });
});
