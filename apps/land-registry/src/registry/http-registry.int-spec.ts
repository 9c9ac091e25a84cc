import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BackEndError, BackEndRejection, BackEndUnreachable, controlOrder, FateUnknown, recordedAnswer } from '@lianzhi/desk';
import { processReady, ROOT, signal, startProcess, stopProcess } from '../../../../test/e2e/support/service-process';
import type { ProcessRecord } from '../../../../test/e2e/support/system-state';
import { HttpRegistry } from './http-registry';
import { registryName } from './registry';

jest.setTimeout(60_000);

const registry = 'land-registry-140100';
const unitNumber = '140105001008GB00123F00010021';
const holder = { idNumber: '140105198202140015' };
const court = { authority: 'court-140105', caseNumber: '（2025）晋0105执402号' };
const query = { registry, holder };
const order = (reference: string, changed: object = {}) => ({ reference, registry, holder, unitNumber, ...court, from: '2025-03-03', until: '2028-03-02', ...changed });
const about = (reference: string, seal: string) => ({ reference, registry, holder, seal, ...court });
const settings = { timeoutMs: 300, pausesMs: [5], circuit: { failures: 1000, openMs: 1 } };

describe('HttpRegistry against the simulator, a process of its own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lianzhi-registry-'));
  let simulator: ProcessRecord;
  let url: string;
  let system: HttpRegistry;
  const call = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${url}${path}`, { method, ...body === undefined ? {} : { body: JSON.stringify(body) } });
    return await response.json() as { items: { reference: string; operation: string }[] };
  };
  const operations = async () => (await call('GET', '/operations')).items.map(({ reference }) => reference);
  const faults = (settled: object) => call('PUT', '/faults', settled);

  beforeAll(async () => {
    execFileSync(process.execPath, [join(ROOT, 'deploy', 'local', 'build.js')], { stdio: 'ignore' });
    const clock = join(folder, 'clock');
    writeFileSync(clock, JSON.stringify({ now: '2025-03-03T10:00:00+08:00' }));
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    simulator = startProcess({
      service: 'registry', replica: 1, port, entry: 'deploy/local/registry/main.js', logFile: join(folder, 'log'),
      env: { PATH: process.env.PATH ?? '', PORT: String(port), LIANZHI_REGISTRY_FILE: join(folder, 'registry.jsonl'), LIANZHI_CLOCK_FILE: clock },
    });
    await processReady(simulator);
  });
  beforeEach(async () => {
    system = new HttpRegistry(url, settings);
    await call('DELETE', '/faults');
    await call('DELETE', '/operations');
  });
  afterAll(async () => {
    await stopProcess(simulator.pid);
    rmSync(folder, { recursive: true });
  });

  it('seals, waits, renews, unseals and transfers, each found again by reference', async () => {
    const sealed = await system.seal(order('s1'));
    expect(sealed).toMatchObject({ status: 'sealed', rank: 0, until: '2028-03-02', mortgaged: false });
    const waiting = await system.seal(order('s2', { authority: 'court-140107' }));
    expect(waiting).toMatchObject({ status: 'waiting', rank: 1, ahead: 'court-140105' });
    expect(await system.queryProperties(query)).toMatchObject({ unread: [], properties: [{ unitNumber, seals: [{ authority: 'court-140105', rank: '0', until: '2028-03-02' }, { authority: 'court-140107', rank: '1' }] }] });
    const renewed = await system.renew({ ...about('n1', 's1'), from: '2028-03-03', until: '2031-03-02' });
    expect(renewed).toMatchObject({ status: 'sealed', until: '2031-03-02' });
    const before = (await system.eventsAfter(0)).length;
    const lifted = await system.unseal(about('l1', 'n1'));
    expect(lifted).toMatchObject({ status: 'unsealed', waiting: false, promoted: 'court-140107' });
    expect(await system.eventsAfter(before)).toEqual([expect.objectContaining({ position: before + 1, kind: 'promoted', reference: 's2', from: '2025-03-03' })]);
    const sold = await system.transfer({ ...order('t1', { authority: 'court-140107' }), transferee: '142629197911050034', transfereeName: '李某乙', ground: 'auction', cancel: ['own-seal'] });
    expect(sold).toMatchObject({ status: 'transferred' });
    for (const [reference, known] of [['s1', { operation: 'seal', answer: sealed }], ['n1', { operation: 'renew', answer: renewed }], ['l1', { operation: 'unseal', answer: lifted }], ['t1', { operation: 'transfer', answer: sold }]] as const) {
      expect(await system.findByReference(registry, reference)).toEqual(known);
    }
    expect(await system.findByReference(registry, 'never')).toBeUndefined();
  });

  it('enters a seal once when the answer is lost: it asks by reference, and a later court ranks behind it once', async () => {
    await faults({ loseAnswers: 1 });
    expect(await system.seal(order('lost'))).toMatchObject({ status: 'sealed', rank: 0 });
    expect(await operations()).toEqual(['lost']);
    await faults({ loseAnswers: true });
    expect(await system.unseal(about('lift', 'lost'))).toMatchObject({ status: 'unsealed' });
    await faults({});
    expect(await operations()).toEqual(['lost', 'lift']);
    expect(await system.seal(order('next', { authority: 'court-140107' }))).toMatchObject({ rank: 0 });
  });

  it('enters it once too when the answer came too late and the order is repeated later', async () => {
    await faults({ delayMs: 500 });
    await expect(system.seal(order('slow'))).rejects.toThrow(FateUnknown);
    await faults({});
    const again = await system.seal(order('slow'));
    await new Promise((resolve) => { setTimeout(resolve, 600); });
    expect(again).toMatchObject({ status: 'sealed', rank: 0 });
    expect(await operations()).toEqual(['slow']);
    expect(await system.seal(order('behind', { authority: 'court-140107' }))).toMatchObject({ rank: 1 });
  });

  it('enters it once when the system is killed after it was done and before it answers', async () => {
    await faults({ loseAnswers: true, rules: [{ operation: 'find', errorRate: 1 }] });
    await expect(system.seal(order('killed'))).rejects.toThrow(FateUnknown);
    signal(simulator.pid, 'SIGKILL');
    await stopProcess(simulator.pid);
    await expect(system.findByReference(registry, 'killed')).rejects.toBeInstanceOf(BackEndError);
    simulator = startProcess(simulator);
    await processReady(simulator);
    const handled = await controlOrder(registryName, { attempt: 2, urgency: 'ordinary', startedAt: 0 } as never, 0, {
      find: () => system.findByReference(registry, 'killed'), place: () => Promise.reject(new Error('placed again')),
      recorded: (known) => recordedAnswer(known, 'seal'), reply: ({ status }) => ({ kind: 'reply', final: true, outcome: status, details: {} }),
    });
    expect(handled).toMatchObject({ outcome: 'sealed' });
    expect(await operations()).toEqual(['killed']);
  });

  it('gets through errors that pass: ranks without gap or double', async () => {
    await faults({ errorRate: 0.4, loseAnswers: 3 });
    const patient = new HttpRegistry(url, { ...settings, pausesMs: Array.from({ length: 30 }, () => 1) });
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => patient.seal(order(`e${n}`))));
    expect(answers.map((answer) => ('rank' in answer ? answer.rank : -1)).sort((a, b) => a - b)).toEqual(answers.map((_, rank) => rank));
  });

  it('tells an empty register from one that could not be read', async () => {
    const nobody = { registry, holder: { idNumber: '142629198703124515' } };
    expect(await system.queryProperties(nobody)).toMatchObject({ properties: [], unread: [] });
    await faults({ down: true });
    await expect(system.queryProperties(nobody)).rejects.toThrow(FateUnknown);
    await faults({ errorRate: 1 });
    await expect(system.queryProperties(nobody)).rejects.toMatchObject({ answered: true });
    await expect(system.findByReference(registry, 'x')).rejects.toThrow(FateUnknown);
    await expect(system.eventsAfter(0)).rejects.toThrow(FateUnknown);
    await faults({ delayMs: 500 });
    await expect(system.queryProperties(nobody)).rejects.toMatchObject({ answered: false });
    await faults({ rules: [{ registry, unitNumber, unreadable: '系统维护' }] });
    expect(await system.queryProperties(query)).toMatchObject({ properties: [], unread: ['系统维护'] });
  });

  it('tells what was refused and what was not understood from what is unknown', async () => {
    await faults({ refuse: '登记系统升级，暂不办理' });
    expect(await system.seal(order('no'))).toEqual({ status: 'refused', code: 'refused', reason: '登记系统升级，暂不办理' });
    await faults({});
    expect(await system.unseal(about('u', 'no'))).toMatchObject({ status: 'refused', code: 'no-such-seal' });
    await expect(system.seal(order('no', { until: '2027-01-01' }))).rejects.toThrow(BackEndRejection);
    await expect(system.seal(order('bad', { unitNumber: '1' }))).rejects.toThrow(BackEndRejection);
    expect(await operations()).toEqual(['no', 'u']);
  });

  it('knows that nothing was done when nobody listens', async () => {
    await expect(new HttpRegistry(`http://127.0.0.1:${await freePort()}`, settings).seal(order('x'))).rejects.toThrow(BackEndUnreachable);
  });

  it('fails fast after repeated failures of one registry, not of another, and tries again after a pause', async () => {
    let now = 0;
    const careful = new HttpRegistry(url, { timeoutMs: 300, pausesMs: [], circuit: { failures: 3, openMs: 1000 } }, () => now);
    await faults({ rules: [{ registry, errorRate: 1 }] });
    for (let n = 0; n < 3; n += 1) await expect(careful.queryProperties(query)).rejects.toThrow(FateUnknown);
    await expect(careful.queryProperties(query)).rejects.toThrow(BackEndUnreachable);
    await expect(careful.queryProperties({ ...query, registry: 'land-registry-141031' })).resolves.toMatchObject({ unread: [] });
    await faults({});
    now = 1000;
    await expect(careful.queryProperties(query)).resolves.toMatchObject({ unread: [] });
  });
});

