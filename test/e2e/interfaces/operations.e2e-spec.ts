import { randomBytes } from 'node:crypto';
import { until, type ApiClient, type Json } from './api-client';
import { connect, disconnect, readLogs } from './connect';
import { court, debtor, exampleBody, inState, police } from './exchange-world';

describe('what operators need', () => {
  let api: ApiClient;
  const get = (service: string, path: string) => fetch(`${api.urlOf(service)}${path}`);
  beforeAll(async () => { api = await connect(); });
  afterAll(disconnect);

  it('every service tells that it is alive and ready, and its metrics', async () => {
    for (const service of Object.keys(api.discovery.services)) {
      for (const path of ['/health/live', '/health/ready']) expect([service, path, (await get(service, path)).status]).toEqual([service, path, 200]);
      const metrics = await get(service, '/metrics');
      expect(metrics.headers.get('content-type')).toMatch(/^text\/plain/);
      const text = await metrics.text();
      expect(text).toMatch(/^# TYPE \S+ (counter|gauge|histogram)$/m);
      expect(text).toContain('process_resident_memory_bytes');
      for (const line of text.split('\n').filter((one) => one !== '' && !one.startsWith('#'))) expect(line).toMatch(/^[a-zA-Z_:][\w:]*(\{.*\})? (-?[\d.e+-]+|NaN|[+-]Inf)( \d+)?$/);
    }
  });

  it('every service describes itself: OpenAPI 3.1, pages, AsyncAPI 3', async () => {
    for (const service of Object.keys(api.discovery.services)) {
      const document = await api.openapi(service);
      expect(document).toMatchObject({ openapi: expect.stringMatching(/^3\.1\./), info: { title: expect.any(String), version: expect.any(String) } });
      expect(lint(document)).toEqual([]);
      const states = document.components.schemas;
      expect(states.RequestState.enum).toEqual(['submitted', 'delivered', 'accepted', 'information_requested', 'answered', 'returned', 'withdrawn', 'undeliverable', 'closed']);
      expect(states.RequestFlag.enum).toEqual(['overdue', 'at_risk', 'escalated', 'unconfirmed', 'late_published', 'suspected_duplicate']);
      const page = await get(service, '/docs');
      expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringMatching(/^text\/html/)]);
      expect(await (await get(service, '/asyncapi.json')).json()).toMatchObject({ asyncapi: expect.stringMatching(/^3\./) });
    }
    expect((await api.openapi('court')).paths).toHaveProperty(['/v1/cases/{caseNumber}']);
    for (const move of ['accept', 'return', 'replies', 'information-requests', 'supplements', 'extensions', 'withdrawal', 'urges', 'closure', 'objection', 'measure-changes']) {
      expect((await api.openapi('police')).paths).toHaveProperty([`/v1/requests/{id}/${move}`]);
    }
  });

  it('one trace goes through court, police and coordinator, and no log holds an ID number', async () => {
    const traceId = randomBytes(16).toString('hex');
    const headers = { traceparent: `00-${traceId}-${randomBytes(8).toString('hex')}-01` };
    const sent = await api.at(court, '/v1/requests', { body: await exampleBody(api, 'query-person', police), headers });
    expect([sent.status, sent.headers.get('traceparent')]).toEqual([201, expect.stringContaining(traceId)]);
    await inState(api, police, sent.body.id as string, 'delivered');
    await until(() => api.call('coordinator', `/v1/requests/${sent.body.id}`, { as: court }), ({ status, body }) => status === 200 && body.state === 'delivered');
    const traced = () => Promise.resolve(readLogs().filter(({ text }) => text.includes(traceId)).map(({ service }) => service));
    expect(new Set(await until(traced, (services) => ['court', 'police', 'coordinator'].every((service) => services.includes(service)), { ms: 5_000 }))).toEqual(new Set(['court', 'police', 'coordinator']));
    for (const { service, text } of readLogs()) {
      expect([service, text.includes(debtor.idNumber), /\b[1-9]\d{5}(?:19|20)\d{9}[\dX]\b/.exec(text)?.[0]]).toEqual([service, false, undefined]);
      if (['court', 'police', 'bank', 'coordinator'].includes(service)) for (const line of text.split('\n').filter((one) => one !== '')) expect(() => JSON.parse(line) as unknown).not.toThrow();
    }
  });
});

/** What a validator of OpenAPI 3.1 would find first. */
function lint(document: Json): string[] {
  const faults: string[] = [];
  const operations = new Set<string>();
  for (const [path, item] of Object.entries<Json>(document.paths)) {
    if (!path.startsWith('/')) faults.push(`${path} is no path`);
    for (const [method, operation] of Object.entries<Json>(item)) {
      const where = `${method} ${path}`;
      if (operations.has(operation.operationId)) faults.push(`${where}: operationId twice`);
      operations.add(operation.operationId);
      const inPath = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
      const described = (operation.parameters ?? []).filter((one: Json) => one.in === 'path').map(({ name }: Json) => name as string);
      if (JSON.stringify(inPath) !== JSON.stringify(described)) faults.push(`${where}: path parameters ${described}`);
      for (const parameter of operation.parameters ?? []) if (!parameter.name || !parameter.in || !parameter.schema || (parameter.in === 'path' && parameter.required !== true)) faults.push(`${where}: parameter ${parameter.name}`);
      if (Object.keys(operation.responses as object).length === 0) faults.push(`${where}: no response`);
      for (const [status, response] of Object.entries<Json>(operation.responses)) if (!/^[1-5]\d\d$/.test(status) || typeof response.description !== 'string') faults.push(`${where}: response ${status}`);
    }
  }
  for (const [, ref = ''] of JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)) {
    const found: Json = ref.startsWith('#/') && ref.slice(2).split('/').reduce((node: Json, part) => node?.[decodeURIComponent(part).replace(/~1/g, '/').replace(/~0/g, '~')], document);
    if (!found) faults.push(`${ref} leads nowhere`);
  }
  return faults;
}
