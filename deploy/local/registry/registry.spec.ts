import { ReferenceReused } from '../simulator/reference-reused';
import { Register } from './register';
import { Registry } from './registry';
import type { RegistryEntry, UnitRecord } from './registry-entry';

const registry = 'land-registry-140100';
const unitNumber = '140105001008GB00123F00010021';
const holder = '140105198202140015';
const [first, second, third] = ['court-140105', 'court-140107', 'court-140109'];
const at = '2025-03-03T10:00:00+08:00';
const unit: UnitRecord = { registry, unitNumber, location: '某小区2号楼', ownership: 'sole', owners: [{ holder, name: '赵某丁' }] };
const order = (reference: string, authority: string, changed: object = {}) => ({ reference, registry, unitNumber, holder, authority, from: '2025-03-03', until: '2028-03-02', ...changed });
const about = (reference: string, authority: string) => ({ reference, registry, holder, authority });

function aRegistry(changed: Partial<UnitRecord> = {}) {
  const entries: RegistryEntry[] = [];
  let now = Date.parse(at);
  const made = new Registry(new Register(), (entry) => entries.push(structuredClone(entry)), () => now);
  made.putUnits([{ ...unit, ...changed }], true);
  return { registry: made, entries, on: (instant: string) => { now = Date.parse(instant); } };
}

