import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLogger } from '@lianzhi/platform';
import { createCoreBankingServer } from '../../../../deploy/local/core-banking/core-banking-server';
import { openLedger } from '../../../../deploy/local/core-banking/open-ledger';
import { FreezeAccountHandler } from '../handlers/freeze-account.handler';
import { QueryDepositsHandler } from '../handlers/query-deposits.handler';
import { automatedRequestOf } from '../handlers/testing/automated-request-of';
import { BackEndRejection, BackEndUnreachable, FateUnknown } from '@lianzhi/desk';
import { HttpCoreBanking } from './http-core-banking';

const bank = 'bank-icbc-141031';
const holder = { creditCode: '91141031MA0K3T8X69' };
const query = { bank, holder, scope: 'bank' as const };
const order = (reference: string, amount = '480000.00') =>
  ({ reference, bank, holder, account: '6222000504100012345', amount, from: '2025-06-05', until: '2026-06-04', authority: 'court-141031', caseNumber: '（2025）晋1031执保57号' });
const settings = { timeoutMs: 300, pausesMs: [5], circuit: { failures: 1000, openMs: 1 } };

describe('HttpCoreBanking against the simulator', () => {
  let server: Server;
  let url: string;
  let core: HttpCoreBanking;
  const call = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${url}${path}`, { method, ...body === undefined ? {} : { body: JSON.stringify(body) } });
    return { status: response.status, body: await response.json() as { items: { reference: string; holds: unknown[] }[] } };
  };
  const operations = async () => (await call('GET', '/operations')).body.items;

  beforeAll(async () => {
    server = await listening(createCoreBankingServer(openLedger(undefined, () => Date.parse('2025-06-05T10:20:00+08:00')), createLogger('core-banking', { level: 'silent' })));
    url = urlOf(server);
  });
  beforeEach(async () => {
    core = new HttpCoreBanking(url, settings);
    await call('DELETE', '/faults');
    await call('DELETE', '/operations');
  });
  afterAll(() => closed(server));

  it('answers the story: found, frozen in part, found again by reference, released', async () => {
    expect(await core.queryAccounts(query)).toEqual({
      source: '核心业务系统', asOf: '2025-06-05T10:20:00+08:00', unread: [], accounts: [{ number: '6222000504100012345', balance: '312600.55', available: '312600.55', earlierFreezes: [] }],
    });
    const answer = await core.freeze(order('f1'));
    expect(answer).toMatchObject({ status: 'frozen', frozen: '312600.55', limit: '480000.00', rank: 0, until: '2026-06-04' });
    expect(await core.findByReference(bank, 'f1')).toEqual({ operation: 'freeze', answer });
    expect(await core.findByReference(bank, 'never')).toBeUndefined();
    expect(await core.release({ reference: 'r1', bank, holder, freeze: 'f1' })).toMatchObject({ status: 'released', released: '312600.55', waiting: false });
  });

  const payee = { name: '隰县人民法院案款专户', number: '0504100029000123456-00001', bank: '某银行隰县支行' };
  const wanted = { authority: 'court-141031', caseNumber: '（2025）晋1031执123号' };
  it('renews, transfers to a case account and pays from it, each found again by reference', async () => {
    await core.freeze(order('f2'));
    const renewed = await core.renew({ reference: 'n2', bank, holder, freeze: 'f2', from: '2026-06-05', until: '2027-06-04' });
    expect(renewed).toMatchObject({ status: 'frozen', frozen: '312600.55', limit: '480000.00', rank: 0, until: '2027-06-04' });
    const opened = await core.openCaseAccount({ reference: 'o2', bank, holder, mainAccount: '0504100029000123456', accountName: '隰县人民法院案款专户', caseNumber: wanted.caseNumber });
    expect(opened).toMatchObject({ status: 'opened', account: payee.number });
    const moved = await core.transfer({ reference: 't2', bank, holder, freeze: 'n2', amount: '300000.00', payee, ...wanted });
    expect(moved).toMatchObject({ status: 'transferred', transferred: '300000.00', remaining: '12600.55', rank: 0 });
    const paid = await core.pay({ reference: 'p2', bank, holder, account: payee.number, amount: '1000.00', payee: { name: '王某丙', number: '6217000504100200043', bank: '某银行' } });
    expect(paid).toMatchObject({ status: 'paid', paid: '1000.00', balance: '299000.00' });
    expect(await core.queryTransactions({ bank, holder, from: '2025-06-05', until: '2025-06-05', direction: 'out', most: 10 })).toMatchObject({ accounts: 1, count: 1, totalOut: '300000.00', unread: [] });
    for (const [reference, known] of [['n2', { operation: 'renew', answer: renewed }], ['o2', { operation: 'open', answer: opened }], ['t2', { operation: 'transfer', answer: moved }], ['p2', { operation: 'pay', answer: paid }]] as const) {
      expect(await core.findByReference(bank, reference)).toEqual(known);
    }
  });

  it('moves money once when the answers are lost, and asks by reference before it would repeat', async () => {
    await core.openCaseAccount({ reference: 'o3', bank, holder, mainAccount: '0504100029000123456', accountName: '隰县人民法院案款专户', caseNumber: wanted.caseNumber });
    await core.freeze(order('f3'));
    await call('PUT', '/faults', { rules: [{ operation: 'transfer', loseAnswers: 1 }, { operation: 'pay', loseAnswers: 1 }] });
    expect(await core.transfer({ reference: 't3', bank, holder, freeze: 'f3', amount: '1000.00', payee, ...wanted })).toMatchObject({ transferred: '1000.00' });
    expect(await core.pay({ reference: 'p3', bank, holder, account: payee.number, amount: '400.00', payee: { name: '王某丙', number: '6217000504100200043', bank: '某银行' } })).toMatchObject({ paid: '400.00', balance: '600.00' });
    expect(await core.queryAccounts(query)).toMatchObject({ accounts: [{ balance: '311600.55' }] });
  });

  it('tells an empty search from one that could not be made', async () => {
    expect(await core.queryAccounts({ ...query, bank: 'bank-boc-141031' })).toMatchObject({ accounts: [], unread: [] });
    await call('PUT', '/faults', { down: true });
    await expect(core.queryAccounts({ ...query, bank: 'bank-boc-141031' })).rejects.toThrow(FateUnknown);
    await call('PUT', '/faults', { rules: [{ bank, account: '6222000504100012345', unreadable: '系统维护' }] });
    expect(await core.queryAccounts(query)).toMatchObject({ accounts: [], unread: ['系统维护'] });
  });

  it('does a thing exactly once when the answer is lost: it asks by reference', async () => {
    await call('PUT', '/faults', { loseAnswers: 1 });
    expect(await core.freeze(order('lost'))).toMatchObject({ status: 'frozen', frozen: '312600.55' });
    expect(await operations()).toHaveLength(1);
    await call('PUT', '/faults', { loseAnswers: true });
    expect(await core.release({ reference: 'lift', bank, holder, freeze: 'lost' })).toMatchObject({ status: 'released', released: '312600.55' });
    expect((await operations()).map(({ reference }) => reference)).toEqual(['lost', 'lift']);
  });

  it('does it once too when the answer came too late and the order is repeated later', async () => {
    await call('PUT', '/faults', { delayMs: 500 });
    await expect(core.freeze(order('slow'))).rejects.toThrow(FateUnknown);
    await call('DELETE', '/faults');
    const handled = await new FreezeAccountHandler(core, () => 0).handle(automatedRequestOf('freeze-account', { id: 'slow', attempt: 2 }, { from: '2025-06-05', until: '2026-06-04' }));
    expect(handled).toMatchObject({ kind: 'reply', outcome: 'partial' });
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(await operations()).toHaveLength(1);
  });

  it('gets through errors that pass', async () => {
    await call('PUT', '/faults', { errorRate: 0.5 });
    const patient = new HttpCoreBanking(url, { ...settings, pausesMs: Array.from({ length: 30 }, () => 1) });
    expect(await Promise.all(Array.from({ length: 20 }, (_, n) => patient.freeze(order(`e${n}`, '1.00'))))).toHaveLength(20);
    expect(await operations()).toHaveLength(20);
  });

  it('tells what was refused and what was not understood from what is unknown', async () => {
    await call('PUT', '/faults', { refuse: '司法协助系统升级，暂不办理' });
    expect(await core.freeze(order('no'))).toEqual({ status: 'refused', code: 'refused', reason: '司法协助系统升级，暂不办理' });
    await call('DELETE', '/faults');
    await expect(core.freeze(order('no', '1.00'))).rejects.toThrow(BackEndRejection);
    await expect(core.freeze(order('bad', '1.5'))).rejects.toThrow(BackEndRejection);
    await call('PUT', '/faults', { errorRate: 1 });
    await expect(core.queryAccounts(query)).rejects.toMatchObject({ answered: true });
  });

  it('knows that nothing was done when nobody listens', async () => {
    const gone = await listening(createServer());
    const address = urlOf(gone);
    await closed(gone);
    await expect(new HttpCoreBanking(address, settings).freeze(order('x'))).rejects.toThrow(BackEndUnreachable);
  });

  it('fails fast after repeated failures and tries again after a pause', async () => {
    let now = 0;
    const careful = new HttpCoreBanking(url, { timeoutMs: 300, pausesMs: [], circuit: { failures: 3, openMs: 1000 } }, () => now);
    await call('PUT', '/faults', { rules: [{ bank, errorRate: 1 }] });
    for (let n = 0; n < 3; n += 1) await expect(careful.queryAccounts(query)).rejects.toThrow(FateUnknown);
    await expect(careful.queryAccounts(query)).rejects.toThrow(BackEndUnreachable);
    await expect(careful.queryAccounts({ ...query, bank: 'bank-ccb-141031' })).resolves.toMatchObject({ unread: [] });
    now = 1000;
    await expect(careful.queryAccounts(query)).rejects.toThrow(FateUnknown);
    await expect(careful.queryAccounts(query)).rejects.toThrow(BackEndUnreachable);
    await call('DELETE', '/faults');
    now = 3000;
    await expect(careful.queryAccounts(query)).resolves.toMatchObject({ unread: [] });
  });

  it('answers not_searched through the handler while core banking is down, and found when it is back', async () => {
    const handler = new QueryDepositsHandler(core, () => 60_000);
    await call('PUT', '/faults', { down: true });
    expect(await handler.handle(automatedRequestOf('query-deposits', { attempt: 3 }))).toMatchObject({ kind: 'reply', outcome: 'not_searched' });
    await call('DELETE', '/faults');
    expect(await handler.handle(automatedRequestOf('query-deposits', { attempt: 1 }))).toMatchObject({ kind: 'reply', outcome: 'found' });
  });
});

describe('HttpCoreBanking against a core system that lies', () => {
  it.each([
    ['an error page', '<html>', 200], ['an error in a good answer', '{"error":"timeout"}', 200], ['a bare empty list', '[]', 200], ['an empty object', '{}', 200],
    ['accounts without a time', '{"accounts":[],"unread":[],"complete":true,"source":"x"}', 200], ['a 404 of a proxy', '{"accounts":[]}', 404],
  ])('never takes %s for "nothing there"', async (_name, body, status) => {
    const liar = await listening(createServer((_request, response) => response.writeHead(status).end(body)));
    const core = new HttpCoreBanking(urlOf(liar), { ...settings, pausesMs: [] });
    await expect(core.queryAccounts(query)).rejects.toThrow();
    await expect(core.findByReference(bank, 'x')).rejects.toThrow(FateUnknown);
    await expect(core.freeze(order('x'))).rejects.toThrow();
    await expect(core.queryTransactions({ bank, holder, from: '2025-06-01', until: '2025-06-05', most: 10 })).rejects.toThrow();
    await expect(core.renew({ reference: 'x', bank, holder, freeze: 'f', from: '2025-06-05', until: '2026-06-04' })).rejects.toThrow();
    await closed(liar);
  });

  it('gives up on an answer that begins and never ends', async () => {
    const stalling = await listening(createServer((_request, response) => void response.writeHead(200).write('{"accounts":')));
    await expect(new HttpCoreBanking(urlOf(stalling), { ...settings, pausesMs: [] }).freeze(order('x'))).rejects.toThrow(FateUnknown);
    await closed(stalling);
  });

  it('counts accounts that cannot be read, and an incomplete search', async () => {
    const good = { number: '6222000504100012345', balance: '1.00', available: '1.00', earlierFreezes: [] };
    const answers = [{ accounts: [good, { ...good, balance: 1 }], complete: true }, { accounts: [], complete: false }];
    const odd = await listening(createServer((_request, response) => response.end(JSON.stringify({ source: 'x', asOf: '2025-06-05T10:00:00+08:00', unread: [], ...answers.shift() }))));
    const core = new HttpCoreBanking(urlOf(odd), settings);
    expect(await core.queryAccounts(query)).toMatchObject({ accounts: [good], unread: ['1 个账户的数据无法识别'] });
    expect(await core.queryAccounts(query)).toMatchObject({ accounts: [], unread: ['核心业务系统未完成全部查询'] });
    await closed(odd);
  });
});

function listening(server: Server): Promise<Server> {
  return new Promise((resolve) => { server.listen(0, '127.0.0.1', () => resolve(server)); });
}

const urlOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
