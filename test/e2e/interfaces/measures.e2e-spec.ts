import { until, type ApiClient, type Json } from './api-client';
import { connect, disconnect } from './connect';
import { bank, court, exampleBody, newCaseNumber, otherCourt, putCase } from './exchange-world';

/** Answers by hand. */
const market = 'partner-samr-141031';

/** The case of `putCase` owes 960,000 and 12,000 of costs. */
describe('the ledger of measures', () => {
  let api: ApiClient;
  beforeAll(async () => { api = await connect(); });
  afterAll(disconnect);

  const summary = (caseNumber: string): Promise<Json> => api.expect(200, court, `/v1/measures/summary?case=${encodeURIComponent(caseNumber)}`);

  it('twenty orders at one moment never ask for more than the case owes; the banks’ answers stand in the ledger', async () => {
    const body = await exampleBody(api, 'freeze-account', bank, { urgency: 'critical' });
    const { account: _account, ...details } = body.details;
    const answers = await Promise.all(Array.from({ length: 20 }, () => api.at(court, '/v1/requests', { body: { ...body, details: { ...details, amount: '50000.00' } } })));
    const sent = answers.filter(({ status }) => status === 201).map(({ body: { id } }) => id as string);
    expect(sent).toHaveLength(19);
    const [refused] = answers.filter(({ status }) => status === 422);
    expect(refused!.body).toMatchObject({ error: 'amount-over-cap', type: 'urn:lianzhi:problem:amount-over-cap', remainingCap: '22000.00', errors: [{ pointer: '/details/amount' }] });
    const { body: { states } } = await until(() => api.at(court, `/v1/measures/summary?case=${encodeURIComponent(body.caseNumber)}`), ({ body: { states: { asked } } }) => asked === 0, { ms: 60_000 });
    const { cap, counted, remainingCap } = await summary(body.caseNumber);
    expect(cap).toBe('972000.00');
    const list: Json[] = (await api.expect(200, court, `/v1/measures?limit=200&case=${encodeURIComponent(body.caseNumber)}`)).items;
    expect(list.length).toBe((states.in_effect as number) + (states.waiting as number));
    const held = list.reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0);
    expect(Math.round(Number(counted) * 100)).toBe(held);
    expect(Math.round(Number(remainingCap) * 100)).toBe(97_200_000 - held);
    for (const { kind, debtor, until: end, renewalWarnings, request } of list) {
      expect(kind).toBe('deposit');
      expect(sent).toContain(request);
      expect(renewalWarnings).toHaveLength(end === null ? 0 : 3);
      expect(JSON.stringify(debtor)).not.toContain(body.subject.creditCode ?? body.subject.idNumber);
    }
  });

  it('a waiting freeze, its promotion told at once, a renewal that is too late, and who may look', async () => {
    const body = await exampleBody(api, 'freeze-equity', market);
    const { id } = await api.expect(201, court, '/v1/requests', { body });
    await until(() => api.at(market, `/v1/requests/${id}`), ({ status, body: { state } }) => status === 200 && state === 'delivered');
    // Asked and not answered: no measure in the lists yet, but there to be looked at.
    const filter = `case=${encodeURIComponent(body.caseNumber)}`;
    expect((await api.expect(200, court, `/v1/measures?${filter}`)).items).toEqual([]);
    expect((await api.expect(200, court, `/v1/measures?${filter}&state=asked`)).items).toMatchObject([{ id, state: 'asked' }]);
    await api.expect(200, market, `/v1/requests/${id}/replies`, { body: { final: true, outcome: 'waiting', details: { rank: 1, publishedAt: '2025-06-05T10:00:00+08:00' } } });
    const measure = (wanted: object) => until(() => api.at(court, `/v1/measures/${id}`), ({ body: seen }) => Object.entries(wanted).every(([name, value]) => seen[name] === value));
    expect((await measure({ state: 'waiting' })).body).toMatchObject({ kind: 'equity', rank: 1, until: null, renewalWarnings: [], object: { companyCode: body.details.companyCode }, debtor: body.subject });
    await api.expect(200, market, `/v1/requests/${id}/measure-changes`, { body: { change: 'promoted', details: { rank: 0, until: body.details.until } } });
    expect((await measure({ state: 'in_effect' })).body).toMatchObject({ rank: 0, until: body.details.until, history: [{ step: 'asked' }, { step: 'waiting' }, { step: 'promoted' }] });
    const { items: alerts } = await api.expect(200, court, '/v1/alerts?limit=200');
    expect(alerts.find((alert: Json) => alert.kind === 'measure-changed' && alert.request === id)).toMatchObject({ level: 'warning', detail: { change: 'promoted', rank: 0 } });
    for (const { query, found } of [{ query: 'state=in_effect', found: 1 }, { query: 'state=lifted', found: 0 }, { query: 'kind=deposit', found: 0 }, { query: `until=${body.details.until}`, found: 1 }, { query: 'until=2020-01-01', found: 0 }]) {
      expect((await api.expect(200, court, `/v1/measures?${filter}&${query}`)).items).toHaveLength(found);
    }
    expect((await api.at(otherCourt, `/v1/measures/${id}`)).status).toBe(404);
    expect((await api.at(court, '/v1/measures/nothing')).status).toBe(404);
    for (const query of ['until=soon', 'state=good', 'kind=cat', 'cursor=x', 'limit=0']) expect((await api.at(court, `/v1/measures?${query}`)).status).toBe(422);

    const renewal = await exampleBody(api, 'renew-freeze', bank);
    const late = await api.at(court, '/v1/requests', { body: { ...renewal, details: { ...renewal.details, originalUntil: '2020-01-01' } } });
    expect(late).toMatchObject({ status: 422, body: { error: 'measure-lapsed', errors: [{ pointer: '/details/originalUntil', code: 'measure-lapsed' }] } });
    expect((await api.expect(200, court, '/v1/measures/summary')).lapsedWithoutRenewal).toBeGreaterThanOrEqual(0);
    expect((await api.at(court, `/v1/measures/summary?case=${encodeURIComponent(newCaseNumber())}`)).status).toBe(404);
    const paid = newCaseNumber();
    await putCase(api, court, paid, body.subject);
    expect(await summary(paid)).toMatchObject({ cap: '972000.00', counted: '0.00', remainingCap: '972000.00', lapsedWithoutRenewal: 0 });
  });
});
