import fc from 'fast-check';
import { catalogue, defaultCalendar, merge, type LaneMessage, type MoveName, type RequestRecord, type Side } from '@lianzhi/contracts';
import type { OrganisationRecord } from '@lianzhi/exchange';
import { viewRequest } from '../tracking/request-view';
import { trackedFrom } from '../tracking/tracked-request';
import { ViewContexts } from '../tracking/view-contexts';
import { advance, type WatchedRequest } from './advance';
import { callKey } from './call-key';

const organisation = (code: string): OrganisationRecord => ({ code, agency: code.split('-')[0]!, region: code.split('-')[1]! }) as OrganisationRecord;
const contexts = new ViewContexts(catalogue, { calendar: defaultCalendar }, { organisation });
const begun = Date.parse('2025-09-26T15:00:00+08:00');
const hour = 3_600_000;
const request = (type: string) => trackedFrom({
  specversion: '1.0', id: 'id', source: '/organisations/court-140108', recipient: 'police-140108', type: 'lianzhi.request.submitted.v1', subject: 'request', time: '',
  datacontenttype: 'application/jose', dataschema: '', requesttype: type, urgency: 'ordinary', thread: 'request', datadigest: '',
}, 'requester');

/** What is said, hours after the submission. */
const stories: readonly (readonly [hours: number, side: Side, move: MoveName, more?: Partial<LaneMessage>])[][] = [
  [],
  [[1, 'recipient', 'taken', { of: 1 }]],
  [[1, 'recipient', 'accepted', { of: 1 }]],
  [[1, 'recipient', 'accepted', { of: 1 }], [30, 'recipient', 'information-requested']],
  [[1, 'recipient', 'accepted', { of: 1 }], [700, 'recipient', 'answered', { outcome: 'found' }]],
  [[1, 'recipient', 'accepted', { of: 1 }], [20, 'requester', 'supplemented']],
  [[1, 'recipient', 'interim-replied', { of: 1, outcome: 'found', milestone: 'held' }]],
];

function recordOf(type: string, story: (typeof stories)[number]): RequestRecord {
  const context = contexts.get(request(type));
  const sequence: Record<Side, number> = { requester: 1, recipient: 0 };
  const messages = story.map(([hours, side, move, more]): LaneMessage => ({ side, move, sequence: (sequence[side] += 1), id: `${side} ${sequence[side]}`, at: begun + hours * hour, ...more }));
  return [{ side: 'requester' as const, move: 'submitted' as const, sequence: 1, id: 'first', at: begun }, ...messages].reduce((record, message) => merge(record, message, context), request(type).record);
}

describe('advance', () => {
  it('comes from rows alone to what the record with these calls says, whatever the type, the story and the hours at which it is called', () => {
    fc.assert(fc.property(fc.constantFrom(...catalogue.types()), fc.constantFrom(...stories), fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 8 }), (type, story, pauses) => {
      const tracked = { ...request(type), record: recordOf(type, story) };
      const context = contexts.get(tracked);
      let called: string[] = [];
      let now = begun;
      for (const pause of pauses) {
        now += pause * hour;
        const before = viewRequest({ ...tracked, called }, context);
        const rows: WatchedRequest = {
          ...tracked, flags: before.flags, lateness: before.lateness,
          obligations: before.obligations.flatMap(({ record, state, next }) => (next ? [{ record: { ...record, state: record.state === 'discharged' ? 'discharged' as const : 'running' as const }, state, nextStep: next.name, nextAt: next.at }] : [])),
        };
        const { calls, obligations, standing, nextAt } = advance(rows, context, now, () => ['court-140100']);
        const after = viewRequest({ ...tracked, called: (called = [...called, ...calls.map(({ obligation, step }) => callKey(obligation.record, step.name))]) }, context);
        expect(standing ?? { flags: before.flags, lateness: before.lateness }).toEqual({ flags: after.flags, lateness: after.lateness });
        expect(nextAt).toEqual(after.obligations.reduce<number | null>((first, { next }) => (next && (first === null || next.at < first) ? next.at : first), null));
        for (const { record, state, next } of after.obligations) {
          const row = obligations.find(({ name, round }) => name === record.name && round === record.round);
          const unchanged = before.obligations.find((one) => one.record === record || (one.record.name === record.name && one.record.round === record.round))!;
          expect([record.name, row?.state ?? unchanged.state, row ? row.next : unchanged.next]).toEqual([record.name, state, next]);
        }
      }
    }), { numRuns: 300 });
  });
});
