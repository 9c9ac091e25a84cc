import { fenOf, measureKindNames } from '@lianzhi/contracts';
import type { DeskRequest } from '@lianzhi/desk';
import { Problem } from '@lianzhi/platform';
import { caseNumber, court, LedgerWorld, nextCourt } from './testing/ledger-world';

jest.setTimeout(90_000);

describe('ledger of measures and amount guard', () => {
  let world: LedgerWorld;
  beforeEach(async () => { world = await LedgerWorld.create(); });
  afterEach(async () => {
    expect(world.errors).toEqual([]);
    await world.close();
  });

  const freeze = (amount: string, more: Parameters<LedgerWorld['ask']>[2] = {}): Promise<DeskRequest | Problem> =>
    world.ask('freeze-account', { amount, from: '2025-06-05', until: '2026-06-04', account: undefined }, more);
  const refused = async (call: Promise<DeskRequest | Problem>): Promise<unknown> => {
    const problem = await call;
    return problem instanceof Problem ? { slug: problem.slug, status: problem.status, ...problem.extra } : 'let through';
  };
  const at = (instant: string): void => { world.now = Date.parse(instant); };

  it('the story of a preservation: the cap, what a bank froze less, and a lifted freeze', async () => {
    await world.putCase('480000.00', '9999.00');
    const first = await freeze('480000.00') as DeskRequest;
    expect(await refused(freeze('0.01'))).toEqual({ slug: 'amount-over-cap', status: 422, remainingCap: '0.00' });
    await world.answer(first, 'partial', { frozen: '312600.55', limit: '480000.00', rank: 0, until: '2026-06-04' });
    expect((await world.measure(first)).measure).toMatchObject({ state: 'in_effect', amount: '312600.55', until: '2026-06-04', from: '2025-06-05', rank: 0 });
    const second = await freeze('167399.45', { to: 'bank-rcu-141031' }) as DeskRequest;
    expect(await refused(freeze('200000.00', { to: 'bank-ccb-141031' }))).toEqual({ slug: 'amount-over-cap', status: 422, remainingCap: '0.00' });
    await world.answer(second, 'done', { frozen: '167399.45', rank: 0 });
    const lift = await world.asked('unfreeze-account', { reason: '达成调解', account: undefined }, { follows: first.id });
    expect((await world.measure(first)).measure.pending).toEqual([{ request: lift.id, act: 'lift' }]);
    await world.answer(lift, 'done', { rank: 0 });
    expect((await world.measure(first)).measure).toMatchObject({ state: 'lifted', counted: '0.00', endedBy: lift.id, pending: [] });
    expect(await refused(freeze('312600.56'))).toMatchObject({ remainingCap: '312600.55' });
    expect(await refused(freeze('312600.55'))).toBe('let through');
    expect(await world.openDrafts()).toEqual([]);
  });

  it('in an enforcement case the costs count too', async () => {
    const number = '（2025）晋1031执312号';
    await world.putCase('1000.00', '50.00', number);
    expect(await refused(freeze('1050.01', { number }))).toMatchObject({ remainingCap: '1050.00' });
    expect(await refused(freeze('1050.00', { number }))).toBe('let through');
  });

  it('twenty orders at one moment at two replicas never ask for more than the cap', async () => {
    await world.putCase('100000.00');
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => freeze('7000.00', { replica: i % 2, to: `bank-${i}` })));
    expect(answers.filter((answer) => !(answer instanceof Problem)).length).toBe(14);
    expect(await world.counted()).toBe(fenOf('98000.00'));
    for (const answer of answers) if (answer instanceof Problem) expect(answer.extra).toEqual({ remainingCap: '2000.00' });
  });

  it('twenty banks answer at one moment: what they froze less is free again, what is too much is to be released at once', async () => {
    await world.putCase('100000.00');
    const orders = await Promise.all(Array.from({ length: 20 }, (_, i) => freeze('5000.00', { to: `bank-${i}`, replica: i % 2 }))) as DeskRequest[];
    expect(await refused(freeze('0.01'))).toMatchObject({ remainingCap: '0.00' });
    // Half of the banks find less than they may freeze; meanwhile the debtor has paid 30,000.
    await world.putCase('70000.00');
    await Promise.all(orders.map((order, i) => world.answer(order, i % 2 ? 'done' : 'partial', { frozen: i % 2 ? '5000.00' : '4000.00', limit: '5000.00', rank: 0, until: '2026-06-04' }, { replica: i % 2 })));
    expect(await world.counted()).toBe(fenOf('90000.00'));
    expect(await refused(freeze('0.01'))).toMatchObject({ remainingCap: '0.00' });
    const drafts = await world.openDrafts();
    const amounts = await Promise.all(drafts.map(async ({ about, body }) => (body.details['amount'] as string | undefined) ?? (await world.measure({ id: about! })).measure.amount!));
    expect(amounts.reduce((sum, amount) => sum + fenOf(amount), 0n)).toBe(fenOf('20000.00'));
    expect(new Set(drafts.map(({ about }) => about)).size).toBe(drafts.length);
    for (const draft of drafts) expect(draft).toMatchObject({ type: 'unfreeze-account', organisation: court, body: { caseNumber, follows: draft.about } });
    expect(world.alerts.filter(({ kind }) => kind === 'draft').length).toBeGreaterThan(0);
    // Sent and carried out, nothing more is drafted, and what still stands is no more than owed.
    for (const { to, about, body } of drafts) {
      const lift = await world.asked('unfreeze-account', { ...body.details, account: undefined, originalOrder: undefined }, { follows: about!, to: to! });
      const held = (await world.measure({ id: about! })).measure.amount!;
      const released = (body.details['amount'] as string | undefined) ?? held;
      await world.answer(lift, 'done', { rank: 0, released, remaining: released === held ? '0.00' : undefined });
    }
    expect(await world.counted()).toBe(fenOf('70000.00'));
    expect(await world.openDrafts()).toEqual([]);
  });

  it('a case that owes less is over-frozen at once; one that owes more again takes the draft back', async () => {
    await world.putCase('1000.00');
    const order = await freeze('1000.00') as DeskRequest;
    await world.answer(order, 'done', { frozen: '1000.00', rank: 0, until: '2026-06-04', account: '6222000504100012345' });
    await world.putCase('400.00');
    expect(await world.openDrafts()).toMatchObject([{ type: 'unfreeze-account', to: 'bank-icbc-141031', about: order.id, body: { details: { amount: '600.00', account: '6222000504100012345' } } }]);
    await world.putCase('0.00');
    const [whole, ...others] = await world.openDrafts();
    expect(others).toEqual([]);
    expect(whole!.body.details).not.toHaveProperty('amount');
    await world.putCase('1000.00');
    expect(await world.openDrafts()).toEqual([]);
    // The machine took its own draft back; where the same is due again, it says so again.
    await world.putCase('400.00');
    expect(await world.openDrafts()).toMatchObject([{ about: order.id, state: 'open', body: { details: { amount: '600.00' } } }]);
    expect(world.alerts.filter(({ kind }) => kind === 'draft')).toHaveLength(3);
  });

  it.each(['refused', 'returned', 'undeliverable', 'withdrawn'] as const)('what came to nothing (%s) frees what it had reserved', async (how) => {
    await world.putCase('1000.00');
    const order = await freeze('1000.00') as DeskRequest;
    if (how === 'refused') await world.answer(order, 'refused', { reason: '专户' });
    else if (how === 'withdrawn') await world.withdrawn(order);
    else await world.ends(order, how);
    expect(await refused(freeze('1000.00'))).toBe('let through');
    expect(await world.list()).toEqual([]);
  });

  it('a waiting freeze counts with what it waits for; when promoted it has an end', async () => {
    await world.putCase('1000.00');
    const order = await freeze('600.00') as DeskRequest;
    await world.answer(order, 'waiting', { frozen: '0.00', limit: '600.00', rank: 2 });
    expect((await world.measure(order)).measure).toMatchObject({ state: 'waiting', rank: 2, amount: '600.00', counted: '600.00', until: null });
    expect(await refused(freeze('400.01'))).toMatchObject({ remainingCap: '400.00' });
    await world.change(order, 'promoted', { rank: 1 });
    expect((await world.measure(order)).measure).toMatchObject({ state: 'waiting', rank: 1 });
    at('2025-09-01T10:00:00+08:00');
    await world.change(order, 'promoted', { rank: 0, frozen: '550.00', until: '2026-08-31' });
    expect((await world.measure(order)).measure).toMatchObject({ state: 'in_effect', rank: 0, amount: '550.00', from: '2025-09-01', until: '2026-08-31' });
    await world.change(order, 'reversed');
    expect((await world.measure(order)).measure).toMatchObject({ state: 'lifted', counted: '0.00' });
  });

  it('warns 60, 30 and 7 days before the end, each once, drafts the renewal, and tells when it has lapsed', async () => {
    await world.putCase('1000.00');
    const order = await freeze('1000.00') as DeskRequest;
    await world.answer(order, 'done', { frozen: '1000.00', rank: 0, until: '2026-06-04', account: '6222000504100012345' });
    const called = (): string[] => world.alerts.filter(({ kind }) => kind.startsWith('measure')).map(({ kind, level, detail }) => `${kind} ${level} ${String(detail?.['days'] ?? '-')}`);
    at('2026-04-04T23:59:59+08:00');
    await world.sweep();
    expect(called()).toEqual([]);
    at('2026-04-05T00:00:00+08:00');
    await world.sweep();
    await world.sweep();
    expect(called()).toEqual(['measure-ends warning 60']);
    expect(await world.openDrafts()).toEqual([]);
    at('2026-05-05T08:00:00+08:00');
    await world.sweep();
    expect(called()).toEqual(['measure-ends warning 60', 'measure-ends warning 30']);
    expect(await world.openDrafts()).toMatchObject([{
      type: 'renew-freeze', to: 'bank-icbc-141031', about: order.id, key: `renewal/${order.id}/2026-06-04`,
      body: { follows: order.id, details: { originalUntil: '2026-06-04', from: '2026-06-05', until: '2027-06-04', account: '6222000504100012345' } },
    }]);
    // Nobody looked for a month: only the last call is made.
    at('2026-06-05T00:00:00+08:00');
    await world.sweep();
    expect(called()).toEqual(['measure-ends warning 60', 'measure-ends warning 30', 'measure-lapsed critical -']);
    expect(await world.counts()).toMatchObject({ states: { lapsed: 1, in_effect: 0 }, lapsedWithoutRenewal: 1 });
    expect(await refused(world.ask('renew-freeze', { originalUntil: '2026-06-30', from: '2026-07-01', until: '2027-06-30' }, { follows: order.id }))).toMatchObject({ slug: 'measure-lapsed', until: '2026-06-04' });
    // It holds nothing any more, so the case may freeze anew.
    expect(await refused(freeze('1000.00'))).toBe('let through');
  });

  it('a renewal prolongs it, warns of the new end, and may not raise it beyond the cap', async () => {
    await world.putCase('1000.00');
    const order = await freeze('800.00') as DeskRequest;
    await world.answer(order, 'done', { frozen: '800.00', rank: 0, until: '2026-06-04' });
    const renew = (amount?: string, follows = order.id) => world.ask('renew-freeze', { originalUntil: '2026-06-04', from: '2026-06-05', until: '2027-06-04', amount }, { follows });
    expect(await refused(renew('1000.01'))).toMatchObject({ slug: 'amount-over-cap', remainingCap: '200.00' });
    const renewal = await renew('900.00') as DeskRequest;
    expect(await refused(freeze('100.01'))).toMatchObject({ remainingCap: '100.00' });
    await world.answer(renewal, 'done', { frozen: '800.00', rank: 0, until: '2027-06-04' });
    expect((await world.measure(order)).measure).toMatchObject({ state: 'in_effect', until: '2027-06-04', renewals: 1, counted: '800.00' });
    at('2027-04-05T09:00:00+08:00');
    await world.sweep();
    expect(world.alerts.map(({ detail }) => detail?.['until'])).toEqual(['2027-06-04']);
    // A renewal of the renewal is about the same measure.
    const again = await renew(undefined, renewal.id) as DeskRequest;
    await world.answer(again, 'done', { frozen: '800.00', rank: 0, until: '2028-06-04' });
    expect(await world.list()).toMatchObject([{ id: order.id, measure: { until: '2028-06-04', renewals: 2 } }]);
    expect(await world.counts()).toMatchObject({ lapsedWithoutRenewal: 0 });
  });

  it('money that was transferred is held no longer', async () => {
    await world.putCase('1000.00');
    const order = await freeze('800.00') as DeskRequest;
    await world.answer(order, 'done', { frozen: '800.00', rank: 0, until: '2026-06-04' });
    const transfer = await world.asked('transfer-funds', { amount: '300.00', frozen: '800.00', account: undefined }, { follows: order.id });
    await world.answer(transfer, 'done', { transferred: '300.00', transferredAt: '2025-06-06T10:00:00+08:00', remaining: '500.00', rank: 0 });
    expect((await world.measure(order)).measure).toMatchObject({ state: 'in_effect', amount: '500.00' });
    const rest = await world.asked('transfer-funds', { amount: '100.00', frozen: '500.00', endFreeze: true, account: undefined }, { follows: order.id });
    await world.answer(rest, 'done', { transferred: '100.00', transferredAt: '2025-06-06T10:00:00+08:00', rank: 0 });
    expect((await world.measure(order)).measure).toMatchObject({ state: 'lifted', amount: '0.00' });
  });

  it('made anew from the same messages, in any order and twice, the ledger is the same', async () => {
    await world.putCase('1000.00');
    const order = await freeze('800.00') as DeskRequest;
    const answers = [await world.answer(order, 'done', { frozen: '800.00', rank: 0, until: '2026-06-04' })];
    world.now += 60_000;
    const renewal = await world.asked('renew-freeze', { originalUntil: '2026-06-04', from: '2026-06-05', until: '2027-06-04', amount: undefined }, { follows: order.id });
    answers.push(await world.answer(renewal, 'done', { frozen: '800.00', rank: 0, until: '2027-06-04' }));
    answers.push(await world.change(order, 'hit'));
    const before = await world.measure(order);
    for (const message of [...answers, ...answers.toReversed()]) await world.take(message);
    expect(await world.measure(order)).toEqual(before);
    expect(before.measure).toMatchObject({ until: '2027-06-04', renewals: 1, hits: 1 });
  });

  it('what is handed over has to last a month by the ledger, whatever the request says', async () => {
    await world.putCase('1000.00');
    const order = await freeze('800.00') as DeskRequest;
    await world.answer(order, 'done', { frozen: '800.00', rank: 0, until: '2025-07-04' });
    const hand = (measure: string) => world.ask('delegate-matter', { measures: [{ kind: 'freeze', object: '存款', until: '2026-01-01', measure }] }, { to: 'court-140100' });
    const pointers = async (call: Promise<DeskRequest | Problem>) => ((await call) as Problem).errors?.map(({ pointer, code }) => `${pointer} ${code}`);
    expect(await pointers(hand(order.id))).toEqual(['/details/measures/0/measure measure-ends-soon']);
    expect(await pointers(hand('0197a1b2-0000-7000-8000-000000000000'))).toEqual(['/details/measures/0/measure unknown-measure']);
    // The superior court may name a measure of the court that hands over; what no ledger here holds cannot be judged.
    const assign = (measure: string) => world.ask('assign-case', { measures: [{ kind: 'freeze', object: '存款', until: '2026-01-01', measure }] }, { to: 'court-140100' });
    expect(await pointers(assign(order.id))).toEqual(['/details/measures/0/measure measure-ends-soon']);
    expect(await refused(assign('0197a1b2-0000-7000-8000-000000000000'))).toBe('let through');
    const renewal = await world.asked('renew-freeze', { originalUntil: '2025-07-04', from: '2025-07-05', until: '2026-07-04', amount: undefined }, { follows: order.id });
    await world.answer(renewal, 'done', { frozen: '800.00', rank: 0, until: '2026-07-04' });
    expect(await refused(hand(order.id))).toBe('let through');
  });

  it('a closed court’s ledger is its successor’s: one cap, one end, one renewal', async () => {
    await world.putCase('1000.00');
    const old = await freeze('600.00') as DeskRequest;
    await world.answer(old, 'done', { frozen: '600.00', rank: 0, until: '2025-07-20' });
    const asked = await freeze('100.00') as DeskRequest;
    const from = { from: nextCourt };
    expect(await refused(freeze('1.00', from))).toMatchObject({ slug: 'amount-over-cap', remainingCap: '0.00' });
    world.closeCourt();
    // What is held and what is still asked for count on, whoever sends.
    expect(await refused(freeze('300.01', from))).toMatchObject({ remainingCap: '300.00' });
    const own = await freeze('250.00', from) as DeskRequest;
    expect(await refused(freeze('50.01', { replica: 1 }))).toMatchObject({ remainingCap: '50.00' });
    // Answers to the closed court, and to its successor, at both replicas.
    await world.answer(asked, 'done', { frozen: '100.00', rank: 0, until: '2026-06-04' });
    await world.answer(own, 'done', { frozen: '250.00', rank: 0, until: '2026-06-04' }, { replica: 1 });
    // Recorded by the successor: the closed court's case is changed, not copied, and what is too much is drafted, the latest first.
    await world.putCase('700.00', undefined, caseNumber, nextCourt);
    expect((await world.first.pool.query<{ organisation: string }>('SELECT organisation FROM enforcement_case')).rows).toEqual([{ organisation: court }]);
    const drafts = () => world.first.drafts.list({ organisations: [nextCourt, court], state: 'open', limit: 10 });
    expect((await drafts()).map(({ about, body }) => [about, body.details.amount])).toEqual([[own.id, undefined]]);
    await world.putCase('950.00', undefined, caseNumber, nextCourt);
    expect(await drafts()).toEqual([]);

    at('2025-07-14T09:00:00+08:00');
    await world.sweep();
    expect(world.alerts.filter(({ kind }) => kind === 'measure-ends')).toEqual([expect.objectContaining({ organisation: court, requestId: old.id, level: 'critical' })]);
    expect(await drafts()).toEqual([expect.objectContaining({ type: 'renew-freeze', about: old.id })]);
    const renewal = await world.asked('renew-freeze', { originalUntil: '2025-07-20', from: '2025-07-21', until: '2026-07-20', amount: undefined }, { ...from, follows: old.id });
    await world.answer(renewal, 'done', { frozen: '600.00', rank: 0, until: '2026-07-20' });
    expect((await world.measure(old)).measure).toMatchObject({ state: 'in_effect', renewals: 1, until: '2026-07-20' });
    const both = { organisations: [nextCourt, court] };
    expect((await world.list(both)).map(({ organisation }) => organisation).sort()).toEqual([court, court, nextCourt]);
    expect((await world.list({ organisations: [nextCourt] })).map(({ id }) => id)).toEqual([own.id]);
  });

  it('twenty orders at one moment, of a closed court and of its successor at two replicas, never pass the cap together', async () => {
    await world.putCase('100000.00');
    world.closeCourt();
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => freeze('7000.00', { replica: i % 2, to: `bank-${i}`, from: i % 3 === 0 ? court : nextCourt })));
    expect(answers.filter((answer) => !(answer instanceof Problem)).length).toBe(14);
  });

  it('a seal, a vehicle, an exit restriction, a detention and a watch, each by what its contract says', async () => {
    await world.putCase('1000.00');
    const seal = await world.asked('seal-real-estate', { from: '2025-06-05', until: '2028-06-04' }, { to: 'land-registry-140100' });
    await world.answer(seal, 'waiting', { rank: 1 });
    expect((await world.measure(seal)).measure).toMatchObject({ kind: 'real-estate', state: 'waiting', rank: 1, until: null });
    const vehicle = await world.asked('seize-vehicle-registration', {}, { to: 'police-141031' });
    await world.answer(vehicle, 'done', { rank: 0, registeredAt: '2025-06-05T10:00:00+08:00', until: '2027-06-04' });
    const renewed = await world.asked('seize-vehicle-registration', { action: 'renew', originalUntil: '2027-06-04', from: '2027-06-05', until: '2029-06-04' }, { to: 'police-141031', follows: vehicle.id });
    await world.answer(renewed, 'done', { rank: 0, until: '2029-06-04' });
    expect((await world.measure(vehicle)).measure).toMatchObject({ kind: 'movable', until: '2029-06-04', renewals: 1 });
    const unsealed = await world.asked('seize-vehicle-registration', { action: 'unseal', from: undefined, until: undefined }, { to: 'police-141031', follows: renewed.id });
    await world.answer(unsealed, 'done', { rank: 0 });
    expect((await world.measure(vehicle)).measure.state).toBe('lifted');
    const detention = await world.asked('take-into-detention', { days: 15 }, { to: 'police-141031' });
    await world.answer(detention, 'done', { takenInAt: '隰县拘留所', takenInTime: '2025-06-05T09:00:00+08:00' }, { milestone: 'taken_in' });
    expect((await world.measure(detention)).measure).toMatchObject({ kind: 'detention', state: 'in_effect', from: '2025-06-05', until: '2025-06-20' });
    await world.change(detention, 'lapsed', {}, 'released');
    expect((await world.measure(detention)).measure.state).toBe('lifted');
    const watch = await world.asked('locate-debtor', { watchUntil: '2025-12-01' }, { to: 'police-141031' });
    await world.answer(watch, 'not_found_yet', {}, { final: false });
    expect((await world.measure(watch)).measure).toMatchObject({ kind: 'watch', state: 'in_effect', until: '2025-12-01' });
    await world.answer(watch, 'found', { place: '隰县某宾馆' });
    expect((await world.measure(watch)).measure.state).toBe('lifted');
    expect((await world.list({ kind: 'real-estate' })).map(({ id }) => id)).toEqual([seal.id]);
    expect((await world.list({ state: 'lifted' })).map(({ measure }) => measure.kind).sort()).toEqual(['detention', 'movable', 'watch']);
    for (const kind of measureKindNames) await world.list({ kind, until: '2030-01-01', after: [null, seal.id] });
  });
});
