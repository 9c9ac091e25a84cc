import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { personIdCheckCharacter } from '@lianzhi/contracts';
import { createLogger } from '@lianzhi/platform';
import { createCoreBankingServer } from './core-banking-server';
import { openLedger } from './open-ledger';

describe('the core-banking simulator', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lianzhi-core-banking-'));
  const path = join(folder, 'core-banking.jsonl');
  let server: Server;
  let url: string;
  const start = async () => {
    server = createCoreBankingServer(openLedger(path, () => Date.parse('2025-06-05T10:20:00+08:00')), createLogger('core-banking', { level: 'silent' }));
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const stop = () => new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
  const call = async (method: string, way: string, body?: unknown) => {
    const response = await fetch(url + way, { method, ...body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) } });
    return { status: response.status, body: await response.json() as Record<string, unknown> };
  };
  const who = { bank: 'bank-rcu-141031', creditCode: '91141031MA0K3T8X69' };
  const freeze = { reference: 'f', ...who, amount: '167399.45', from: '2025-06-05', until: '2026-06-04' };

  beforeEach(start);
  afterEach(stop);
  afterAll(() => rmSync(folder, { recursive: true }));

  it('still has its freezes and accounts after a restart, even when it was killed in the middle of a line', async () => {
    expect(await call('GET', '/health/ready')).toMatchObject({ status: 200 });
    expect(await call('POST', '/freezes', freeze)).toMatchObject({ status: 200, body: { status: 'frozen', frozen: '167399.45' } });
    await call('PUT', '/accounts', { accounts: [{ bank: 'bank-boc-141031', number: '6216600504100200099', holder: '142629197911050034', balance: '1.00' }] });
    await stop();
    appendFileSync(path, '{"do":"freeze","recorded":{"refer');
    await start();
    expect(await call('GET', '/operations/f?bank=bank-rcu-141031')).toMatchObject({ status: 200, body: { operation: 'freeze', answer: { frozen: '167399.45' } } });
    expect(await call('POST', '/accounts/query', { bank: 'bank-boc-141031', idNumber: '142629197911050034', scope: 'branch' })).toMatchObject({ body: { complete: true, accounts: [{}, { balance: '1.00' }] } });
    expect(await call('POST', '/freezes/f/release', { reference: 'r', ...who })).toMatchObject({ body: { released: '167399.45' } });
  });

  it.each([
    ['POST', '/freezes', '{', 400], ['POST', '/freezes', { ...freeze, reference: 'z', amount: '-1.00' }, 422], ['POST', '/freezes', { ...freeze, creditCode: undefined }, 422],
    ['POST', '/freezes', { ...freeze, amount: '1.00' }, 409], ['PUT', '/faults', { dely: 1 }, 422], ['PUT', '/accounts', { accounts: [{ bank: 'x' }] }, 422],
    ['GET', '/operations/none', undefined, 404], ['GET', '/nothing', undefined, 404], ['GET', '/operations/%E0%A4%A', undefined, 400],
  ])('%s %s of something wrong: nothing is done', async (method, way, body, status) => {
    await call('POST', '/freezes', freeze);
    const before = await call('GET', '/operations');
    expect(await call(method, way, body)).toMatchObject({ status });
    expect(await call('GET', '/operations')).toEqual(before);
  });

  it('has an account for every made-up debtor of a load test, always the same', async () => {
    const digits = '14999919900101001';
    const ask = () => call('POST', '/accounts/query', { bank: 'bank-ccb-140100', idNumber: digits + personIdCheckCharacter(digits) });
    const first = await ask();
    expect(first).toMatchObject({ status: 200, body: { complete: true, accounts: [{ earlierFreezes: [] }] } });
    expect(await ask()).toEqual(first);
  });
});
