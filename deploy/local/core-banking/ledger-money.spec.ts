import { AccountBook } from './account-book';
import { ReferenceReused } from '../simulator/reference-reused';
import { Ledger } from './ledger';
import type { AccountRecord, LedgerEntry } from './ledger-entry';

const bank = 'bank-icbc-141031';
const holder = '91141031MA0K3T8X69';
const number = '6222000504100012345';
const account = (changed: Partial<AccountRecord> = {}): AccountRecord => ({ bank, number, holder, balance: '312600.55', ...changed });
const freeze = (reference: string, amount: string, changed: object = {}) => ({ reference, bank, holder, account: number, amount, from: '2025-06-05', until: '2026-06-04', ...changed });
const renewal = (reference: string, changed: object = {}) => ({ reference, bank, holder, from: '2026-06-05', until: '2027-06-04', ...changed });
const payee = { name: '隰县人民法院案款专户', number: '0504100029000123456-00001', bank: '某银行' };
const transfer = (reference: string, amount: string, changed: object = {}) => ({ reference, bank, holder, amount, payee, ...changed });
const open = (reference: string, caseNumber = '（2025）晋1031执123号') => ({ reference, bank, holder, mainAccount: '0504100029000123456', accountName: '隰县人民法院案款专户', caseNumber });

function aLedger(...accounts: AccountRecord[]) {
  const entries: LedgerEntry[] = [];
  let now = Date.parse('2025-06-05T10:20:00+08:00');
  const ledger = new Ledger(new AccountBook(), (entry) => entries.push(structuredClone(entry)), () => now);
  ledger.putAccounts(accounts.length > 0 ? accounts : [account()], true);
  const shown = () => (ledger.query({ bank, holder }, () => undefined).accounts as { balance: string; available: string }[]).map(({ balance, available }) => `${balance} ${available}`);
  return { ledger, entries, shown, on: (instant: string) => { now = Date.parse(instant); } };
}

describe('a renewal', () => {
  it('moves the end and keeps the place in the queue, also of a renewal renewed', () => {
    const { ledger, shown, on } = aLedger();
    ledger.freeze(freeze('a', '480000.00'));
    ledger.freeze(freeze('b', '10.00', { until: '2028-01-01' }));
    on('2026-05-20T09:00:00+08:00');
    expect(ledger.renew('a', renewal('r'))).toMatchObject({ status: 'frozen', frozen: '312600.55', limit: '480000.00', rank: 0, until: '2027-06-04', account: number });
    expect(ledger.renew('b', renewal('rb', { until: '2029-01-01' }))).toMatchObject({ status: 'waiting', rank: 1 });
    on('2027-06-01T09:00:00+08:00');
    expect(shown()).toEqual(['312600.55 0.00']);
    expect(ledger.renew('r', renewal('rr', { until: '2028-06-01' }))).toMatchObject({ status: 'frozen', until: '2028-06-01' });
    expect(ledger.release('rr', { reference: 'x', bank, holder })).toMatchObject({ status: 'released', released: '312600.55' });
  });
  it('lowers the limit when less is asked for, and never raises it', () => {
    const { ledger, shown } = aLedger();
    ledger.freeze(freeze('a', '480000.00'));
    expect(ledger.renew('a', renewal('r', { amount: '100000.00' }))).toMatchObject({ frozen: '100000.00', limit: '100000.00' });
    expect(shown()).toEqual(['312600.55 212600.55']);
    expect(ledger.renew('a', renewal('r2', { amount: '999999.00', until: '2027-06-05' }))).toMatchObject({ frozen: '100000.00', limit: '100000.00' });
  });
  it('comes too late for what has lapsed, and is no shortening', () => {
    const { ledger, on } = aLedger();
    ledger.freeze(freeze('a', '1.00'));
    expect(ledger.renew('a', renewal('same', { until: '2026-06-04' }))).toMatchObject({ status: 'refused', code: 'not-longer' });
    expect(ledger.renew('never', renewal('n'))).toMatchObject({ code: 'no-such-freeze' });
    on('2026-06-05T00:00:00+08:00');
    expect(ledger.renew('a', renewal('late'))).toMatchObject({ status: 'refused', code: 'already-ended' });
  });
});

