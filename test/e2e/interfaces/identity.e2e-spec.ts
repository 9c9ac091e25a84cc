import { connect, disconnect } from './connect';
import type { ApiClient, Json } from './api-client';
import { bank, court, debtor, newCaseNumber, police, putCase, submit, upload } from './exchange-world';

const claimsOf = (token: string): Json => JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString('utf8'));

describe('identity', () => {
  let api: ApiClient;
  beforeAll(async () => { api = await connect(); });
  afterAll(disconnect);

  it('every organisation of the directory has a client', async () => {
    const codes: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Json = await api.expect(200, court, `/v1/organisations?limit=40${cursor && `&cursor=${cursor}`}`);
      codes.push(...page.items.map(({ code }: Json) => code as string));
      cursor = page.nextCursor;
    }
    expect(new Set(codes).size).toBe(codes.length);
    const clients = api.discovery.clients.map(({ clientId, organisation }) => `${organisation} ${clientId}`);
    for (const code of codes) expect(clients).toContain(`${code} ${code}-system`);
  });

  it.each(['basic', 'post'] as const)('gives a JWT for client_credentials by %s, with no further parameters', async (how) => {
    const token = await api.fetchToken(`${court}-system`, how);
    expect(claimsOf(token)).toMatchObject({ organisation: court, roles: ['system'], iss: api.discovery.issuer });
    expect([claimsOf(token).aud].flat()).toContain('urn:lianzhi:api');
    expect((await api.at(court, '/v1/requests', { as: `Bearer ${token}` })).status).toBe(200);
    expect(claimsOf(await api.fetchToken('supervisor-140000-system', how)).roles).toContain('supervisor');
  });

  it('refuses a wrong secret, and tokens that are forged, for another audience or missing', async () => {
    const refused = await fetch(`${api.discovery.issuer}/token`, { method: 'POST', headers: { authorization: `Basic ${Buffer.from(`${court}-system:wrong`).toString('base64')}` }, body: new URLSearchParams({ grant_type: 'client_credentials' }) });
    expect(refused.status).toBe(401);
    const token = await api.token(court);
    const [head, , signature] = token.split('.');
    const forged = `${head}.${Buffer.from(JSON.stringify({ ...claimsOf(token), organisation: 'court-140108' })).toString('base64url')}.${signature}`;
    for (const as of [null, 'Bearer abc', `Bearer ${forged}`]) {
      const answer = await api.at(court, '/v1/requests', { as });
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    }
    // Other paths of the same desk are no different, and the token is looked at before anything else.
    for (const [path, call] of [['/v1/documents', { method: 'POST' }], ['/v1/alerts', {}], ['/v1/events', {}], ['/v1/catalogue', {}], ['/v1/requests', { body: {} }]] as const) {
      expect((await api.at(court, path, { ...call, as: null })).status).toBe(401);
    }
    for (const path of ['/v1/requests', '/v1/obligations', '/v1/board', '/v1/indicators', '/v1/alerts', '/v1/events', '/v1/organisations']) {
      expect((await api.call('coordinator', path)).status).toBe(401);
    }
  });

  it('refuses a token of an organisation that the desk does not run: 403', async () => {
    for (const [service, as] of [['court', police], ['police', court], ['bank', court], ['court', 'supervisor-140000'], ['police', 'supervisor-000000']] as const) {
      for (const path of ['/v1/requests', '/v1/catalogue', '/v1/alerts', '/v1/events', '/v1/requests/0198c2f0-0000-7000-8000-000000000000']) {
        expect((await api.call(service, path, { as })).status).toBe(403);
      }
      expect((await api.call(service, '/v1/requests', { as, body: { nonsense: true } })).status).toBe(403);
    }
    expect((await api.call('court', `/v1/cases/${encodeURIComponent(newCaseNumber())}`, { method: 'PUT', as: police, body: {} })).status).toBe(403);
  });

  it('an organisation never sees or moves what belongs to another: 404', async () => {
    const { id } = await submit(api, 'query-person', police);
    const document = await upload(api, court, '协助查询通知书');
    for (const stranger of ['court-140108', 'court-140000', 'police-140108']) {
      for (const path of [`/v1/requests/${id}`, `/v1/requests/${id}/timeline`, `/v1/documents/${document.id}`]) expect((await api.at(stranger, path)).status).toBe(404);
      for (const move of ['accept', 'replies', 'withdrawal', 'urges']) expect((await api.at(stranger, `/v1/requests/${id}/${move}`, { body: { nonsense: 1 } })).status).toBe(404);
      expect((await api.expect(200, stranger, `/v1/requests?q=${id}`)).items).toEqual([]);
    }
    expect((await api.call('coordinator', `/v1/requests/${id}`, { as: bank })).status).toBe(404);
    const caseNumber = newCaseNumber();
    await putCase(api, court, caseNumber, debtor);
    expect((await api.at('court-140108', `/v1/cases/${encodeURIComponent(caseNumber)}`)).status).toBe(404);
  });
});
