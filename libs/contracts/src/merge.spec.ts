import { defaultCalendar as calendar } from './calendar';
import { lastKnown, merge, place, provisionalCore, unconfirmed } from './merge';
import { emptyRecord, type LaneMessage, type RequestRecord } from './request-record';
import { locateDebtor } from './requests';

const context = { contract: locateDebtor, calendar };
const start = Date.UTC(2025, 8, 1, 1);
const asked = (sequence: number, move: LaneMessage['move'], more: Partial<LaneMessage> = {}): LaneMessage =>
  ({ side: 'requester', move, id: `q${sequence}`, sequence, at: start + sequence * 1000, ...more });
const said = (sequence: number, move: LaneMessage['move'], of?: number, more: Partial<LaneMessage> = {}): LaneMessage =>
  ({ side: 'recipient', move, id: `r${sequence}`, sequence, at: start + 60_000 + sequence * 1000, ...(of === undefined ? {} : { of }), ...more });
const folded = (...messages: LaneMessage[]): RequestRecord => messages.reduce((record, message) => merge(record, message, context), emptyRecord('locate-debtor', 'urgent'));

describe('merge', () => {
  const submitted = asked(1, 'submitted', { until: '2026-03-01' });

  it('shows what the requester sent until it is confirmed', () => {
    const record = folded(submitted, said(1, 'taken', 1), asked(2, 'withdrawn'));
    expect(record.core.state).toBe('delivered');
    expect(provisionalCore(record, context).state).toBe('withdrawn');
    expect(unconfirmed(record).map(({ move }) => move)).toEqual(['withdrawn']);
    const confirmed = merge(record, said(2, 'taken', 2), context);
    expect(confirmed.core).toMatchObject({ state: 'withdrawn', endedAt: start + 2000 });
    expect(unconfirmed(confirmed)).toEqual([]);
  });

  it('a withdrawal and a final reply that cross: the recipient decides', () => {
    const replyFirst = folded(submitted, said(1, 'taken', 1), asked(2, 'withdrawn'), said(2, 'answered', 1, { outcome: 'expired' }), said(3, 'rejected', 2));
    expect(replyFirst.core.state).toBe('answered');
    expect(replyFirst.refused.map(({ sequence }) => sequence)).toEqual([2]);
    const withdrawalFirst = folded(submitted, said(1, 'taken', 1), asked(2, 'withdrawn'), said(2, 'taken', 2));
    expect(withdrawalFirst.core.state).toBe('withdrawn');
  });

  it('a final reply that withdrew nothing keeps the withdrawal provisional no longer', () => {
    const record = folded(submitted, said(1, 'taken', 1), asked(2, 'withdrawn'), said(2, 'answered', 1));
    expect(provisionalCore(record, context).state).toBe('answered');
    expect(unconfirmed(record)).toHaveLength(1);
  });

  it('an automatic answer needs no `taken`', () => {
    const record = folded(said(1, 'answered', 1, { outcome: 'found' }), submitted);
    expect(record.core).toMatchObject({ state: 'answered', deliveredAt: start + 61_000, answeredAt: start + 61_000 });
  });

  it('undeliverable stands for the refusal of message 1', () => {
    expect(folded(submitted, said(1, 'undeliverable', 1)).core.state).toBe('undeliverable');
    const withdrawn = folded(submitted, asked(2, 'withdrawn'), said(1, 'undeliverable', 1), said(2, 'rejected', 2));
    expect(withdrawn).toMatchObject({ core: { state: 'undeliverable' }, placed: 2, folded: 2 });
  });

  it('a refused message that a later `taken` names counts from there on', () => {
    const refused = folded(submitted, said(1, 'taken', 1), asked(2, 'supplemented', { milestone: 'collected' }), said(2, 'rejected', 2), said(3, 'interim-replied', 2, { outcome: 'found', milestone: 'held' }));
    expect(refused.core.obligations.find(({ name }) => name === 'collect')).toMatchObject({ state: 'running' });
    const requeued = merge(refused, said(4, 'taken', 2), context);
    expect(requeued.refused).toEqual([]);
    expect(requeued.core.obligations.find(({ name }) => name === 'collect')).toMatchObject({ state: 'discharged', dischargedAt: start + 64_000 });
    expect(merge(requeued, said(5, 'taken', 2), context).core.obligations).toEqual(requeued.core.obligations);
  });

  it('a move or milestone of the other side changes nothing', () => {
    const delivered = folded(submitted, said(1, 'taken', 1));
    expect(merge(delivered, said(2, 'withdrawn', 1), context).core).toEqual(delivered.core);
    expect(folded(submitted, said(1, 'taken', 1), asked(2, 'answered'), said(2, 'taken', 2)).core).toMatchObject({ state: 'delivered', obligations: delivered.core.obligations });
    const held = folded(submitted, said(1, 'interim-replied', 1, { outcome: 'found', milestone: 'held' }), said(2, 'interim-replied', 1, { milestone: 'collected' }));
    expect(held.core.obligations.find(({ name }) => name === 'collect')).toMatchObject({ state: 'running' });
  });

  it('waits for what is missing, in either lane, and knows duplicates', () => {
    const later = folded(submitted, said(2, 'accepted', 1));
    expect(later.core.state).toBe('none');
    expect(place(later, said(2, 'accepted', 1))).toBe('known');
    expect(place(later, said(4, 'answered', 1))).toBe('gap');
    expect(place(later, said(1, 'taken', 1))).toBe('new');
    const complete = merge(later, said(1, 'taken', 1), context);
    expect(complete.core.state).toBe('accepted');
    expect(merge(complete, said(1, 'taken', 1), context)).toBe(complete);
    const ahead = folded(said(1, 'taken', 2), asked(2, 'urged'));
    expect([ahead.core.state, lastKnown(ahead, 'requester'), lastKnown(ahead, 'recipient')]).toEqual(['none', 0, 1]);
    expect(merge(ahead, submitted, context).core.state).toBe('delivered');
  });

  it('books the time since a withdrawal that is ordered behind a late delivery to nobody', () => {
    const { core } = folded(submitted, asked(2, 'withdrawn'), said(1, 'taken', 1), said(2, 'taken', 2));
    expect(core).toMatchObject({ state: 'withdrawn', endedAt: start + 2000, bookedUntil: start + 2000, booked: { requester: 0, recipient: 1000 } });
  });
});
