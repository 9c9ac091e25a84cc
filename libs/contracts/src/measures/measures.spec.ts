import fc from 'fast-check';
import { catalogue, createCatalogue } from '../catalogue';
import { exampleClock } from '../example-clock';
import { fenOf, moneyOf } from '../fields';
import { validateSubmission } from '../validate-submission';
import { releasesFor, remainingCap } from './amount-cap';
import { endWarnings, nextTerm, warningDays } from './end-warnings';
import { foldMeasure, lapsedWithoutRenewal, stateOn, type Measure } from './fold-measure';
import { measureChange, type MeasureChange, type MeasureMessage } from './measure-change';
import { actsOf } from './measure-faults';
import type { MeasureState } from './measure-kinds';

const request = '01970000-0000-7000-8000-000000000001';
const later = '01970000-0000-7000-8000-000000000002';
const now = Date.parse('2025-06-05T10:00:00+08:00');
const clock = exampleClock(now);
const measured = catalogue.contracts.filter(({ measure }) => measure);
const creating = measured.filter(({ measure }) => actsOf(measure!).includes('create'));

function message(move: MeasureMessage['move'], details: object, more: Partial<MeasureMessage> = {}): MeasureMessage {
  return { id: `m${more.sequence ?? 0}`, request, move, sequence: 1, at: now, details: details as MeasureMessage['details'], ...more };
}

/** The measure that the contract's own example and this reply make. */
function exampleMeasure(type: string, reply: string): Measure {
  const contract = catalogue.get(type);
  const asked = contract.example(clock).details;
  const { outcome, milestone, final, details } = contract.replyExamples(clock)[reply]!;
  const changes = [message('submitted', asked, { id: 'own' }), message(final ? 'answered' : 'interim-replied', details, { sequence: 2, outcome, milestone })];
  return foldMeasure(changes.flatMap((one) => measureChange(contract, asked, one) ?? []))!;
}

describe('measures of the catalogue', () => {
  it('are declared by every type that makes, prolongs, ends or takes one', () => {
    expect(Object.fromEntries(measured.map(({ type, measure }) => [type, `${measure!.kind} ${actsOf(measure!).join(' ')}`]))).toEqual({
      'freeze-account': 'deposit create', 'renew-freeze': 'deposit renew', 'unfreeze-account': 'deposit lift', 'transfer-funds': 'deposit take',
      'seal-real-estate': 'real-estate create', 'renew-real-estate-seal': 'real-estate renew', 'unseal-real-estate': 'real-estate lift', 'transfer-real-estate': 'real-estate take',
      'seize-vehicle-registration': 'movable create renew lift', 'restrict-exit': 'exit-restriction create renew lift', 'take-into-detention': 'detention create', 'release-early': 'detention lift',
      'locate-debtor': 'watch create', 'hold-vehicle': 'watch create', 'freeze-equity': 'equity create', 'freeze-network-asset': 'other-right create',
      'renew-equity-freeze': 'equity renew', 'unfreeze-equity': 'equity lift', 'renew-network-asset-freeze': 'other-right renew', 'unfreeze-network-asset': 'other-right lift',
    });
  });

  const expected: Record<string, MeasureState> = {
    done: 'in_effect', partial: 'in_effect', waiting: 'waiting', accepted_not_done: 'none', refused: 'none', not_done: 'none',
    found: 'lifted', 'found:held': 'in_effect', 'found:seen': 'in_effect', not_found_yet: 'in_effect', expired: 'lapsed',
  };
  it.each(creating.flatMap(({ type, replyExamples }) => Object.keys(replyExamples(clock)).map((reply) => [type, reply])))('%s answered with %s', (type, reply) => {
    const measure = exampleMeasure(type, reply);
    expect(measure.state).toBe(expected[reply]);
    if (measure.state === 'in_effect') expect(measure.until).toMatch(/^\d{4}-\d\d-\d\d$/);
    if (measure.state === 'waiting') expect(measure).toMatchObject({ until: null, rank: 1 });
    if (measure.state === 'none') expect(measure.counted).toBe('0.00');
  });

  it.each(creating.filter(({ measure }) => measure!.renewal).map(({ type }) => type))('%s: the drafted renewal and release are requests that their contracts take', (type) => {
    const { measure } = catalogue.get(type);
    const { object, until, term } = exampleMeasure(type, 'done');
    const asked = catalogue.get(type).example(clock).details;
    for (const [draft, details] of [
      [measure!.renewal, measure!.renewal!.details({ asked, object, until: until! }, nextTerm({ until: until!, term }, measure!.renewal!))],
      [measure!.release, measure!.release?.details({ asked, object }, '超出限额')],
    ] as const) {
      if (!draft) continue;
      const contract = catalogue.get(draft.type);
      const { subject, officers } = contract.example(clock);
      expect(validateSubmission(contract, { type: draft.type, to: 'x', caseNumber: '（2025）晋1031执123号', subject, officers, details, follows: request }, { businessDate: clock.today, strict: true })).toEqual([]);
    }
  });

  it('refuses a renewal that is none', () => {
    const freeze = catalogue.get('freeze-account');
    const wrong = { ...freeze, measure: { ...freeze.measure!, renewal: { ...freeze.measure!.renewal!, type: 'unfreeze-account' } } };
    expect(() => createCatalogue({ agencies: catalogue.agencies, requests: catalogue.contracts.map((one) => (one.type === freeze.type ? wrong : one)) })).toThrow(/freeze-account: its measure is to renew by unfreeze-account/);
  });
});

