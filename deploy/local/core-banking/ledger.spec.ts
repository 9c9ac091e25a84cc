import { AccountBook } from './account-book';
import { ReferenceReused } from '../simulator/reference-reused';
import { Ledger } from './ledger';
import type { AccountRecord, LedgerEntry } from './ledger-entry';

const bank = 'bank-icbc-141031';
const holder = '91141031MA0K3T8X69';
const account = (changed: Partial<AccountRecord> = {}): AccountRecord => ({ bank, number: '6222000504100012345', holder, balance: '312600.55', ...changed });
const order = (reference: string, amount: string, changed: object = {}) => ({ reference, bank, holder, account: '6222000504100012345', amount, from: '2025-06-05', until: '2026-06-04', ...changed });

function aLedger(...accounts: AccountRecord[]) {
  const entries: LedgerEntry[] = [];
  let now = Date.parse('2025-06-05T10:20:00+08:00');
  const ledger = new Ledger(new AccountBook(), (entry) => entries.push(structuredClone(entry)), () => now);
  ledger.putAccounts(accounts.length > 0 ? accounts : [account()], true);
  const available = () => (ledger.query({ bank, holder }, () => undefined).accounts as { available: string }[]).map((one) => one.available);
  return { ledger, entries, available, on: (instant: string) => { now = Date.parse(instant); } };
}

