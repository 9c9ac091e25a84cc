import { defaultCalendar as calendar } from './calendar';
import { catalogue } from './catalogue';
import { defineRequest } from './define-request';
import { followFaults } from './follow-rule';
import { mayFollow, type EarlierRequest } from './may-follow';
import { merge } from './merge';
import { emptyRecord, type LaneMessage, type ObligationRecord, type RequestCore } from './request-record';
import { DAY_MS } from './shanghai-time';

const now = Date.UTC(2025, 8, 20);
const obligation = (name: string, change: Partial<ObligationRecord> = {}): ObligationRecord =>
  ({ name, owedBy: 'recipient', round: 1, state: 'running', startedAt: now - 1000, dueAt: now + 1000, limit: null, ...change });
const earlier = (type: string, state: EarlierRequest['state'], core: Partial<RequestCore> = {}): EarlierRequest =>
  ({ type, state, record: { core: { ...emptyRecord(type, 'ordinary').core, state, ...core } } });
const answered = (type: string, outcome: string, core: Partial<RequestCore> = {}) => earlier(type, 'answered', { outcome, answeredAt: now - 500, ...core });
const verdict = (type: string, of: EarlierRequest) => {
  const judged = mayFollow(catalogue.get(type), of, now);
  return judged.allowed ? 'allowed' : judged.code;
};

describe('mayFollow', () => {
  it('lets a request be asked anew only when it came to nothing', () => {
    for (const state of ['returned', 'withdrawn', 'undeliverable'] as const) expect(verdict('query-person', earlier('query-person', state))).toBe('allowed');
    expect(verdict('query-person', answered('query-person', 'found'))).toBe('wrong-type');
  });
  it('refuses a type that it does not follow, and says so', () => {
    expect(mayFollow(catalogue.get('order-filing'), earlier('query-person', 'closed'), now)).toEqual({ allowed: false, code: 'wrong-type', reason: { zh: '「通知立案」不能承接该事项', en: expect.stringContaining('order-filing') } });
  });
  it('needs no rule where the contract has none', () => expect(verdict('take-into-detention', earlier('locate-debtor', 'delivered'))).toBe('allowed'));

  const referral = 'refer-refusal-offence';
  it.each<[string, EarlierRequest, string]>([
    ['not decided yet', earlier(referral, 'accepted', { obligations: [obligation('decide')] }), 'not-yet'],
    ['due at this moment', earlier(referral, 'accepted', { obligations: [obligation('decide', { dueAt: now })] }), 'allowed'],
    ['overdue', earlier(referral, 'delivered', { obligations: [obligation('decide', { dueAt: now - 1 })] }), 'allowed'],
    ['only another obligation overdue', earlier(referral, 'delivered', { obligations: [obligation('decide'), obligation('receipt', { dueAt: now - 1 })] }), 'not-yet'],
    ['decided late', answered(referral, 'granted', { obligations: [obligation('decide', { state: 'discharged', dueAt: now - 1 })] }), 'not-yet'],
    ['declined', answered(referral, 'declined'), 'allowed'],
    ['declined and closed', { ...answered(referral, 'declined', { state: 'closed' }), state: 'closed' }, 'allowed'],
    ['declined, then objected', earlier(referral, 'accepted', { outcome: 'declined', answeredAt: null }), 'not-yet'],
    ['filed', answered(referral, 'granted'), 'not-yet'],
    ['filed, then withdrawn by the police', answered(referral, 'granted', { obligations: [obligation('explain-case-withdrawal')] }), 'allowed'],
    ['not filed, said in an interim reply', earlier(referral, 'accepted', { obligations: [obligation('explain-refusal')] }), 'allowed'],
    ['nothing said', earlier(referral, 'accepted', { obligations: [obligation('explain-refusal', { state: 'pending', startedAt: null, dueAt: null })] }), 'not-yet'],
    ['withdrawn because the debtor paid', earlier(referral, 'withdrawn', { obligations: [obligation('explain-refusal', { state: 'discharged' })] }), 'not-yet'],
  ])('request-filing-supervision after a referral %s', (_what, of, expected) => expect(verdict('request-filing-supervision', of)).toBe(expected));

  it.each<[string, EarlierRequest, string]>([
    ['explain-non-filing', earlier('request-filing-supervision', 'delivered'), 'allowed'], ['explain-non-filing', answered('request-filing-supervision', 'granted'), 'allowed'],
    ['explain-non-filing', answered('request-filing-supervision', 'declined'), 'not-yet'], ['explain-non-filing', earlier('request-filing-supervision', 'withdrawn'), 'not-yet'],
    ['order-filing', earlier('explain-non-filing', 'accepted', { obligations: [obligation('answer')] }), 'not-yet'], ['order-filing', answered('explain-non-filing', 'declined'), 'allowed'],
    ['order-filing', earlier('explain-non-filing', 'accepted', { obligations: [obligation('answer', { dueAt: now - 1 })] }), 'allowed'], ['order-filing', answered('explain-non-filing', 'granted'), 'not-yet'],
    ['request-arrest-approval', answered(referral, 'granted'), 'allowed'], ['request-arrest-approval', answered(referral, 'declined'), 'not-yet'],
    ['request-arrest-approval', answered('order-filing', 'done'), 'allowed'], ['request-arrest-approval', answered('order-filing', 'not_done'), 'not-yet'],
    ['transfer-for-prosecution', answered('request-arrest-approval', 'declined'), 'allowed'], ['transfer-for-prosecution', earlier('request-arrest-approval', 'accepted'), 'not-yet'],
    ['file-prosecution', answered('transfer-for-prosecution', 'granted'), 'allowed'], ['file-prosecution', answered('transfer-for-prosecution', 'declined'), 'not-yet'],
    ['supervise-case', earlier('delegate-matter', 'accepted', { obligations: [obligation('start', { dueAt: now - 1 })] }), 'allowed'],
  ])('%s after %j: %s', (type, of, expected) => expect(verdict(type, of)).toBe(expected));
});

