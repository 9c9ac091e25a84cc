import { catalogue, emptyRecord, exampleClock, type Measure } from '@lianzhi/contracts';
import type { DeskRequest, RequestToSend, TakenMessage } from '@lianzhi/desk';
import { capOf } from './case-cap';
import { changesOf, tells } from './ledger';
import type { MeasureRecord } from './measure-record';
import { overFrozenDrafts } from './over-frozen';
import { judge, type GuardView } from './send-guard';

const now = Date.parse('2025-06-05T10:00:00+08:00');
const court = 'court-141031';
const caseNumber = '（2025）晋1031执123号';
const subject = { kind: 'company' as const, name: '隰县某商贸有限公司', creditCode: '91141031MA0K3T8X69' };
const frozen = (id: string, more: Partial<Measure> = {}): MeasureRecord => ({
  id, organisation: court, caseNumber, type: 'freeze-account', recipient: 'bank-icbc-141031', subject, asked: {},
  measure: {
    kind: 'deposit', state: 'in_effect', object: {}, amount: '60.00', reserved: null, counted: '60.00', rank: 0, from: '2025-06-05', until: '2026-06-04', untilAsked: false, since: now, term: 364,
    renewals: 0, hits: 0, pending: [], endedAt: null, endedBy: null, capped: true, ...more,
  },
});
const order = (amount: string, more: Partial<RequestToSend> = {}): RequestToSend => ({
  id: 'x', type: 'freeze-account', from: court, to: 'bank-icbc-141031', caseNumber, urgency: 'ordinary', subject, details: { amount, from: '2025-06-05', until: '2026-06-04' }, officers: [], documents: [], ...more,
});
const view = (more: Partial<GuardView> = {}): GuardView => ({ catalogue, actingFor: (code) => code, capOf: () => '100.00', capped: [], measureOf: () => undefined, find: () => undefined, now, ...more });
const judged = (requests: RequestToSend[], more: Partial<GuardView> = {}) => judge(requests, view(more)).map((problem) => (problem ? `${problem.slug} ${String(problem.extra?.['remainingCap'] ?? problem.extra?.['state'] ?? '')}` : 'sent'));

describe('the cap of a case', () => {
  it.each([
    ['enforcement', { caseNumber, amountOwed: '100.00', costs: '2.50' }, '102.50'],
    ['enforcement without costs', { caseNumber, amountOwed: '100.00' }, '100.00'],
    ['preservation, whose costs are not the ruling’s', { caseNumber: '（2025）晋1031执保57号', amountOwed: '100.00', costs: '2.50' }, '100.00'],
    ['an unknown case', undefined, '0.00'],
  ])('%s', (_, known, cap) => expect(capOf(known)).toBe(cap));
});

describe('judge', () => {
  it('sees each order as sent before the next, and a refused one as not', () => {
    expect(judged([order('60.00'), order('60.00'), order('40.00'), order('0.01')])).toEqual(['sent', 'amount-over-cap 40.00', 'sent', 'amount-over-cap 0.00']);
  });
  it('takes a closed court and its successor for one', () => {
    const heir = { actingFor: (code: string) => (code === court ? 'court-141033' : code), capped: [frozen('a')] };
    expect(judged([order('40.01', { from: 'court-141033' }), order('40.00', { from: 'court-141033' }), order('0.01')], heir)).toEqual(['amount-over-cap 40.00', 'sent', 'amount-over-cap 0.00']);
    expect(judged([order('100.00', { from: 'court-141033' })], { capped: [frozen('a')] })).toEqual(['sent']);
  });
  it('keeps courts and cases apart, and counts nothing that has lapsed', () => {
    const other = order('100.00', { caseNumber: '（2025）晋1031执124号' });
    expect(judged([order('40.00'), order('0.01'), other], { capped: [frozen('a')] })).toEqual(['sent', 'amount-over-cap 0.00', 'sent']);
    expect(judged([order('100.00')], { capped: [frozen('a', { until: '2025-06-04' })] })).toEqual(['sent']);
  });
  it('refuses to renew what is no longer there', () => {
    const renewal = order('60.00', { type: 'renew-freeze', follows: { id: 'a', thread: 'a' } });
    expect(judged([renewal], { measureOf: () => frozen('a') })).toEqual(['sent']);
    expect(judged([renewal], { measureOf: () => frozen('a', { until: '2025-06-04' }) })).toEqual(['measure-lapsed ']);
    expect(judged([renewal], { measureOf: () => frozen('a', { state: 'lifted' }) })).toEqual(['measure-ended lifted']);
  });
});