describe('HttpRegistry against a registration system that lies', () => {
  it.each([
    ['an error page', '<html>', 200], ['an error in a good answer', '{"error":"timeout"}', 200], ['a bare empty list', '[]', 200], ['an empty object', '{}', 200],
    ['properties without a time', '{"properties":[],"unread":[],"complete":true,"source":"x"}', 200], ['a 404 of a proxy', '{"properties":[]}', 404],
    ['a waiting seal in effect', '{"status":"waiting","rank":0,"at":"2025-03-03T10:00:00+08:00"}', 200],
  ])('never takes %s for "nothing there"', async (_name, body, status) => {
    const liar = await listening(createServer((_request, response) => response.writeHead(status).end(body)));
    const system = new HttpRegistry(urlOf(liar), { ...settings, pausesMs: [] });
    await expect(system.queryProperties(query)).rejects.toThrow();
    await expect(system.findByReference(registry, 'x')).rejects.toThrow(FateUnknown);
    for (const asked of [system.seal(order('x')), system.unseal(about('x', 's')), system.renew({ ...about('x', 's'), from: '2025-03-03', until: '2028-03-02' }), system.eventsAfter(0)]) await expect(asked).rejects.toThrow();
    await closed(liar);
  });

  it('gives up on an answer that begins and never ends', async () => {
    const stalling = await listening(createServer((_request, response) => void response.writeHead(200).write('{"properties":')));
    await expect(new HttpRegistry(urlOf(stalling), { ...settings, pausesMs: [] }).seal(order('x'))).rejects.toThrow(FateUnknown);
    await closed(stalling);
  });

  it('counts units that cannot be read, and an incomplete search', async () => {
    const good = { unitNumber, location: '某小区2号楼', ownership: 'sole', mortgages: [], seals: [] };
    const answers = [{ properties: [good, { ...good, location: 1 }], complete: true }, { properties: [], complete: false }];
    const odd = await listening(createServer((_request, response) => response.end(JSON.stringify({ source: 'x', asOf: '2025-03-03T10:00:00+08:00', unread: [], ...answers.shift() }))));
    const system = new HttpRegistry(urlOf(odd), settings);
    expect(await system.queryProperties(query)).toMatchObject({ properties: [good], unread: ['1 项不动产的数据无法识别'] });
    expect(await system.queryProperties(query)).toMatchObject({ properties: [], unread: ['不动产登记系统未完成全部查询'] });
    await closed(odd);
  });
});

function listening(server: Server): Promise<Server> {
  return new Promise((resolve) => { server.listen(0, '127.0.0.1', () => resolve(server)); });
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;
const urlOf = (server: Server): string => `http://127.0.0.1:${portOf(server)}`;

async function freePort(): Promise<number> {
  const server = await listening(createServer());
  const port = portOf(server);
  await closed(server);
  return port;
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
