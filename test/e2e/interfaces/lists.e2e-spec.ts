import { createHash, randomBytes } from 'node:crypto';
import { until, type ApiClient, type Json } from './api-client';
import { connect, disconnect } from './connect';
import { court, debtor, exampleBody, newCaseNumber, otherCourt, police, putCase, submit, upload } from './exchange-world';

describe('lists, documents and alerts', () => {
  let api: ApiClient;
  beforeAll(async () => { api = await connect(); });
  afterAll(disconnect);

  async function walk(organisation: string, path: string): Promise<Json[]> {
    const items: Json[] = [];
    for (let cursor: string | null = '', pages = 0; cursor !== null && pages < 200; pages += 1) {
      const page: Json = await api.expect(200, organisation, `${path}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
      items.push(...page.items);
      cursor = page.nextCursor;
    }
    return items;
  }

  it('pages without doubles, and every filter filters', async () => {
    const caseNumber = newCaseNumber();
    await putCase(api, court, caseNumber, debtor);
    const body = await exampleBody(api, 'query-person', police);
    const sent: string[] = [];
    for (let i = 0; i < 5; i += 1) sent.push((await api.expect(201, court, '/v1/requests', { body: { ...body, caseNumber, urgency: i % 2 ? 'urgent' : 'ordinary' } })).id);
    await until(() => api.at(police, `/v1/requests?q=${encodeURIComponent(caseNumber)}`), ({ body: { items } }) => items.length === 5 && items.every(({ state }: Json) => state === 'delivered'));
    await until(() => api.at(court, `/v1/requests?state=delivered&q=${encodeURIComponent(caseNumber)}`), ({ body: { items } }) => items.length === 5);
    for (const organisation of [court, police]) {
      const box = organisation === court ? 'sent' : 'received';
      const q = `q=${encodeURIComponent(caseNumber)}`;
      const ids = (await walk(organisation, `/v1/requests?limit=2&${q}`)).map(({ id }) => id as string);
      expect(ids.sort()).toEqual([...sent].sort());
      const all = await walk(organisation, `/v1/requests?limit=7&box=${box}`);
      expect(new Set(all.map(({ id }) => id as string)).size).toBe(all.length);
      expect(all.every((one) => one.box === box && one[box === 'sent' ? 'from' : 'to'] === organisation)).toBe(true);
      expect(sent.every((id) => all.some((one) => one.id === id))).toBe(true);
      expect((await walk(organisation, `/v1/requests?limit=2&${q}&urgency=urgent`)).length).toBe(2);
      expect((await walk(organisation, `/v1/requests?limit=2&${q}&state=delivered`)).length).toBe(5);
      expect(await walk(organisation, `/v1/requests?limit=2&${q}&state=closed`)).toEqual([]);
      expect(await walk(organisation, `/v1/requests?limit=2&${q}&type=locate-debtor`)).toEqual([]);
      expect((await walk(organisation, `/v1/requests?limit=2&${q}&dueBefore=2099-01-01T00:00:00%2B08:00`)).length).toBe(5);
      expect(await walk(organisation, `/v1/requests?limit=2&${q}&dueBefore=2001-01-01T00:00:00Z`)).toEqual([]);
      expect((await walk(organisation, `/v1/requests?q=${sent[0]}`)).map(({ id }) => id as string)).toEqual([sent[0]]);
      const byNumber = await walk(organisation, `/v1/requests?limit=200&q=${debtor.idNumber}`);
      expect(sent.every((id) => byNumber.some((one) => one.id === id))).toBe(true);
      // Half a number finds nobody, and no list shows one.
      expect(await walk(organisation, `/v1/requests?limit=200&q=${debtor.idNumber.slice(0, 12)}`)).toEqual([]);
      expect(JSON.stringify(all)).not.toContain(debtor.idNumber);
    }
  });

  it.each(['limit=0', 'limit=201', 'limit=-1', 'limit=1.5', 'limit=x', 'state=lost', 'type=no-such-type', 'urgency=low', 'box=both', 'dueBefore=tomorrow', 'dueBefore=2026-02-30T00:00:00Z', 'cursor=xyz', 'q=%00'])('refuses %s', async (parameter) => {
    const refused = await api.at(court, `/v1/requests?${parameter}`);
    expect(refused.status).toBe(422);
    expect(refused.body.errors).toEqual([expect.objectContaining({ parameter: parameter.split('=')[0] })]);
  });

  it('limits hold for the other lists, too', async () => {
    for (const path of ['/v1/alerts?', '/v1/organisations?', '/v1/events?cursor=0&']) {
      for (const limit of ['0', '201', 'x']) expect([path, (await api.at(court, `${path}limit=${limit}`)).status]).toEqual([path, 422]);
    }
    for (const path of ['/v1/requests', '/v1/obligations', '/v1/alerts', '/v1/organisations']) {
      for (const limit of ['0', '201', 'x']) expect([path, (await api.call('coordinator', `${path}?limit=${limit}`, { as: court })).status]).toEqual([path, 422]);
      expect([path, (await api.call('coordinator', `${path}?limit=1`, { as: court })).status]).toEqual([path, 200]);
    }
    expect((await api.at(court, '/v1/organisations?limit=200')).body.items.length).toBeGreaterThan(50);
  });

  it('documents: kept, described, given back byte by byte', async () => {
    const content = randomBytes(300_000);
    const document = await upload(api, court, '民事裁定书', content, { name: '裁定 "一".pdf' });
    expect(document).toMatchObject({ kind: '民事裁定书', sha256: createHash('sha256').update(content).digest('hex'), size: content.length });
    const response = await fetch(`${api.urlOf('court')}/v1/documents/${document.id}`, { headers: { authorization: `Bearer ${await api.token(court)}` } });
    expect(Buffer.from(await response.arrayBuffer()).equals(content)).toBe(true);
    expect(response.headers.get('content-disposition')).toMatch(/^attachment/);
    expect((await api.at(otherCourt, `/v1/documents/${document.id}`)).status).toBe(404);
    expect((await api.at(court, '/v1/documents/not-an-id')).status).toBe(404);
  });

  it('a document without content, kind or its own hash is refused', async () => {
    const form = (fields: Record<string, string | Blob>): FormData => {
      const made = new FormData();
      for (const [name, value] of Object.entries(fields)) made.set(name, value as string);
      return made;
    };
    const post = (fields: Record<string, string | Blob>) => api.at(court, '/v1/documents', { form: form(fields) });
    expect((await post({ kind: '文书' })).status).toBe(422);
    expect((await post({ file: new Blob(['x']) })).status).toBe(422);
    expect((await post({ kind: '文书', attachment: new Blob(['x']) })).status).toBe(422);
    expect((await post({ kind: '文书', file: new Blob([]) })).status).toBe(422);
    expect((await post({ kind: '文\u0000书', file: new Blob(['x']) })).status).toBe(422);
    expect((await post({ kind: '文书', file: new Blob(['x']), sha256: '0'.repeat(64) })).status).toBe(422);
    expect((await api.at(court, '/v1/documents', { body: { kind: '文书' } })).status).toBe(422);
  });

  it('alerts are told once, can be acknowledged, and belong to one organisation', async () => {
    const { id } = await submit(api, 'locate-debtor', police);
    const example = (await api.expect(200, police, '/v1/catalogue/locate-debtor')).reply.examples.found;
    await api.expect(200, police, `/v1/requests/${id}/replies`, { body: { ...example, final: false, milestone: 'held' } });
    const alertOf = async (): Promise<Json> => (await api.expect(200, court, '/v1/alerts?acknowledged=false')).items.filter((one: Json) => one.request === id);
    const [alert, ...more] = await until(alertOf, (found) => found.length > 0);
    expect(more).toEqual([]);
    expect(alert).toMatchObject({ id: expect.any(String), kind: 'held', level: 'critical', request: id, raisedAt: expect.stringContaining('+08:00'), acknowledgedAt: null });
    expect((await api.at(otherCourt, `/v1/alerts/${alert.id}/acknowledgement`, { body: {} })).status).toBe(404);
    expect((await api.at(court, `/v1/alerts/${alert.id}/acknowledgement`, { method: 'POST' })).body).toMatchObject({ id: alert.id, acknowledgedAt: expect.any(String) });
    expect(await alertOf()).toEqual([]);
  });
});
