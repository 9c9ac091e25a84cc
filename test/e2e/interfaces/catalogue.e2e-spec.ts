import { agencies, catalogue } from '@lianzhi/contracts';
import type { ApiClient, Json } from './api-client';
import { connect, disconnect } from './connect';
import { court, inState, police, submit } from './exchange-world';

const types = catalogue.types();
const desks = agencies.filter(({ desk }) => desk);
const sampleOf = (agency: string): string => catalogue.agency(agency)!.sample;

describe('the catalogue', () => {
  let api: ApiClient;
  const entries = new Map<string, Json>();
  beforeAll(async () => {
    api = await connect();
    for (const type of types) entries.set(type, await api.expect(200, court, `/v1/catalogue/${type}`));
  });
  afterAll(disconnect);

  it('lists all types at every desk', async () => {
    for (const { sample } of desks) {
      const { items } = await api.expect(200, sample, '/v1/catalogue');
      expect(items.map(({ type }: Json) => type as string).sort()).toEqual([...types].sort());
    }
    expect((await api.at(court, '/v1/catalogue/no-such-type')).status).toBe(404);
  });

  it.each(types)('describes %s in full', (type) => {
    const entry = entries.get(type);
    const { requesters, responders } = catalogue.get(type);
    expect(entry).toMatchObject({
      type, version: expect.any(Number), title: { zh: expect.any(String), en: expect.any(String) }, requesters, responders,
      documents: expect.any(Array), outcomes: expect.any(Array), milestones: expect.any(Array), obligations: expect.any(Array),
      request: { schema: { type: 'object' }, form: expect.anything(), example: { type, to: sampleOf(responders[0]!) } }, reply: { schema: { type: 'object' }, form: expect.anything(), examples: expect.any(Object) },
    });
    for (const document of entry.documents) expect(document).toMatchObject({ kind: expect.any(String), required: expect.any(Boolean) });
    const names = entry.outcomes.map(({ name }: Json) => name as string);
    expect(Object.keys(entry.reply.examples as object).sort()).toEqual([...names].sort());
    expect(entry.obligations.map(({ name }: Json) => name as string)).toEqual(expect.arrayContaining(['deliver', 'accept']));
  });

  it('a held debtor: found, not final, with milestone held', async () => {
    const { id } = await submit(api, 'locate-debtor', police);
    const example = entries.get('locate-debtor').reply.examples.found;
    await api.expect(200, police, `/v1/requests/${id}/replies`, { body: { ...example, final: false, milestone: 'held' } });
    const seen = await inState(api, court, id, 'accepted');
    expect(seen.replies).toMatchObject([{ final: false, outcome: 'found', milestone: 'held' }]);
    expect(seen.obligations.find(({ name }: Json) => name === 'collect')).toMatchObject({ owedBy: court, state: 'running' });
    const { items } = await api.expect(200, court, '/v1/alerts?limit=200');
    expect(items.find((alert: Json) => alert.request === id)).toMatchObject({ level: 'critical', acknowledgedAt: null });
    await api.expect(200, court, `/v1/requests/${id}/supplements`, { body: { milestone: 'collected' } });
    const collected = await api.expect(200, court, `/v1/requests/${id}`);
    expect(collected.obligations.find(({ name }: Json) => name === 'collect')).toMatchObject({ state: 'discharged' });
  });
});