describe('the simulated core system', () => {
  it('freezes what is there and keeps the limit for money that arrives later', () => {
    const { ledger, available } = aLedger();
    expect(ledger.freeze(order('a', '480000.00'))).toMatchObject({ status: 'frozen', frozen: '312600.55', limit: '480000.00', rank: 0, available: '312600.55', until: '2026-06-04', from: '2025-06-05T10:20:00+08:00' });
    expect(available()).toEqual(['0.00']);
    ledger.putAccounts([account({ balance: '500000.00' })], false);
    expect(available()).toEqual(['20000.00']);
  });

  it('does a thing once however often it is asked, and refuses a reference used for something else', () => {
    const { ledger, available } = aLedger();
    expect(ledger.freeze(order('a', '100000.00'))).toEqual(ledger.freeze(order('a', '100000.00')));
    expect(available()).toEqual(['212600.55']);
    expect(() => ledger.freeze(order('a', '100000.01'))).toThrow(ReferenceReused);
    expect(() => ledger.release('a', order('a', '1.00'))).toThrow(ReferenceReused);
  });

  it('ranks by order of arrival and lets the next move up after a release', () => {
    const { ledger } = aLedger();
    ledger.freeze(order('a', '400000.00'));
    expect(ledger.freeze(order('b', '10.00'))).toMatchObject({ status: 'waiting', frozen: '0.00', rank: 1 });
    expect(ledger.freeze(order('c', '10.00'))).toMatchObject({ status: 'waiting', rank: 2 });
    expect(ledger.release('a', { reference: 'x', bank, holder })).toMatchObject({ status: 'released', released: '312600.55', remaining: '0.00', waiting: false });
    expect(ledger.query({ bank, holder }, () => undefined).accounts).toMatchObject([{ available: '312580.55', earlierFreezes: [{ amount: '10.00', rank: '0' }, { amount: '10.00', rank: '0' }] }]);
    expect(ledger.release('a', { reference: 'y', bank, holder })).toMatchObject({ status: 'refused', code: 'already-ended' });
  });

  it('releases a part so that it stays released', () => {
    const { ledger, available } = aLedger();
    ledger.freeze(order('a', '480000.00'));
    expect(ledger.release('a', { reference: 'x', bank, holder, amount: '100000.00' })).toMatchObject({ released: '100000.00', remaining: '212600.55' });
    expect(available()).toEqual(['100000.00']);
    expect(ledger.release('a', { reference: 'y', bank, holder, amount: '999999.00' })).toMatchObject({ released: '212600.55', remaining: '0.00' });
  });

  it('gives up the place of a freeze that only waited', () => {
    const { ledger } = aLedger();
    ledger.freeze(order('a', '400000.00'));
    ledger.freeze(order('b', '10.00'));
    expect(ledger.release('b', { reference: 'x', bank, holder })).toMatchObject({ status: 'released', released: '0.00', waiting: true });
  });

  it('spreads a freeze without an account number over the accounts of the whole bank, those of the branch first', () => {
    const other = account({ bank: 'bank-icbc-140100', number: '6222000504100099999', balance: '50.00' });
    const { ledger, available } = aLedger(other, account({ balance: '100.00' }));
    expect(ledger.freeze(order('a', '120.00', { account: undefined }))).toMatchObject({ status: 'frozen', frozen: '120.00', available: '150.00' });
    expect(available()).toEqual(['0.00', '30.00']);
    ledger.release('a', { reference: 'x', bank, holder, amount: '10.00' });
    expect(available()).toEqual(['0.00', '40.00']);
  });

  it.each([
    ['no-account', [account({ number: '6222000504100011111' })]], ['not-of-holder', [account({ holder: '91149999MA0K3T8X69' })]],
    ['closed', [account({ status: 'closed' as const })]], ['exempt', [account({ status: 'exempt' as const, reason: '住房公积金专户' })]],
  ])('refuses: %s', (code, accounts) => {
    expect(aLedger(...accounts).ledger.freeze(order('a', '1.00'))).toMatchObject({ status: 'refused', code });
  });

  it('refuses to release what it does not know, what was refused, and what belongs to another', () => {
    const { ledger } = aLedger(account(), account({ number: '6222000504100011111', status: 'closed' }));
    ledger.freeze(order('a', '1.00'));
    ledger.freeze(order('shut', '1.00', { account: '6222000504100011111' }));
    for (const [freeze, release] of [['unknown', { bank, holder }], ['shut', { bank, holder }], ['a', { bank, holder: '142629198703124515' }], ['a', { bank: 'bank-ccb-141031', holder }]] as const) {
      expect(ledger.release(freeze, { reference: `x-${freeze}-${release.bank}-${release.holder}`, ...release })).toMatchObject({ status: 'refused', code: 'no-such-freeze' });
    }
  });

  it('lets a freeze lapse after its last day', () => {
    const { ledger, available, on } = aLedger();
    ledger.freeze(order('a', '480000.00'));
    on('2026-06-04T23:59:59+08:00');
    expect(available()).toEqual(['0.00']);
    on('2026-06-05T00:00:00+08:00');
    expect(available()).toEqual(['312600.55']);
    expect(ledger.release('a', { reference: 'x', bank, holder })).toMatchObject({ code: 'already-ended' });
  });

  it('waits behind a freeze that did not come through the exchange', () => {
    const { ledger } = aLedger(account({ earlierFreezes: [{ authority: '临汾市中级人民法院', amount: '600000.00' }] }));
    expect(ledger.freeze(order('a', '1.00'))).toMatchObject({ status: 'waiting', rank: 1 });
    expect(ledger.query({ bank, holder }, () => undefined).accounts).toMatchObject([{ available: '0.00', earlierFreezes: [{ authority: '临汾市中级人民法院', rank: '0' }, { rank: '1' }] }]);
  });

  it('is the same again when its entries are read back', () => {
    const { ledger, entries } = aLedger();
    ledger.freeze(order('a', '480000.00'));
    ledger.release('a', { reference: 'x', bank, holder, amount: '100.00' });
    const synthetic = { reference: 's', bank, holder: '91149999MA0K3T8X69', amount: '1.00', from: '2025-06-05', until: '2026-06-04' };
    ledger.freeze(synthetic);
    const again = new AccountBook();
    for (const entry of entries) again.apply(JSON.parse(JSON.stringify(entry)) as LedgerEntry);
    const kept = (book: AccountBook) => book.allAccounts().map(({ record, holds }) => ({ record, holds }));
    expect(kept(again)).toEqual(kept(ledger.book));
    expect(again.operation('x')).toEqual(ledger.book.operation('x'));
  });

  it('forgets operations but not accounts', () => {
    const { ledger, available } = aLedger();
    ledger.freeze(order('a', '480000.00'));
    ledger.clearOperations();
    expect(available()).toEqual(['312600.55']);
    expect(ledger.book.operation('a')).toBeUndefined();
  });
});