const base = { kind: 'deposit', capped: true } as const;
const change = (key: string, more: Partial<MeasureChange>): MeasureChange => ({ ...base, key, request, sequence: 1, at: now, act: 'create', step: 'held', ...more });
const frozen = [change('1', { step: 'asked', sequence: 0, amount: '100.00', from: '2025-06-05', until: '2026-06-04' }), change('2', { amount: '100.00', until: '2026-06-04', sequence: 2 })];

describe('foldMeasure', () => {
  it('is the same in any order, with anything twice', () => {
    const changes = [
      ...frozen, change('3', { step: 'hit', sequence: 3, at: now + 5 }),
      change('4', { request: later, act: 'renew', step: 'asked', sequence: 0, amount: '120.00', at: now + 10 }), change('5', { request: later, act: 'renew', sequence: 2, amount: '110.00', until: '2027-06-04', at: now + 20 }),
      change('6', { step: 'reversed', sequence: 4, at: now + 30 }),
    ];
    const folded = foldMeasure(changes);
    expect(folded).toMatchObject({ state: 'lifted', until: '2027-06-04', hits: 1, renewals: 1, pending: [] });
    fc.assert(fc.property(fc.shuffledSubarray([...changes, ...changes], { minLength: 12 }), (shuffled) => { expect(foldMeasure(shuffled)).toEqual(folded); }), { numRuns: 100 });
  });

  it('what was asked for counts in full until the final reply', () => {
    const partly = [frozen[0]!, change('2', { step: 'partly', amount: '30.00', sequence: 2, interim: true })];
    expect(foldMeasure(partly)).toMatchObject({ state: 'in_effect', amount: '30.00', counted: '100.00' });
    expect(foldMeasure([...partly, change('3', { step: 'partly', amount: '40.00', sequence: 3 })])).toMatchObject({ amount: '40.00', counted: '40.00' });
  });

  it('a clock of the recipient that is behind changes nothing', () => {
    expect(foldMeasure([frozen[0]!, { ...frozen[1]!, at: now - 60_000 }])).toMatchObject({ state: 'in_effect', amount: '100.00' });
  });

  it('a release leaves what it leaves', () => {
    const lift = (more: Partial<MeasureChange>, asked: Partial<MeasureChange> = {}) => foldMeasure([...frozen, change('a', { request: later, act: 'lift', step: 'asked', sequence: 0, at: now + 1, ...asked }), change('b', { request: later, act: 'lift', sequence: 2, at: now + 2, ...more })]);
    expect(lift({ step: 'partly', left: '40.00' })).toMatchObject({ state: 'in_effect', amount: '40.00', counted: '40.00', pending: [] });
    expect(lift({ moved: '30.00' })).toMatchObject({ state: 'in_effect', amount: '70.00' });
    expect(lift({}, { amount: '25.00' })).toMatchObject({ state: 'in_effect', amount: '75.00' });
    expect(lift({ left: '0.00' })).toMatchObject({ state: 'lifted' });
    expect(lift({})).toMatchObject({ state: 'lifted', endedBy: later });
    expect(lift({ step: 'none' })).toMatchObject({ state: 'in_effect', amount: '100.00', pending: [] });
  });

  it('what has lapsed stays lapsed, whoever lifts it afterwards', () => {
    const lifted = foldMeasure([...frozen, change('b', { request: later, act: 'lift', sequence: 2, at: Date.parse('2026-07-01T10:00:00+08:00') })])!;
    expect(stateOn(lifted, '2026-07-01')).toBe('lapsed');
    expect(lapsedWithoutRenewal(lifted, '2026-07-01')).toBe(true);
  });

  it('a waiting one has no term of its own; without a new end it lasts as long as asked for', () => {
    const waiting = [frozen[0]!, change('2', { step: 'waiting', rank: 3, sequence: 2 })];
    expect(foldMeasure(waiting)).toMatchObject({ state: 'waiting', rank: 3, until: null, amount: '100.00', counted: '100.00' });
    expect(foldMeasure([...waiting, change('3', { step: 'promoted', rank: 0, sequence: 3, at: Date.parse('2025-12-01T09:00:00+08:00') })])).toMatchObject({ state: 'in_effect', from: '2025-12-01', until: '2026-11-30', untilAsked: true });
  });

  it('moves up and waits still; what is in effect has no rank to move to', () => {
    const waiting = [frozen[0]!, change('2', { step: 'waiting', rank: 3, sequence: 2 }), change('3', { step: 'moved_up', rank: 2, sequence: 3 })];
    expect(foldMeasure(waiting)).toMatchObject({ state: 'waiting', rank: 2, until: null, counted: '100.00' });
    expect(foldMeasure([...waiting, change('4', { step: 'promoted', rank: 0, sequence: 4 }), change('5', { step: 'moved_up', rank: 1, sequence: 5 })])).toMatchObject({ state: 'in_effect', rank: 0 });
  });

  it('lapses the day after its last day', () => {
    const measure = foldMeasure(frozen)!;
    expect([stateOn(measure, '2026-06-04'), stateOn(measure, '2026-06-05')]).toEqual(['in_effect', 'lapsed']);
  });
});

