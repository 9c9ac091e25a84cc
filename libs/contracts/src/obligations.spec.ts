import { defaultCalendar as calendar } from './calendar';
import { bookedTime } from './advance-core';
import { merge } from './merge';
import { dueFirst, dueOf, latestExtension, turn } from './obligations';
import type { Urgency } from './obligation-rule';
import { emptyRecord, type LaneMessage, type ObligationRecord, type RequestRecord } from './request-record';
import type { RequestContract } from './request-contract';
import { locateDebtor, queryPerson, referRefusalOffence, requests, takeIntoDetention } from './requests';
import { HOUR_MS, parseInstant, toShanghaiIso } from './shanghai-time';

/** Monday 1 September 2025, 09:00. */
const monday = parseInstant('2025-09-01T09:00:00+08:00');
const hours = (n: number): number => monday + n * HOUR_MS;
const shown = (instant: number | null): string | null => (instant === null ? null : toShanghaiIso(instant));

/** A request whose two sides speak in turn; times in hours after Monday 09:00. Each message of the requester is confirmed at once. */
class Story {
  record: RequestRecord;
  private asked = 0;
  private said = 0;

  constructor(private readonly contract: RequestContract, { urgency = 'ordinary' as Urgency, until = undefined as string | undefined } = {}) {
    this.record = emptyRecord(contract.type, urgency);
    this.merge({ side: 'requester', move: 'submitted', until }, 0);
  }

  merge(message: Pick<LaneMessage, 'side' | 'move'> & Partial<LaneMessage>, at: number): void {
    const sequence = message.side === 'requester' ? (this.asked += 1) : (this.said += 1);
    const of = message.side === 'recipient' ? this.asked : undefined;
    this.record = merge(this.record, { id: `${message.side} ${sequence}`, sequence, of, at: hours(at), ...message }, { contract: this.contract, calendar });
  }

  says(at: number, move: LaneMessage['move'], more: Partial<LaneMessage> = {}): this {
    this.merge({ side: 'recipient', move, ...more }, at);
    return this;
  }

  asks(at: number, move: LaneMessage['move'], more: Partial<LaneMessage> = {}): this {
    this.merge({ side: 'requester', move, ...more }, at);
    return this.says(at, 'taken');
  }

  delivered(at = 0): this { return this.says(at, 'taken'); }

  owed(name: string): ObligationRecord { return this.record.core.obligations.find((one) => one.name === name)!; }
  state(name: string): string { return `${this.owed(name).state} ${this.owed(name).round}`; }
  due(name: string): string | null { return shown(this.owed(name).dueAt); }
  turn(): string { return turn(this.record.core); }
}

