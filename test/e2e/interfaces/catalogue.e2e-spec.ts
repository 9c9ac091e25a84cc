import type { ApiClient, Json } from './api-client';
import { connect, disconnect } from './connect';
import { bank, court, exampleBody, inState, police, submit } from './exchange-world';

const recipients: Record<string, string> = {
  'locate-debtor': police, 'query-person': police, 'take-into-detention': police, 'release-early': police, 'refer-refusal-offence': police,
  'query-deposits': bank, 'freeze-account': bank, 'unfreeze-account': bank,
};
const types = Object.keys(recipients);

describe('the catalogue', () => {
  let api: ApiClient;
  const entries = new Map<string, Json>();
  beforeAll(async () => {
    api = await connect();
    for (const type of types) entries.set(type, await api.expect(200, court, `/v1/catalogue/${type}`));
  });
  afterAll(disconnect);

  it('lists the eight types at every desk', async () => {
    for (const organisation of [court, police, bank, 'procuratorate-141031', 'land-registry-141031', 'partner-samr-141031']) {
      const { items } = await api.expect(200, organisation, '/v1/catalogue');
      expect(items.map(({ type }: Json) => type as string).sort()).toEqual([...types].sort());
    }
    expect((await api.at(court, '/v1/catalogue/no-such-type')).status).toBe(404);
  });

  it.each(types)('describes %s in full', (type) => {
    const entry = entries.get(type);
    expect(entry).toMatchObject({
      type, version: expect.any(Number), title: { zh: expect.any(String), en: expect.any(String) }, requesters: ['court'], responders: [recipients[type]!.split('-')[0]],
      documents: expect.any(Array), outcomes: expect.any(Array), milestones: expect.any(Array), obligations: expect.any(Array),
      request: { schema: { type: 'object' }, form: expect.anything(), example: { type } }, reply: { schema: { type: 'object' }, form: expect.anything(), examples: expect.any(Object) },
    });
    for (const document of entry.documents) expect(document).toMatchObject({ kind: expect.any(String), required: expect.any(Boolean) });
    const names = entry.outcomes.map(({ name }: Json) => name as string);
    expect(Object.keys(entry.reply.examples as object).sort()).toEqual([...names].sort());
    expect(entry.obligations.map(({ name }: Json) => name as string)).toEqual(expect.arrayContaining(['deliver', 'accept']));
  });

  // Banks answer by machine, so whoever replies by hand may come too late: the police's types only.
  it.each(types.filter((type) => recipients[type] === police))('its example of %s is taken, and so is each example of a reply', async (type) => {
    for (const [outcome, example] of Object.entries<Json>(entries.get(type).reply.examples)) {
      const { id } = await submit(api, type, police);
      const answered = await api.expect(200, police, `/v1/requests/${id}/replies`, { body: example });
      expect(answered.state).toBe(example.final ? 'answered' : 'accepted');
      const seen = await inState(api, court, id, answered.state as string);
      expect(seen.replies).toMatchObject([{ final: example.final, outcome, details: example.details, documents: [] }]);
    }
  });

  it.each(types.filter((type) => recipients[type] === bank))('its example of %s is taken, and the bank answers', async (type) => {
    const request = await api.expect(201, court, '/v1/requests', { body: await exampleBody(api, type, bank) });
    expect(request).toMatchObject({ type, from: court, to: bank });
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
