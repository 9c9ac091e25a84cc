import { AccountBook } from './account-book';
import { Ledger } from './ledger';
import type { LedgerEntry } from './ledger-entry';

const bank = 'bank-icbc-141031';
const holder = '91141031MA0K3T8X69';
const number = '6222000504100012345';
const order = (reference: string, amount: string, changed: object = {}) => ({ reference, bank, holder, account: number, amount, from: '2025-06-05', until: '2026-06-04', ...changed });

function aLedger() {
  const entries: LedgerEntry[] = [];
  let now = Date.parse('2025-06-05T10:20:00+08:00');
  const ledger = new Ledger(new AccountBook(), (entry) => entries.push(structuredClone(entry)), () => now);
  ledger.putAccounts([{ bank, number, holder, balance: '300.00' }], true);
  return { ledger, entries, on: (instant: string) => { now = Date.parse(instant); } };
}

describe('what core banking tells by itself', () => {
  it('a waiting freeze moves up when the one before it is lifted, once', () => {
    const { ledger } = aLedger();
    ledger.freeze(order('a', '300.00'));
    ledger.freeze(order('b', '120.00'));
    ledger.freeze(order('c', '500.00'));
    expect(ledger.events(0)).toEqual([]);
    ledger.release('a', { reference: 'x', bank, holder });
    expect(ledger.events(0)).toEqual([
      { kind: 'promoted', bank, reference: 'b', at: '2025-06-05T10:20:00+08:00', frozen: '120.00', limit: '120.00', until: '2026-06-04', account: number },
      { kind: 'promoted', bank, reference: 'c', at: '2025-06-05T10:20:00+08:00', frozen: '180.00', limit: '500.00', until: '2026-06-04', account: number },
    ]);
    expect(ledger.events(2)).toEqual([]);
    expect(ledger.events(1)).toHaveLength(1);
  });

  it('a freeze that was not renewed lapses, and the next one takes its place', () => {
    const { ledger, on } = aLedger();
    ledger.freeze(order('a', '300.00'));
    ledger.freeze(order('b', '120.00', { until: '2026-12-31' }));
    on('2026-06-05T00:00:00+08:00');
    expect(ledger.events(0)).toMatchObject([{ kind: 'lapsed', reference: 'a' }, { kind: 'promoted', reference: 'b', frozen: '120.00' }]);
    expect(ledger.events(2)).toEqual([]);
  });

  it('a freeze that moves up and waits still is told of each better rank, once', () => {
    const { ledger, entries } = aLedger();
    ledger.freeze(order('a', '300.00'));
    for (const reference of ['b', 'c', 'd']) ledger.freeze(order(reference, '100.00'));
    ledger.release('b', { reference: 'x', bank, holder });
    const at = '2025-06-05T10:20:00+08:00';
    expect(ledger.events(0)).toEqual([{ kind: 'moved_up', bank, reference: 'c', at, rank: 1 }, { kind: 'moved_up', bank, reference: 'd', at, rank: 2 }]);
    expect(ledger.events(2)).toEqual([]);
    const again = new AccountBook();
    entries.forEach((entry) => again.apply(entry));
    const later = new Ledger(again, () => undefined, () => Date.parse(at));
    expect(later.events(2)).toEqual([]);
    later.release('a', { reference: 'y', bank, holder, amount: '200.00' });
    expect(later.events(2)).toMatchObject([{ kind: 'promoted', reference: 'c' }, { kind: 'promoted', reference: 'd' }]);
  });

  it('what was lifted or given up tells nothing', () => {
    const { ledger } = aLedger();
    ledger.freeze(order('a', '300.00'));
    ledger.freeze(order('b', '1.00'));
    ledger.release('b', { reference: 'x', bank, holder });
    ledger.release('a', { reference: 'y', bank, holder });
    expect(ledger.events(0)).toEqual([]);
  });

  it('money on a case account, from outside and by transfer, each sum once, also after a restart', () => {
    const { ledger, entries } = aLedger();
    const opened = ledger.openCaseAccount({ reference: 'o', bank, holder, mainAccount: '0504100029000123456', accountName: '隰县人民法院', caseNumber: '（2025）晋1031执312号' }) as { account: string };
    expect(ledger.deposit({ bank, account: opened.account, amount: '10.00', counterparty: '张某甲', serial: 's1' })).toBe(true);
    expect(ledger.deposit({ bank, account: 'none-at-all-12', amount: '10.00' })).toBe(false);
    expect(ledger.events(0)).toEqual([{ kind: 'received', bank, reference: 'o', at: '2025-06-05T10:20:00+08:00', account: opened.account, amount: '10.00', balance: '10.00', serial: 's1', payer: '张某甲' }]);
    ledger.deposit({ bank, account: opened.account, amount: '10.00', serial: 's2' });
    const again = new AccountBook();
    entries.forEach((entry) => again.apply(entry));
    const later = new Ledger(again, () => undefined, () => 0);
    expect(later.events(1)).toMatchObject([{ kind: 'received', amount: '10.00', balance: '20.00', serial: 's2' }]);
    expect(later.events(2)).toEqual([]);
  });
});