/** A request folded from what its two sides said, one message a day. */
const folded = (type: string, ...replies: Partial<LaneMessage>[]): EarlierRequest => {
  const context = { contract: catalogue.get(type), calendar };
  const first: LaneMessage[] = [{ side: 'requester', move: 'submitted', id: 'q', sequence: 1, at: now }, { side: 'recipient', move: 'taken', id: 'r1', sequence: 1, of: 1, at: now }];
  const later = replies.map((reply, i): LaneMessage => ({ side: 'recipient', move: 'answered', id: `r${i + 2}`, sequence: i + 2, of: 1, at: now + (i + 1) * DAY_MS, ...reply }));
  const record = [...first, ...later].reduce((before, message) => merge(before, message, context), emptyRecord(type, 'ordinary'));
  return { type, state: record.core.state as EarlierRequest['state'], record };
};

describe('the fast track, folded from its messages', () => {
  it.each<[string, EarlierRequest, number, string]>([
    ['request-filing-supervision', folded('refer-refusal-offence'), 8, 'not-yet'], // The last of seven days is Saturday 27 September, the next a make-up working day.
    ['request-filing-supervision', folded('refer-refusal-offence', { move: 'interim-replied', milestone: 'complex' }), 15, 'not-yet'],
    ['request-filing-supervision', folded('refer-refusal-offence'), 9, 'allowed'],
    ['request-filing-supervision', folded('refer-refusal-offence', { outcome: 'declined' }), 2, 'allowed'],
    ['request-filing-supervision', folded('refer-refusal-offence', { outcome: 'granted' }, { move: 'measure-changed', milestone: 'case_withdrawn' }), 3, 'allowed'],
    ['explain-non-filing', folded('request-filing-supervision', { outcome: 'granted', milestone: 'explanation_demanded' }), 2, 'allowed'],
    ['order-filing', folded('explain-non-filing'), 7, 'not-yet'],
    ['order-filing', folded('explain-non-filing', { outcome: 'declined' }), 2, 'allowed'],
    ['request-arrest-approval', folded('order-filing', { outcome: 'done' }), 2, 'allowed'],
    ['transfer-for-prosecution', folded('request-arrest-approval', { outcome: 'granted' }), 2, 'allowed'],
    ['file-prosecution', folded('transfer-for-prosecution', { outcome: 'granted' }), 2, 'allowed'],
  ])('%s, case %#', (type, of, day, expected) => {
    const judged = mayFollow(catalogue.get(type), of, now + day * DAY_MS);
    expect(judged.allowed ? 'allowed' : judged.code).toBe(expected);
  });
});

describe('followFaults', () => {
  const contract = defineRequest({
    type: 'lend-racket', title: { zh: '借球拍', en: 'Lend a racket' }, kind: 'service', requesters: ['a'], responders: ['b'], subjectKinds: ['person'], request: {}, reply: {}, obligations: [],
    example: () => ({ subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124515' }, details: {} }), replyExamples: () => ({ done: { details: {} }, not_done: { details: { reason: '没有' } } }),
  });
  it.each([
    [{ outcomes: ['done'], breached: ['accept'], states: ['delivered' as const] }, []],
    [{}, ['under a rule that nothing can meet']],
    [{ outcomes: ['granted'] }, ['with outcome granted, which it cannot have']],
    [{ states: ['asleep' as never] }, ['in state asleep, which does not exist']],
    [{ breached: ['answer'], started: ['collect'] }, ['by obligation answer, which it does not have', 'by obligation collect, which it does not have']],
  ])('%j → %j', (rule, faults) => expect(followFaults(rule, contract as never)).toEqual(faults));
});