describe('obligations', () => {
  it('deliver runs from submission for an hour, everything else waits for delivery', () => {
    const story = new Story(queryPerson);
    const { core } = { core: story.record.core };
    expect(core.obligations).toEqual([]);
    story.delivered(2);
    expect(story.owed('deliver')).toMatchObject({ state: 'discharged', startedAt: hours(0), dueAt: hours(1), dischargedAt: hours(2) });
    expect(story.owed('answer')).toMatchObject({ state: 'running', startedAt: hours(2) });
    expect(story.due('answer')).toBe('2025-09-05T00:00:00+08:00');
  });

  it.each([['ordinary', '2025-09-03T00:00:00+08:00'], ['urgent', '2025-09-01T11:00:00+08:00'], ['critical', '2025-09-01T09:30:00+08:00']] as const)('accept of %s is due %s', (urgency, due) => {
    expect(new Story(queryPerson, { urgency }).delivered().due('accept')).toBe(due);
  });

  it.each(['accepted', 'interim-replied', 'answered', 'returned', 'information-requested'] as const)('%s discharges accept', (move) => {
    expect(new Story(queryPerson).delivered().says(1, move, { outcome: 'found' }).state('accept')).toBe('discharged 1');
  });

  it('a first reply is a reply: accepting or asking back is none', () => {
    const story = new Story(locateDebtor, { until: '2026-03-01' }).delivered().says(1, 'accepted').says(2, 'information-requested');
    expect(story.state('first-reply')).toBe('paused 1');
    story.asks(3, 'supplemented').says(4, 'interim-replied', { outcome: 'not_found_yet' });
    expect([story.state('first-reply'), story.state('final-reply')]).toEqual(['discharged 1', 'running 1']);
    expect(story.due('final-reply')).toBe('2026-03-02T00:00:00+08:00');
  });

  it('`answered` discharges what the recipient owes, not what the requester does, and leaves what has not begun', () => {
    const story = new Story(locateDebtor, { until: '2026-03-01' }).delivered()
      .says(1, 'interim-replied', { outcome: 'found', milestone: 'held' }).says(2, 'answered', { outcome: 'found' });
    expect([story.state('final-reply'), story.state('collect'), story.turn()]).toEqual(['discharged 1', 'running 1', 'requester']);
    expect(new Story(locateDebtor).delivered().says(1, 'answered', { outcome: 'expired' }).state('collect')).toBe('pending 1');
  });

  it.each([['returned', 'recipient'], ['withdrawn', 'requester']] as const)('%s discharges everything', (move, side) => {
    const story = new Story(locateDebtor, { until: '2026-03-01' }).delivered().says(1, 'interim-replied', { milestone: 'held', outcome: 'found' });
    if (side === 'recipient') story.says(2, move);
    else story.asks(2, move);
    expect(story.record.core.obligations.map(({ state }) => state)).toEqual(Array(5).fill('discharged'));
  });

  it('a milestone starts the other side’s clock, each time anew', () => {
    const story = new Story(locateDebtor, { until: '2026-03-01' }).delivered();
    expect(story.owed('collect')).toMatchObject({ state: 'pending', startedAt: null, dueAt: null });
    story.says(10, 'interim-replied', { outcome: 'found', milestone: 'held' });
    expect([story.state('collect'), story.due('collect'), story.turn()]).toEqual(['running 1', shown(hours(34)), 'requester']);
    story.says(12, 'interim-replied', { outcome: 'found', milestone: 'held' });
    expect(story.due('collect')).toBe(shown(hours(34)));
    story.asks(20, 'supplemented', { milestone: 'collected' });
    expect([story.state('collect'), story.turn()]).toEqual(['discharged 1', 'recipient']);
    story.says(50, 'interim-replied', { outcome: 'found', milestone: 'held' });
    expect([story.state('collect'), story.due('collect')]).toEqual(['running 2', shown(hours(74))]);
  });

  it('an objection starts again what the final reply discharged, but not accept', () => {
    const story = new Story(queryPerson).delivered().says(3, 'answered', { outcome: 'failed' }).asks(30, 'objected');
    expect([story.state('answer'), story.state('accept'), story.record.core.state, story.record.core.answeredAt]).toEqual(['running 2', 'discharged 1', 'accepted', null]);
    expect(story.owed('answer')).toMatchObject({ startedAt: hours(30) });
    expect(story.owed('answer').dischargedAt).toBeUndefined();
    story.says(40, 'answered', { outcome: 'found' });
    expect(story.asks(41, 'objected').record.core.state).toBe('answered');
  });

  it('an objection starts neither what was discharged before the final reply nor what never began', () => {
    const story = new Story(locateDebtor, { until: '2026-03-01' }).delivered().says(1, 'interim-replied', { outcome: 'not_found_yet' }).says(2, 'answered', { outcome: 'expired' }).asks(3, 'objected');
    expect([story.state('first-reply'), story.state('final-reply')]).toEqual(['discharged 1', 'running 2']);
    const referral = new Story(referRefusalOffence).delivered().says(1, 'answered', { outcome: 'declined' }).asks(2, 'objected');
    expect([referral.state('decide'), referral.state('explain-refusal'), referral.state('explain-case-withdrawal')]).toEqual(['running 2', 'running 1', 'pending 1']);
  });

  it('`complex` gives a longer limit, counted from that milestone', () => {
    const story = new Story(referRefusalOffence).delivered();
    expect(story.due('decide')).toBe('2025-09-09T00:00:00+08:00');
    story.says(24, 'accepted', { milestone: 'complex' });
    expect(story.owed('decide')).toMatchObject({ state: 'running', startedAt: hours(24) });
    // 30 days after 2 September are in the National Day holiday, which ends on 8 October 2025.
    expect(story.due('decide')).toBe('2025-10-10T00:00:00+08:00');
    expect(story.says(48, 'answered', { outcome: 'granted', milestone: 'complex' }).state('decide')).toBe('discharged 1');
  });

  it('a decision named by its milestone discharges before the final reply', () => {
    const story = new Story(referRefusalOffence).delivered().says(1, 'accepted', { milestone: 'receipt' });
    expect([story.state('receipt'), story.state('decide')]).toEqual(['discharged 1', 'running 1']);
    story.says(5, 'interim-replied', { outcome: 'declined', milestone: 'not_filed' });
    expect([story.state('decide'), story.state('explain-refusal')]).toEqual(['discharged 1', 'running 1']);
  });

  it('a final reply implies its milestone by its outcome', () => {
    const story = new Story(takeIntoDetention).delivered();
    expect(story.due('answer')).toBe('2025-09-02T00:00:00+08:00');
    story.says(5, 'answered', { outcome: 'done', until: '2025-09-16' });
    expect([story.state('notify-family'), story.state('detention-ends'), story.turn()]).toEqual(['running 1', 'running 1', 'requester']);
    // Of hours that the law sets the starting one does not count: taken in at 14:00, counted from 15:00.
    expect([story.due('notify-family'), story.due('detention-ends')]).toEqual(['2025-09-02T15:00:00+08:00', '2025-09-17T00:00:00+08:00']);
    expect(story.asks(6, 'supplemented', { milestone: 'family_notified' }).state('notify-family')).toBe('discharged 1');
    expect(new Story(takeIntoDetention).delivered().says(5, 'answered', { outcome: 'not_done' }).state('notify-family')).toBe('pending 1');
  });

  it('only policy limits pause while information is asked for; days are lost whose end fell inside', () => {
    const story = new Story(locateDebtor, { until: '2026-03-01' }).delivered().says(1, 'information-requested');
    expect([story.state('first-reply'), story.state('final-reply')]).toEqual(['paused 1', 'running 1']);
    expect(story.turn()).toBe('recipient');
    story.asks(49, 'supplemented');
    expect(story.state('first-reply')).toBe('running 1');
    expect(story.due('first-reply')).toBe('2025-09-09T00:00:00+08:00');
    expect(new Story(referRefusalOffence).delivered().says(1, 'information-requested').state('decide')).toBe('running 1');
  });

  it('an extension counts once, and never beyond what the rule allows', () => {
    const story = new Story(locateDebtor, { until: '2026-03-01' }).delivered();
    const rule = locateDebtor.obligations.find(({ name }) => name === 'first-reply')!;
    expect(shown(latestExtension(story.owed('first-reply'), rule, calendar, hours(1))!)).toBe('2025-09-10T00:00:00+08:00');
    story.says(2, 'extended', { until: '2025-12-31' });
    expect(story.due('first-reply')).toBe('2025-09-05T00:00:00+08:00');
    story.says(3, 'extended', { until: '2025-09-08' });
    expect([story.due('first-reply'), story.owed('first-reply').extensions, story.due('final-reply')]).toEqual(['2025-09-09T00:00:00+08:00', 1, '2026-03-02T00:00:00+08:00']);
    story.says(4, 'extended', { until: '2025-09-09' });
    expect(story.due('first-reply')).toBe('2025-09-09T00:00:00+08:00');
    expect(latestExtension(story.owed('first-reply'), rule, calendar, hours(4))).toBeUndefined();
  });

  it('an extension on the last day counts, one after it does not', () => {
    const first = (at: number): Story => new Story(locateDebtor, { until: '2026-03-01' }).delivered().says(at, 'extended', { until: '2025-09-08' });
    // Due at the end of Thu 4 September, which is 87 hours after Monday 09:00.
    expect([87, 87.01].map((at) => [first(at).due('first-reply'), first(at).owed('first-reply').extensions])).toEqual([['2025-09-09T00:00:00+08:00', 1], ['2025-09-05T00:00:00+08:00', undefined]]);
  });

  it('books time to whoever owes what is due first, once answered to the requester', () => {
    const story = new Story(locateDebtor, { until: '2026-03-01' }).delivered().says(10, 'interim-replied', { outcome: 'found', milestone: 'held' }).asks(20, 'supplemented', { milestone: 'collected' })
      .says(30, 'answered', { outcome: 'found' });
    expect(bookedTime(story.record.core, hours(45))).toEqual({ recipient: 20 * HOUR_MS, requester: 25 * HOUR_MS });
    story.asks(40, 'closed');
    expect(bookedTime(story.record.core, hours(1000))).toEqual({ recipient: 20 * HOUR_MS, requester: 20 * HOUR_MS });
    expect(dueFirst(story.record.core)).toBeUndefined();
  });

  it('derives every due time step by step', () => {
    for (const contract of requests) {
      const story = new Story(contract, { until: '2026-03-01' }).delivered();
      for (const obligation of story.record.core.obligations.filter(({ state }) => state === 'running')) {
        const due = dueOf(obligation, { contract, calendar })!;
        expect(due.dueAt).toBe(obligation.dueAt);
        expect(due.derivation.length).toBeGreaterThan(1);
      }
    }
  });
});