describe('calls of the end', () => {
  const measure = foldMeasure(frozen)!;
  it('stand 60, 30 and 7 days before, and after it', () => {
    expect(warningDays(measure)).toEqual(['2026-04-05', '2026-05-05', '2026-05-28']);
    expect(endWarnings(measure).map(({ step, at }) => `${step} ${new Date(at).toISOString()}`)).toEqual([
      '60 2026-04-04T16:00:00.000Z', '30 2026-05-04T16:00:00.000Z', '7 2026-05-27T16:00:00.000Z', 'end 2026-06-04T16:00:00.000Z']);
  });
  it('are none of before the end was set, of a detention, or of what is not in effect', () => {
    expect(endWarnings({ ...measure, since: Date.parse('2026-05-10T09:00:00+08:00') }).map(({ step }) => step)).toEqual(['7', 'end']);
    expect(endWarnings({ ...measure, kind: 'watch' }).map(({ step }) => step)).toEqual(['60', '30', '7']);
    expect(endWarnings({ ...measure, kind: 'detention' })).toEqual([]);
    expect(endWarnings({ ...measure, state: 'waiting' })).toEqual([]);
  });
});

describe('the cap', () => {
  it('is never less than nothing', () => {
    expect(remainingCap('100.00', ['60.00', '39.99'])).toBe('0.01');
    expect(remainingCap('100.00', ['60.00', '60.00'])).toBe('0.00');
  });
  it('is met by releasing just what is too much, the latest first', () => {
    const fen = fc.integer({ min: 1, max: 100_000 }).map((n) => moneyOf(BigInt(n)));
    fc.assert(fc.property(fc.array(fen, { maxLength: 20 }), fen, (amounts, cap) => {
      const total = amounts.reduce((sum, amount) => sum + fenOf(amount), 0n);
      const holdings = amounts.map((amount, i) => ({ id: String(i).padStart(2, '0'), amount }));
      const releases = releasesFor(cap, holdings);
      const released = releases.reduce((sum, { amount }) => sum + fenOf(amount), 0n);
      expect(released).toBe(total > fenOf(cap) ? total - fenOf(cap) : 0n);
      for (const { id, amount, whole } of releases) expect(whole).toBe(amount === amounts[Number(id)]);
      expect(releases.map(({ id }) => id)).toEqual(holdings.map(({ id }) => id).toReversed().slice(0, releases.length));
    }), { numRuns: 200 });
  });
  it('does not ask again for what is being released', () => {
    expect(releasesFor('100.00', [{ id: '1', amount: '80.00' }, { id: '2', amount: '80.00', releasing: true }])).toEqual([]);
    expect(releasesFor('100.00', [{ id: '1', amount: '80.00' }, { id: '2', amount: '80.00', releasing: '50.00' }])).toEqual([{ id: '2', amount: '10.00', whole: false }]);
  });
});
