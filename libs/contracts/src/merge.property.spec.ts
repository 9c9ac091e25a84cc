import fc from 'fast-check';
import { defaultCalendar as calendar } from './calendar';
import { isEnded, nextState, type MoveName } from './lifecycle';
import { merge, unconfirmed } from './merge';
import { emptyRecord, type LaneMessage, type RequestRecord } from './request-record';
import { locateDebtor, queryPerson, referRefusalOffence, requests } from './requests';
import { TwoDesks, type Event } from './testing/two-desks';

const number = fc.nat({ max: 11 });
const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('requester' as const, 'recipient' as const), pick: number, milestone: number }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('reads' as const), by: fc.constantFrom('requester' as const, 'recipient' as const), automatic: number }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('requeue' as const, 'unusable' as const), pick: number }) },
);
const setting = fc.record({
  contract: fc.constantFrom(locateDebtor, queryPerson, referRefusalOffence, ...requests),
  refuseFirst: fc.nat({ max: 9 }).map((n) => n === 0), stepMs: fc.constantFrom(1, 60_000, 3_600_000, 30 * 3_600_000),
  events: fc.array(event, { minLength: 5, maxLength: 60 }), order: fc.array(fc.nat(), { minLength: 150, maxLength: 150 }), copies: fc.array(fc.nat({ max: 3 }), { minLength: 150, maxLength: 150 }),
});

/** Any order of the messages, some more than once: what gaps filled later and repeated publishing make of the lanes. */
function shuffled(messages: LaneMessage[], order: number[], copies: number[]): LaneMessage[] {
  const all = messages.flatMap((message, index) => Array.from({ length: 1 + (copies[index % copies.length] === 3 ? 1 : 0) }, () => message));
  return all.map((message, index) => ({ message, key: order[index % order.length]! })).sort((a, b) => a.key - b.key).map(({ message }) => message);
}

describe('merge: properties', () => {
  it('every interleaving of the two lanes ends in the same record at requester, recipient and coordinator', () => {
    fc.assert(fc.property(setting, ({ contract, refuseFirst, stepMs, events, order, copies }) => {
      const context = { contract, calendar };
      const desks = new TwoDesks(context, { refuseFirst, stepMs });
      for (const one of events) desks.happen(one);
      desks.settle();
      const messages = [...desks.lanes.requester, ...desks.lanes.recipient];
      const coordinator = shuffled(messages, order, copies).reduce((record, message) => merge(record, message, context), emptyRecord(contract.type, 'ordinary'));
      expect(desks.requester).toEqual(desks.recipient);
      expect(coordinator).toEqual(desks.recipient);
      expect(unconfirmed(coordinator)).toEqual([]);
    }), { numRuns: 400 });
  });

  it('the state moves only along the table, ends stay, and every second is booked to one side', () => {
    fc.assert(fc.property(setting, ({ contract, stepMs, events }) => {
      const context = { contract, calendar };
      const desks = new TwoDesks(context, { refuseFirst: false, stepMs });
      let before = desks.recipient;
      for (const one of [...events, ...Array.from({ length: 60 }, (): Event => ({ kind: 'reads', by: 'recipient', automatic: 0 }))]) {
        desks.happen(one);
        expectLegal(before, desks.recipient);
        before = desks.recipient;
      }
      const { booked, bookedUntil, submittedAt, endedAt } = desks.recipient.core;
      expect(booked.requester + booked.recipient).toBe(bookedUntil! - submittedAt!);
      if (endedAt !== null) expect(bookedUntil).toBe(endedAt);
    }), { numRuns: 300 });
  });

  it('never throws for what another system may write into the attributes', () => {
    const wild = fc.record({
      side: fc.constantFrom('requester' as const, 'recipient' as const), move: fc.constantFrom<MoveName>('submitted', 'taken', 'rejected', 'interim-replied', 'answered', 'extended', 'supplemented', 'measure-changed', 'objected'),
      sequence: fc.integer({ min: 1, max: 6 }), of: fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined }), at: fc.integer({ min: 0, max: Date.UTC(9999, 11, 31) }),
      outcome: fc.constantFrom(undefined, 'found', 'done', 'granted', '__proto__'), milestone: fc.constantFrom(undefined, 'held', 'complex', 'collected', 'taken_in', 'constructor', '__proto__'),
      until: fc.constantFrom(undefined, '2025-09-05', '9999-12-31', '2025-09-05T00:00:00+08:00', 'never', ''),
    });
    fc.assert(fc.property(fc.constantFrom(...requests), fc.constantFrom('ordinary', 'constructor'), fc.array(wild, { maxLength: 20 }), (contract, urgency, messages) => {
      const first: LaneMessage = { side: 'requester', move: 'submitted', id: 'first', sequence: 1, at: Date.UTC(2025, 8, 1) };
      [first, ...messages.map((message, index) => ({ ...message, id: `${index}` }))]
        .reduce((record, message) => merge(record, message, { contract, calendar }), emptyRecord(contract.type, urgency as 'ordinary'));
    }), { numRuns: 400 });
  });
});

function expectLegal(before: RequestRecord, after: RequestRecord): void {
  if (before.core.state === after.core.state) return;
  if (before.core.state !== 'none') expect(isEnded(before.core.state)).toBe(false);
  expect(reachable(before.core.state)).toContain(after.core.state);
  expect(before.core.deliveredAt === null || after.core.deliveredAt === before.core.deliveredAt).toBe(true);
}

/** In one step of the recipient's lane a submission, its delivery and an answer may come together. */
function reachable(from: RequestRecord['core']['state']): string[] {
  const found = new Set<string>([from]);
  for (let round = 0; round < 3; round += 1) {
    for (const state of [...found]) {
      for (const move of ['submitted', 'taken', 'undeliverable', 'accepted', 'interim-replied', 'answered', 'returned', 'information-requested', 'supplemented', 'withdrawn', 'closed', 'objected'] as const) {
        const next = nextState(state as 'none', move);
        if (next.allowed) found.add(next.state);
      }
    }
  }
  return [...found];
}