describe('a transfer', () => {
  it('takes no more than the freeze holds, once, and leaves others their rank', () => {
    const { ledger, shown } = aLedger();
    ledger.freeze(freeze('a', '200000.00'));
    ledger.freeze(freeze('b', '500000.00'));
    expect(ledger.transfer(transfer('t', '250000.00', { freeze: 'a' }))).toMatchObject({ status: 'transferred', transferred: '200000.00', remaining: '0.00', rank: 0, account: number });
    expect(ledger.transfer(transfer('t', '250000.00', { freeze: 'a' }))).toMatchObject({ transferred: '200000.00' });
    expect(shown()).toEqual(['112600.55 0.00']);
    expect(() => ledger.transfer(transfer('t', '1.00', { freeze: 'a' }))).toThrow(ReferenceReused);
    expect(ledger.transfer(transfer('t2', '1.00', { freeze: 'a' }))).toMatchObject({ code: 'already-ended' });
  });
  it('waits when earlier freezes hold everything, and says when there is nothing', () => {
    const { ledger } = aLedger(account({ balance: '100.00' }));
    ledger.freeze(freeze('a', '100.00'));
    ledger.freeze(freeze('b', '50.00'));
    expect(ledger.transfer(transfer('t', '50.00', { freeze: 'b' }))).toMatchObject({ status: 'transferred', transferred: '0.00', rank: 1 });
    ledger.transfer(transfer('all', '100.00', { freeze: 'a' }));
    expect(ledger.transfer(transfer('t2', '50.00', { freeze: 'b' }))).toMatchObject({ status: 'refused', code: 'no-funds' });
  });
  it('freezes by itself without a freeze before it, in rank, and keeps what it could not take', () => {
    const { ledger, shown } = aLedger(account({ balance: '100.00' }));
    expect(ledger.transfer(transfer('t', '150.00'))).toMatchObject({ transferred: '100.00', remaining: '0.00', rank: 0 });
    ledger.putAccounts([account({ balance: '80.00' })], false);
    expect(shown()).toEqual(['80.00 30.00']);
    ledger.freeze(freeze('a', '999.00'));
    expect(ledger.transfer(transfer('t2', '10.00'))).toMatchObject({ transferred: '0.00', rank: 1 });
  });
  it('ends the rest of the freeze when told to', () => {
    const { ledger, shown } = aLedger();
    ledger.freeze(freeze('a', '480000.00'));
    expect(ledger.transfer(transfer('t', '100.00', { freeze: 'a', endFreeze: true }))).toMatchObject({ transferred: '100.00', remaining: '0.00' });
    expect(shown()).toEqual(['312500.55 312500.55']);
  });
});

describe('case accounts', () => {
  it('give each case one number, hold what was transferred, pay all or nothing, and show on no query about the debtor', () => {
    const { ledger, shown } = aLedger();
    expect(ledger.openCaseAccount(open('o'))).toMatchObject({ status: 'opened', account: payee.number });
    expect(ledger.openCaseAccount(open('again'))).toMatchObject({ account: payee.number });
    expect(ledger.openCaseAccount(open('o2', '（2025）晋1031执124号'))).toMatchObject({ account: '0504100029000123456-00002' });
    ledger.transfer(transfer('t', '300.00'));
    expect(shown()).toEqual(['312300.55 312300.55']);
    const pay = (reference: string, amount: string) => ({ reference, bank, holder, account: payee.number, amount, payee: { name: '王某丙', number: '6217000504100200043', bank: '某银行' } });
    expect(ledger.pay(pay('p', '300.01'))).toMatchObject({ status: 'refused', code: 'insufficient' });
    expect(ledger.pay(pay('p2', '100.00'))).toMatchObject({ status: 'paid', paid: '100.00', balance: '200.00' });
    expect(ledger.pay(pay('p2', '100.00'))).toMatchObject({ balance: '200.00' });
    expect(ledger.pay({ ...pay('p3', '1.00'), account: number })).toMatchObject({ code: 'no-case-account' });
    expect(ledger.freeze(freeze('x', '1.00', { account: payee.number }))).toMatchObject({ status: 'refused' });
  });
});

describe('transactions', () => {
  const transactions = [
    { at: '2025-05-01T23:30:00+08:00', direction: 'in' as const, amount: '500.00' }, { at: '2025-05-20T09:00:00+08:00', direction: 'out' as const, amount: '150000.00', counterparty: '李某乙' },
  ];
  const ask = { bank, holder, from: '2025-05-01', until: '2025-06-05' };
  it('are those of the days asked, the latest first, with what was moved since', () => {
    const { ledger } = aLedger(account({ transactions }));
    ledger.transfer(transfer('t', '300.00'));
    const found = ledger.transactions(ask, () => undefined);
    expect(found).toMatchObject({ complete: true, accounts: 1, count: 3, totalIn: '500.00', totalOut: '150300.00', transactions: [{ amount: '300.00', summary: '司法划拨' }, { amount: '150000.00' }, { amount: '500.00' }] });
    expect(ledger.transactions({ ...ask, most: 1 }, () => undefined)).toMatchObject({ count: 3, transactions: [{ amount: '300.00' }] });
    expect(ledger.transactions({ ...ask, until: '2025-05-01' }, () => undefined)).toMatchObject({ count: 1 });
    expect(ledger.transactions({ ...ask, direction: 'out', atLeast: '1000.00' }, () => undefined)).toMatchObject({ count: 1 });
    expect(ledger.transactions({ ...ask, account: '6222000504100099999' }, () => undefined)).toMatchObject({ accounts: 0, count: 0 });
    expect(ledger.transactions(ask, () => '系统维护')).toMatchObject({ complete: false, unread: ['系统维护'], count: 0 });
  });
});

it('is the same again when its entries are read back, and as put when its operations are forgotten', () => {
  const { ledger, entries, shown } = aLedger();
  ledger.freeze(freeze('a', '480000.00'));
  ledger.renew('a', renewal('r', { amount: '400000.00' }));
  ledger.openCaseAccount(open('o'));
  ledger.transfer(transfer('t', '200000.00', { freeze: 'r' }));
  ledger.pay({ reference: 'p', bank, holder, account: payee.number, amount: '50000.00', payee: { name: '王某丙', number: '6217000504100200043', bank: '某银行' } });
  const again = new AccountBook();
  for (const entry of entries) again.apply(JSON.parse(JSON.stringify(entry)) as LedgerEntry);
  const kept = (book: AccountBook) => book.allAccounts().map(({ record, holds, movements }) => ({ record, holds, movements }));
  expect(kept(again)).toEqual(kept(ledger.book));
  ledger.clearOperations();
  expect(shown()).toEqual(['312600.55 312600.55']);
  expect(ledger.book.allAccounts()).toHaveLength(1);
});
