import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { Pool } from 'pg';
import { catalogue, coordinatorOpenapi } from '@lianzhi/contracts';
import { journalMigrations, MemoryBroker, MemoryBus } from '@lianzhi/exchange';
import { createHttpApp, createLogger, FileBusinessClock } from '@lianzhi/platform';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database';
import { coordinatorMigrations } from '../coordinator-migrations';
import { testInstallation, type TestInstallation, type TestRequest } from '../testing/fake-desks';
import { runTestCoordinator, untilSettled, type RunningTestCoordinator } from '../testing/running-coordinator';
import { ApiModule } from './api-module';

jest.setTimeout(60_000);

const court = 'court-140108';
const police = 'police-140108';

describe('the coordinator over HTTP', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lianzhi-coordinator-'));
  const [clockFile, discoveryFile] = [join(folder, 'clock'), join(folder, 'discovery.json')];
  const clock = new FileBusinessClock(clockFile);
  const errors: unknown[] = [];
  let database: TestDatabase;
  let pool: Pool;
  let jwks: Server;
  let running: RunningTestCoordinator;
  let installation: TestInstallation;
  let app: NestExpressApplication;
  let base: string;
  let signFor: (time: string, organisation: string, ...roles: string[]) => Promise<string>;
  const sign = (organisation: string, ...roles: string[]) => signFor('1h', organisation, ...roles);
  let asked: TestRequest;

  beforeAll(async () => {
    database = await createTestDatabase('coordinator_api', [...journalMigrations, ...coordinatorMigrations]);
    pool = new Pool({ connectionString: database.url, max: 8, pipeline: true });
    pool.on('error', () => undefined);
    const { publicKey, privateKey } = await generateKeyPair('ES256');
    const key = { ...(await exportJWK(publicKey)), kid: 'k', alg: 'ES256' };
    jwks = createServer((_request, response) => response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [key] }))).listen(0, '127.0.0.1');
    await new Promise((resolve) => jwks.once('listening', resolve));
    const issuer = `http://127.0.0.1:${(jwks.address() as AddressInfo).port}`;
    signFor = (time, organisation, ...roles) => new SignJWT({ organisation, roles, client_id: `${organisation}-system` })
      .setProtectedHeader({ alg: 'ES256', kid: 'k' }).setIssuer(issuer).setAudience('urn:lianzhi:api').setSubject(`${organisation}-system`).setExpirationTime(time).sign(privateKey);
    const broker = new MemoryBroker({ autoCreatePartitions: 2 });
    installation = await testInstallation(new MemoryBus(broker), clock);
    running = await runTestCoordinator({ pool, broker, clock, installation, onError: (where, error) => errors.push([where, error]) });
    const config = { agency: 'coordinator', oidc: { issuer, audience: 'urn:lianzhi:api', jwksUri: `${issuer}/jwks` }, clockFile, discoveryFile };
    app = await createHttpApp(ApiModule.around(running.coordinator), { config, logger: createLogger('coordinator', { level: 'silent' }), openapi: coordinatorOpenapi(catalogue) });
    await app.listen(0, '127.0.0.1');
    base = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
    await play();
  }, 60_000);

  afterAll(async () => {
    await app?.close();
    await running?.stop();
    jwks?.close();
    await pool.end();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
    expect(errors).toEqual([]);
  });

  async function call(method: string, path: string, { as = ['supervisor-140000', 'supervisor'], body }: { as?: [string, ...string[]] | null; body?: unknown } = {}) {
    const response = await fetch(`${base}${path}`, {
      method, headers: { ...(as && { authorization: `Bearer ${await sign(...as)}` }), ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as any }; // eslint-disable-line @typescript-eslint/no-explicit-any
  }
  const get = (path: string, ...as: string[]) => call('GET', path, as.length > 0 ? { as: as as [string, ...string[]] } : {});

  async function at(now: string): Promise<void> {
    expect((await call('PUT', '/v1/clock', { as: null, body: { now } })).status).toBe(200);
    await untilSettled([running.coordinator]);
  }

  /** The story `no-answer` up to the urge. */
  async function play(): Promise<void> {
    const { desks } = installation;
    await at('2025-09-26T15:00:00+08:00');
    asked = await desks.submit(court, police);
    await desks.send(asked, police, 'taken', { of: 1 });
    await at('2025-09-26T15:30:00+08:00');
    await desks.send(asked, police, 'accepted');
    await desks.submit('court-140100', 'police-150207', 'query-person', 'urgent');
    await at('2025-10-01T00:02:00+08:00');
  }

  it('shows one request with obligations, booked time and escalations', async () => {
    const { status, body } = await get(`/v1/requests/${asked.id}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: asked.id, state: 'accepted', flags: ['overdue', 'escalated'], lateness: 'overdue', from: court, to: police, turn: police, dueAt: '2025-10-01T00:00:00+08:00' });
    expect(body.obligations.find(({ name }: { name: string }) => name === 'answer')).toMatchObject({ owedBy: police, state: 'breached', dueAt: '2025-10-01T00:00:00+08:00' });
    expect(body.obligations[0].derivation.length).toBeGreaterThan(1);
    expect(body.escalations).toContainEqual(expect.objectContaining({ step: 1, to: 'court-140100', obligation: 'answer', at: '2025-10-01T00:00:00+08:00' }));
    expect(body.bookedTime).toEqual({ [court]: 0, [police]: 4 * 86_400 + 9 * 3_600 + 120 });
    expect((await get(`/v1/requests/${asked.id}/timeline`)).body.items.map(({ name }: { name: string }) => name)).toEqual(expect.arrayContaining(['submitted', 'taken', 'accepted', 'breach', 'escalation']));
  });

  it('shows nobody what is not theirs, and records that', async () => {
    for (const as of [[court, 'system'], ['court-140000', 'system'], [police, 'officer'], ['supervisor-000000', 'supervisor']]) {
      expect((await get(`/v1/requests/${asked.id}`, ...as)).status).toBe(200);
    }
    expect((await get(`/v1/requests/${asked.id}`, 'bank-icbc-140108', 'system')).status).toBe(404);
    expect((await pool.query('SELECT organisation, request_id, action FROM access_refusal')).rows).toEqual([{ organisation: 'bank-icbc-140108', request_id: asked.id, action: 'read' }]);
    expect((await get('/v1/requests', 'bank-icbc-140108', 'system')).body.items).toEqual([]);
    expect((await get('/v1/requests/0', 'bank-icbc-140108', 'system')).status).toBe(404);
    expect((await call('GET', '/v1/requests', { as: null })).status).toBe(401);
  });

  it('is not for parties, whose token names the court and not what else it does', async () => {
    const paths = [
      '/v1/requests', `/v1/requests/${asked.id}`, `/v1/requests/${asked.id}/timeline`, `/v1/threads/${asked.id}`, '/v1/obligations', '/v1/board', '/v1/indicators', '/v1/alerts', '/v1/events', '/v1/organisations',
    ];
    for (const path of paths) for (const roles of [['party'], []]) expect([path, roles, (await get(path, court, ...roles)).status]).toEqual([path, roles, 403]);
    for (const path of [`/v1/requests/${asked.id}/urges`, `/v1/alerts/${asked.id}/acknowledgement`]) expect((await call('POST', path, { as: [court, 'party'] })).status).toBe(403);
  });

  it('shows a thread across agencies, each step to those who may see it', async () => {
    const { status, body } = await get(`/v1/threads/${asked.id}`);
    expect([status, body.hidden, body.requests.map(({ id }: { id: string }) => id)]).toEqual([200, 0, [asked.id]]);
    expect(body.items.map(({ name, request, type }: Record<string, string>) => [name, request, type])).toEqual(expect.arrayContaining([['submitted', asked.id, 'query-person'], ['accepted', asked.id, 'query-person'], ['breach', asked.id, 'query-person']]));
    const instants = body.items.map(({ at: instant }: { at: string }) => Date.parse(instant));
    expect(instants).toEqual([...instants].sort((a, b) => a - b));
    await pool.query(`UPDATE tracked_request SET thread = $1 WHERE to_org = 'police-150207'`, [asked.id]);
    expect((await get(`/v1/threads/${asked.id}`, 'supervisor-000000', 'supervisor')).body).toMatchObject({ hidden: 0, requests: [{ to: police }, { to: 'police-150207' }] });
    expect((await get(`/v1/threads/${asked.id}`, police, 'officer')).body).toMatchObject({ hidden: 1, requests: [{ id: asked.id }] });
    await pool.query(`UPDATE tracked_request SET thread = id::text WHERE to_org = 'police-150207'`);
    expect((await get(`/v1/threads/${asked.id}`, 'bank-icbc-140108', 'system')).status).toBe(404);
    expect((await get('/v1/threads/0')).status).toBe(404);
    await pool.query(`DELETE FROM access_refusal WHERE action = 'thread'`);
  });

  it('lists with filters and cursor', async () => {
    const ids = async (query: string) => (await get(`/v1/requests?${query}`, 'supervisor-000000', 'supervisor')).body.items.map(({ id }: { id: string }) => id);
    expect(await ids('')).toHaveLength(2);
    expect(await ids(`q=${asked.id}`)).toEqual([asked.id]);
    for (const query of [`from=${court}`, 'state=accepted', `to=${police}`, `owedBy=${police}`, `from=${court}&agency=police&region=140000&lateness=overdue&flag=escalated&type=query-person&urgency=ordinary`]) {
      expect(await ids(query)).toEqual([asked.id]);
    }
    const first = (await get('/v1/requests?limit=1', 'supervisor-000000', 'supervisor')).body;
    const second = (await get(`/v1/requests?limit=1&cursor=${first.nextCursor}`, 'supervisor-000000', 'supervisor')).body;
    expect([first.items[0].id, second.items[0].id].sort()).toEqual((await ids('')).sort());
    expect(second.nextCursor).toBeNull();
    for (const query of ['limit=0', 'limit=201', 'state=odd', 'type=odd', 'agency=odd', 'region=14', 'lateness=odd', 'cursor=odd']) expect((await get(`/v1/requests?${query}`)).status).toBe(422);
  });

  it('lists obligations, what is due first at the top', async () => {
    const { body } = await get(`/v1/obligations?state=breached&owedBy=${police}`);
    expect(body.items).toMatchObject([{ request: asked.id, name: 'answer', state: 'breached', nextStep: 'escalation-2' }]);
    const all: string[] = [];
    for (let cursor = ''; ;) {
      const page = (await get(`/v1/obligations?limit=1${cursor && `&cursor=${cursor}`}`, 'supervisor-000000', 'supervisor')).body;
      all.push(...page.items.map((item: { request: string; name: string }) => `${item.request} ${item.name}`));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(new Set(all).size).toBe(all.length);
    expect(all).toHaveLength((await get('/v1/obligations', 'supervisor-000000', 'supervisor')).body.items.length);
    expect((await get('/v1/obligations?state=late')).status).toBe(422);
  });

  it('counts on the board', async () => {
    const { body } = await get('/v1/board');
    expect(body.total).toEqual({ total: 2, inTime: 0, atRisk: 0, overdue: 2 });
    expect(body.byAgency).toMatchObject([{ agency: 'police', total: 2, title: { en: 'Police' } }]);
    expect(body.byRegion.map(({ region }: { region: string }) => region)).toEqual(['140108', '150207']);
    expect((await get('/v1/board', police, 'officer')).body.total.total).toBe(1);
    expect(body.byTurn).toMatchObject([{ turn: 'recipient', total: 2 }]);
    expect(body.byRecipient).toMatchObject([{ agency: 'police', total: 2, waitingForIt: { total: 2, overdue: 2 } }]);
  });

  it('lists behind each number of the board what it counts, what is due first at the top', async () => {
    const list = async (filter: string) => (await get(`/v1/requests?sort=due${filter}`)).body as { items: { id: string; dueAt: string }[]; nextCursor: string | null };
    const { items } = await list('&lateness=overdue');
    expect(items.map(({ dueAt }) => dueAt)).toEqual(items.map(({ dueAt }) => dueAt).sort());
    for (const [filter, n] of [['&toAgency=police&turn=recipient', 2], ['&turn=requester', 0], ['&turnRegion=140100', 1], ['&turnRegion=150000', 1], ['&turnRegion=150000&turnRegionOnly=true', 0], ['&turnRegion=150207&turnRegionOnly=true', 1], ['&toAgency=bank', 0]] as const) {
      expect([filter, (await list(filter)).items.length]).toEqual([filter, n]);
      expect([filter, (await get(`/v1/board?${filter}`)).body.total.total]).toEqual([filter, n]);
    }
    const first = await list('&limit=1');
    const second = await list(`&limit=1&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(items.map(({ id }) => id));
    expect(second.nextCursor).toBeNull();
    expect((await get('/v1/requests?sort=due&cursor=eA')).status).toBe(422);
    expect(JSON.stringify((await get('/v1/requests?turnRegion=14')).body.errors)).toContain('turnRegion');
  });

  it('tells the end of each of the last days', async () => {
    const { body } = await get('/v1/days?days=30');
    expect(body.days).toHaveLength(30);
    const { total } = (await get('/v1/board')).body;
    expect(body.days.at(-1)).toMatchObject({ open: total.total, atRisk: total.atRisk, overdue: total.overdue });
    expect(body.days[0]).toMatchObject({ overdue: 0 });
    expect(body.byAgency).toMatchObject([{ agency: 'police', title: { zh: '公安机关' } }]);
    expect((await get('/v1/days?toAgency=bank')).body.days.at(-1).open).toBe(0);
    for (const days of ['0', '93', 'x']) expect((await get(`/v1/days?days=${days}`)).status).toBe(422);
  });

  it('a supervisor urges who owes; others may not', async () => {
    await at('2025-10-09T09:00:00+08:00');
    expect((await call('POST', `/v1/requests/${asked.id}/urges`, { as: [court, 'system'] })).status).toBe(403);
    expect((await call('POST', `/v1/requests/${asked.id}/urges`, { as: ['supervisor-150000', 'supervisor'] })).status).toBe(404);
    expect((await call('POST', `/v1/requests/${asked.id}/urges`, { body: { reason: 3 } })).status).toBe(422);
    const urged = await call('POST', `/v1/requests/${asked.id}/urges`, { body: { reason: '请尽快反馈' } });
    expect(urged).toMatchObject({ status: 201, body: { to: police, by: 'supervisor-140000', at: '2025-10-09T09:00:00+08:00' } });
    await untilSettled([running.coordinator]);
    expect((await installation.desks.notices('police', asked)).at(-1)).toMatchObject({ type: 'lianzhi.notice.urge.v1', recipient: police, obligation: 'answer' });
    expect((await get(`/v1/requests/${asked.id}`)).body.urges).toMatchObject([{ by: 'supervisor-140000', reason: '请尽快反馈' }]);
  });

  it('a supervisor hands a matter up: the next rung is told at once, and the one after it the next time', async () => {
    const path = `/v1/requests/${asked.id}/escalations`;
    expect((await call('POST', path, { as: [court, 'system'], body: { reason: '拖延' } })).status).toBe(403);
    expect((await call('POST', path, { as: ['supervisor-150000', 'supervisor'], body: { reason: '拖延' } })).status).toBe(404);
    expect((await call('POST', path, { body: { reason: ' ' } })).status).toBe(422);
    // By the rules the first rung was told at the breach; whoever hands it up is not told of it.
    const handed = await call('POST', path, { body: { reason: '拖延两周' } });
    expect(handed).toMatchObject({ status: 201, body: { by: 'supervisor-140000', step: 2, obligation: 'answer', to: ['court-140000'] } });
    expect((await call('POST', path, { body: { reason: '仍无答复' } })).body).toMatchObject({ step: 3 });
    expect((await get(`/v1/requests/${asked.id}`)).body.handedUp).toMatchObject([{ by: 'supervisor-140000', step: 2, reason: '拖延两周' }, { step: 3, reason: '仍无答复' }]);
    // Whether it has a desk or not, whoever is told finds it among the alerts here.
    expect((await get('/v1/alerts?acknowledged=false', 'court-140000', 'system')).body.items[0]).toMatchObject({ kind: 'escalation', request: asked.id, step: 'escalation-2' });
    await untilSettled([running.coordinator]);
    expect(await installation.desks.notices('court', asked)).toContainEqual(expect.objectContaining({ type: 'lianzhi.notice.escalation.v1', recipient: 'court-140000', step: 'escalation-2' }));
    // Both ends are told as well; the words are in the encrypted data alone.
    const toPolice = (await installation.desks.notices('police', asked)).filter(({ type, step }) => type === 'lianzhi.notice.escalation.v1' && step === 'escalation-2');
    expect(toPolice).toMatchObject([{ recipient: police, obligation: 'answer', datacontenttype: 'application/jose' }]);
    expect(JSON.stringify(toPolice)).not.toContain('拖延');
  });

  it('whoever looks at what both sides did says why, and that stands at the request', async () => {
    const path = `/v1/requests/${asked.id}/openings`;
    expect((await call('POST', path, { as: [court, 'officer'], body: { reason: 'x' } })).status).toBe(403);
    expect((await call('POST', path, { body: {} })).status).toBe(422);
    expect((await call('POST', path, { body: { reason: '节后督办' } })).status).toBe(201);
    expect((await get(`/v1/requests/${asked.id}`, court, 'officer')).body.openings).toMatchObject([{ by: 'supervisor-140000', reason: '节后督办' }]);
    await untilSettled([running.coordinator]);
    for (const [operator, recipient] of [['court', court], ['police', police]] as const) {
      expect((await installation.desks.notices(operator, asked)).filter(({ type }) => type === 'lianzhi.notice.opened.v1')).toMatchObject([{ recipient }]);
    }
    expect((await get('/v1/alerts?acknowledged=false', police, 'officer')).body.items.filter(({ kind }: { kind: string }) => kind === 'opened')).toEqual([]);
  });

  it('indicators: answered, but not in time; closed when nothing is owed', async () => {
    const { desks } = installation;
    await at('2025-10-09T11:00:00+08:00');
    await desks.send(asked, police, 'answered', { outcome: 'partial' });
    await at('2025-10-09T12:00:00+08:00');
    await desks.send(asked, court, 'closed');
    await desks.send(asked, police, 'taken', { of: 2 });
    await untilSettled([running.coordinator]);
    expect((await get(`/v1/indicators?request=${asked.id}`)).body).toMatchObject({ submitted: 1, answered: 1, answeredInTime: 0, closed: 1, breached: 1, answeredInTimeRate: 0 });
    const all = (await get('/v1/indicators')).body;
    expect(all).toMatchObject({ submitted: 2, answered: 1, byType: [{ type: 'query-person', title: { en: expect.any(String) }, submitted: 2 }], byAgency: [{ agency: 'police', title: { en: 'Police' } }] });
    expect(all.byOrganisation.map(({ organisation }: { organisation: string }) => organisation)).toEqual([police, 'police-150207']);
    expect((await get('/v1/indicators?submittedFrom=2025-10-01T00:00:00%2B08:00')).body.submitted).toBe(0);
    const { body } = await get(`/v1/requests/${asked.id}`);
    expect(body.bookedTime[court]).toBe(3_600);
    expect(body).toMatchObject({ state: 'closed', turn: null, dueAt: null, lateness: 'in_time' });
    expect((await call('POST', `/v1/requests/${asked.id}/urges`)).status).toBe(409);
  });

  it('alerts superiors, once, and takes their acknowledgement', async () => {
    const { body } = await get('/v1/alerts', 'court-140100', 'system');
    expect(body.items).toMatchObject([{ kind: 'escalation', level: 'critical', request: asked.id, step: 'escalation-1', acknowledgedAt: null }]);
    const { id } = body.items[0];
    expect((await call('POST', `/v1/alerts/${id}/acknowledgement`)).status).toBe(404);
    const acknowledge = (body: unknown) => call('POST', `/v1/alerts/${id}/acknowledgement`, { as: ['court-140100', 'system'], body });
    expect((await acknowledge({ note: 3 })).status).toBe(422);
    const acknowledged = { acknowledgedAt: '2025-10-09T12:00:00+08:00', acknowledgedBy: 'court-140100-system', note: '已电话督办' };
    expect((await acknowledge({ note: '已电话督办' })).body).toMatchObject(acknowledged);
    // Once: what was written stays.
    expect((await acknowledge({ note: '另一条' })).body).toMatchObject(acknowledged);
    expect((await get('/v1/alerts?acknowledged=false', 'court-140100', 'system')).body.items).toEqual([]);
  });

  it('sends events from a position on, only of what may be seen', async () => {
    const read = async (as: [string, ...string[]], wanted: number): Promise<string> => {
      const stop = new AbortController();
      const response = await fetch(`${base}/v1/events`, { headers: { authorization: `Bearer ${await sign(...as)}`, 'last-event-id': '0' }, signal: AbortSignal.any([stop.signal, AbortSignal.timeout(1_500)]) });
      let text = '';
      try {
        for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
          text += chunk;
          if (text.split('event: request').length > wanted) break;
        }
      } catch {
        // The time is over: what came is judged.
      }
      stop.abort();
      return text;
    };
    const seen = await read([police, 'officer'], 5);
    const types = [...seen.matchAll(/"type":"([^"]+)"/g)].map(([, type]) => type);
    // As at the desks, and as the timeline names them.
    expect(types).toEqual(expect.arrayContaining(['submitted', 'taken', 'accepted']));
    expect(types.filter((type) => type!.includes('.'))).toEqual([]);
    expect(seen).not.toContain('police-150207');
    expect(await read(['bank-icbc-140108', 'system'], 1)).not.toContain('event: request');
  });

  it('ends a stream with the token of its reader', async () => {
    const token = await signFor('2s', police, 'officer');
    const response = await fetch(`${base}/v1/events`, { headers: { authorization: `Bearer ${token}` }, signal: AbortSignal.timeout(8_000) });
    expect(await response.text()).toContain('retry:');
  });

  it('lists organisations', async () => {
    expect((await get('/v1/organisations?agency=police', court, 'system')).body.items).toHaveLength(2);
    expect((await get('/v1/organisations?limit=3', court, 'system')).body).toMatchObject({ items: { length: 3 }, nextCursor: expect.any(String) });
  });

  it('keeps a clock that can be set, and real time again', async () => {
    for (const body of [{}, { now: '2025-10-01' }, { now: 5 }, []]) expect((await call('PUT', '/v1/clock', { as: null, body })).status).toBe(422);
    expect((await call('GET', '/v1/clock', { as: null })).body).toMatchObject({ now: '2025-10-09T12:00:00+08:00', settled: true });
    writeFileSync(discoveryFile, '{"services":{}}');
    expect((await call('GET', '/.well-known/lianzhi-local.json', { as: null })).status).toBe(503);
    expect((await call('DELETE', '/v1/clock', { as: null })).status).toBe(204);
    expect((await call('GET', '/v1/clock', { as: null })).body.offset).toBe(0);
    expect((await call('GET', '/.well-known/lianzhi-local.json', { as: null })).body).toEqual({ services: {} });
    await at('2025-10-10T00:00:00+08:00');
    expect((await call('GET', '/.well-known/lianzhi-local.json', { as: null })).status).toBe(200);
  });

  it('describes itself', async () => {
    const { body } = await call('GET', '/openapi.json', { as: null });
    expect(body.components.schemas.RequestFlag.enum).toContain('escalated');
    const refs = [...JSON.stringify(body).matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name!);
    expect(refs.filter((name) => body.components.schemas[name] === undefined)).toEqual([]);
  });
});