describe('overFrozenDrafts', () => {
  it('releases from the latest freeze what is too much, unless that is under way', () => {
    const drafts = (records: MeasureRecord[], cap: string) => overFrozenDrafts(records, cap, catalogue, now).map(({ about, body }) => `${about} ${String(body.details['amount'] ?? 'all')}`);
    expect(drafts([frozen('a'), frozen('b')], '120.00')).toEqual([]);
    expect(drafts([frozen('a'), frozen('b')], '100.00')).toEqual(['b 20.00']);
    expect(drafts([frozen('a'), frozen('b')], '50.00')).toEqual(['b all', 'a 10.00']);
    expect(drafts([frozen('a'), frozen('b', { pending: [{ request: 'c', act: 'lift', amount: '20.00' }] })], '100.00')).toEqual([]);
    expect(drafts([frozen('a'), frozen('b', { state: 'waiting' })], '60.00')).toEqual([]);
  });
});

describe('changesOf', () => {
  const example = exampleClock(now);
  const request = (type: string, id: string, follows: string | null = null): DeskRequest => ({
    id, box: 'sent', type, from: court, to: 'x', thread: id, follows, caseNumber, urgency: 'ordinary', state: 'submitted', flags: [], record: emptyRecord(type, 'ordinary'),
    subject: null, subjectHash: null, dueAt: null, dueObligation: null, dueOwedBy: null, closesAt: null, submittedAt: now, updatedAt: now,
  });
  const submitted = (of: DeskRequest): TakenMessage => ({
    request: of, message: { side: 'requester', move: 'submitted', id: `${of.id}-1`, sequence: 1, at: now },
    data: { caseNumber, subject, details: catalogue.get(of.type).example(example).details, officers: [], documents: [] },
  });
  const steps = (...taken: TakenMessage[]) => changesOf(taken, [], catalogue).map(({ measureId, change: { act, step } }) => `${measureId} ${act} ${step}`);

  it('a later step is about the measure of the earlier one; begun on paper, only a renewal begins one', () => {
    expect(steps(submitted(request('freeze-account', 'a')), submitted(request('renew-freeze', 'b', 'a')), submitted(request('unfreeze-account', 'c', 'b')))).toEqual(['a create asked', 'a renew asked', 'a lift asked']);
    expect(steps(submitted(request('renew-freeze', 'b')), submitted(request('unfreeze-account', 'c')))).toEqual(['b renew asked']);
  });
  it('a new seal that follows another takes its place', () => {
    const [first, second] = [request('seize-vehicle-registration', 'a'), request('seize-vehicle-registration', 'b', 'a')];
    const done: TakenMessage = { request: second, message: { side: 'recipient', move: 'answered', id: 'r', sequence: 2, at: now, outcome: 'done' }, data: { details: { rank: 0 } } };
    expect(steps(submitted(first), submitted(second), done)).toEqual(['a create asked', 'b create asked', 'b create held', 'a take held']);
  });
  it('looks only at what can tell something', () => {
    const accepted: TakenMessage = { request: request('freeze-account', 'a'), message: { side: 'recipient', move: 'accepted', id: 'r', sequence: 2, at: now }, data: {} };
    expect([tells(accepted, catalogue), tells(submitted(request('freeze-account', 'a')), catalogue), tells(submitted(request('query-deposits', 'a')), catalogue)]).toEqual([false, true, false]);
  });
});