describe('the registration-system simulator', () => {
  it('ranks by order of arrival; one that waits has no end', () => {
    const { registry: system } = aRegistry();
    expect(system.seal(order('a', first))).toMatchObject({ status: 'sealed', rank: 0, until: '2028-03-02', mortgaged: false });
    const waiting = system.seal(order('b', second));
    expect(waiting).toMatchObject({ status: 'waiting', rank: 1, ahead: first });
    expect(waiting).not.toHaveProperty('until');
    expect(system.seal(order('c', third))).toMatchObject({ status: 'waiting', rank: 2, ahead: first });
    expect(system.query({ registry, holder }, () => undefined)).toMatchObject({ complete: true, properties: [{ unitNumber, seals: [{ authority: first, rank: '0', until: '2028-03-02' }, { authority: second, rank: '1' }, { rank: '2' }] }] });
  });

  it('the story: the first court lifts its seal, the waiting one takes effect and its three years begin', () => {
    const { registry: system, on } = aRegistry();
    system.seal(order('a', first));
    system.seal(order('b', second, { from: '2025-03-04', until: '2028-03-03' }));
    on('2025-09-20T11:00:00+08:00');
    expect(system.unseal('a', about('x', first))).toMatchObject({ status: 'unsealed', waiting: false, promoted: second });
    expect(system.events(0)).toEqual([{ kind: 'promoted', registry, reference: 'b', at: '2025-09-20T11:00:00+08:00', from: '2025-09-20', until: '2028-09-19' }]);
    expect(system.events(1)).toEqual([]);
    expect(system.seal(order('d', third))).toMatchObject({ status: 'waiting', rank: 1 });
  });

  it('tells whoever waits still that it has moved up, each new rank once, also after a restart', () => {
    const { registry: system, entries } = aRegistry({ seals: [{ authority: '太原市公安局', from: '2024-01-01', until: '2025-12-31' }] });
    for (const [reference, authority] of [['a', first], ['b', second], ['c', third], ['d', third]] as const) system.seal(order(reference, authority));
    const news = () => system.events(0).map((event) => `${event.kind} ${event.reference} ${event.kind === 'moved_up' ? event.rank : ''}`);
    system.unseal('b', about('x', second));
    expect(news()).toEqual(['moved_up c 2', 'moved_up d 3']);
    system.unseal('a', about('y', first));
    system.renew('c', order('n', third, { until: '2028-03-03' }));
    expect(news().slice(2)).toEqual(['moved_up c 1', 'moved_up d 2']);
    const again = new Register();
    entries.forEach((entry) => again.apply(entry));
    const later = new Registry(again, () => undefined, () => Date.parse('2026-01-01T00:00:00+08:00'));
    expect(later.events(4)).toMatchObject([{ kind: 'promoted', reference: 'c' }, { kind: 'moved_up', reference: 'd', rank: 1 }]);
    expect(later.events(6)).toEqual([]);
  });

  it('one that was not renewed lapses (art. 27), and the next begins on the day after, also when nobody looked for months', () => {
    const { registry: system, on } = aRegistry();
    system.seal(order('a', first, { until: '2025-04-02' }));
    system.seal(order('b', second, { until: '2025-03-12' }));
    system.seal(order('c', third));
    on('2025-12-01T00:00:00+08:00');
    expect(system.events(0).map(({ kind, reference }) => `${kind} ${reference}`)).toEqual(['lapsed a', 'promoted b', 'lapsed b', 'promoted c']);
    expect(system.events(0)).toMatchObject([{}, { from: '2025-04-03', until: '2025-04-12' }, {}, { from: '2025-04-13', until: '2028-04-12' }]);
    expect(system.renew('a', order('n', first, { until: '2029-01-01' }))).toMatchObject({ status: 'refused', code: 'already-ended' });
  });

  it('is renewed before its end, also by a renewal of a renewal; one that waits keeps its place and has no end', () => {
    const { registry: system } = aRegistry();
    system.seal(order('a', first));
    system.seal(order('b', second));
    expect(system.renew('a', order('n', first, { until: '2028-03-02' }))).toMatchObject({ status: 'refused', code: 'not-longer' });
    expect(system.renew('a', order('o', first, { until: '2031-03-02' }))).toMatchObject({ status: 'sealed', until: '2031-03-02' });
    expect(system.renew('o', order('p', first, { until: '2032-03-02' }))).toMatchObject({ status: 'sealed', until: '2032-03-02' });
    expect(system.renew('b', order('q', second))).toMatchObject({ status: 'waiting', rank: 1 });
    expect(system.unseal('a', about('x', second))).toMatchObject({ status: 'refused', code: 'not-of-court' });
  });

  it('a place that is given up moves up those behind it and promotes nobody', () => {
    const { registry: system } = aRegistry();
    system.seal(order('a', first));
    system.seal(order('b', second));
    system.seal(order('c', third));
    expect(system.unseal('b', about('x', second))).toMatchObject({ status: 'unsealed', waiting: true });
    expect(system.events(0)).toEqual([{ kind: 'moved_up', registry, reference: 'c', at, rank: 1 }]);
    expect(system.query({ registry, holder }, () => undefined)).toMatchObject({ properties: [{ seals: [{ authority: first, rank: '0' }, { authority: third, rank: '1' }] }] });
  });

  it('stands behind a seal that came on paper, until that ends', () => {
    const { registry: system, on } = aRegistry({ seals: [{ authority: '临汾市中级人民法院', from: '2024-05-06', until: '2027-05-05' }] });
    expect(system.seal(order('a', first))).toMatchObject({ status: 'waiting', rank: 1, ahead: '临汾市中级人民法院' });
    on('2027-05-06T00:00:00+08:00');
    expect(system.events(0)).toMatchObject([{ kind: 'promoted', reference: 'a', from: '2027-05-06' }]);
  });

  it('seals on the shares of two owners do not wait for each other', () => {
    const other = '142629197911050034';
    const { registry: system } = aRegistry({ ownership: 'shares', owners: [{ holder, name: '赵某丁', share: '50' }, { holder: other, name: '李某乙', share: '50' }] });
    expect(system.seal(order('a', first))).toMatchObject({ rank: 0 });
    expect(system.seal(order('b', second, { holder: other }))).toMatchObject({ rank: 0 });
    expect(system.seal(order('c', third, { holder: other }))).toMatchObject({ rank: 1, ahead: second });
  });

  it('seals nothing that is in another’s name', () => {
    const { registry: system } = aRegistry();
    expect(system.seal(order('a', first, { holder: '142629197911050034' }))).toMatchObject({ status: 'refused', code: 'not-of-holder' });
    expect(system.seal(order('b', first, { unitNumber: '140105001008GB00123F00019999' }))).toMatchObject({ status: 'refused', code: 'no-unit' });
  });

  const sale = (reference: string, authority: string, changed: object = {}) =>
    ({ reference, registry, unitNumber, holder, authority, transferee: '142629197911050034', transfereeName: '李某乙', ground: 'auction', ...changed });

  it('a sale by the court that seals first ends what stands behind, where the notice to assist says so', () => {
    const { registry: system } = aRegistry({ mortgages: [{ mortgagee: '某银行' }] });
    system.seal(order('a', first));
    system.seal(order('b', second));
    expect(system.transfer(sale('t', second, { cancel: ['own-seal'] }))).toMatchObject({ status: 'refused', code: 'sealed-ahead' });
    expect(system.transfer(sale('u', first))).toMatchObject({ status: 'incomplete' });
    expect(system.transfer(sale('v', first, { cancel: ['own-seal'] }))).toMatchObject({ status: 'incomplete', missing: expect.stringContaining('轮候') });
    expect(system.transfer(sale('w', first, { cancel: ['own-seal', 'waiting-seals', 'mortgage'], seal: 'a' }))).toMatchObject({ status: 'transferred' });
    expect(system.events(0)).toEqual([{ kind: 'lapsed', registry, reference: 'b', at, reason: 'transferred' }]);
    expect(system.query({ registry, holder }, () => undefined)).toMatchObject({ properties: [] });
    expect(system.query({ registry, holder: '142629197911050034' }, () => undefined)).toMatchObject({ properties: [{ unitNumber, seals: [], mortgages: [] }] });
    // art. 23: what has passed to another can no longer be sealed.
    expect(system.seal(order('z', third))).toMatchObject({ status: 'refused', code: 'not-of-holder' });
  });

  it('does a thing once by reference, and remembers all of it', () => {
    const { registry: system, entries } = aRegistry();
    const answer = system.seal(order('a', first));
    expect(system.seal(order('a', first))).toEqual(answer);
    expect(() => system.seal(order('a', second))).toThrow(ReferenceReused);
    system.seal(order('b', second));
    system.unseal('a', about('x', first));
    const again = new Register();
    entries.forEach((entry) => again.apply(entry));
    const later = new Registry(again, () => undefined, () => Date.parse(at));
    expect(later.events(0)).toEqual(system.events(0));
    expect(later.seal(order('c', third))).toMatchObject({ status: 'waiting', rank: 1, ahead: second });
  });
});
