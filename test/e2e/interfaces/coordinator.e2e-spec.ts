import { until, type ApiClient, type Json } from './api-client';
import { connect, disconnect } from './connect';
import { EventReader } from './event-reader';
import { bank, court, inState, police, submit } from './exchange-world';

const shanxi = 'supervisor-140000';
const country = 'supervisor-000000';

describe('the coordinator and event streams', () => {
  let api: ApiClient;
  const ask = (as: string, path: string, call: object = {}) => api.call('coordinator', path, { as, ...call });
  const read = async (as: string, path: string): Promise<Json> => {
    const { status, body } = await ask(as, path);
    expect([path, status]).toEqual([path, 200]);
    return body;
  };
  const tracked = (id: string, state: string) => until(() => ask(country, `/v1/requests/${id}`), ({ body }) => body.state === state).then(({ body }) => body as Json);
  const release = () => api.call('coordinator', '/v1/clock', { method: 'DELETE' });
  const setClock = async (now: string): Promise<void> => {
    expect((await api.call('coordinator', '/v1/clock', { method: 'PUT', body: { now } })).status).toBe(200);
    // Twice: each replica has its own view of the clock.
    for (let times = 0; times < 2; times += 1) await until(() => api.call('coordinator', '/v1/clock'), ({ body }) => body.settled === true, { ms: 30_000 });
  };
  beforeAll(async () => { api = await connect(); });
  afterAll(async () => {
    await release();
    await disconnect();
  });

  it('shows metadata only, with obligations, booked time and escalations', async () => {
    const { id } = await submit(api, 'query-person', police);
    const seen = await tracked(id, 'delivered');
    expect(seen).toMatchObject({ id, type: 'query-person', from: court, to: police, escalations: [] });
    for (const name of ['subject', 'details', 'officers', 'documents', 'replies', 'caseNumber']) expect(seen).not.toHaveProperty(name);
    expect(seen.obligations.map(({ name }: Json) => name as string)).toEqual(expect.arrayContaining(['deliver', 'accept', 'answer']));
    expect(Object.keys(seen.bookedTime as object).sort()).toEqual([court, police].sort());
    const age = (Date.now() - Date.parse(seen.submittedAt as string)) / 1000;
    const booked = Object.values<number>(seen.bookedTime).reduce((sum, seconds) => sum + seconds, 0);
    expect(Math.abs(booked - age)).toBeLessThan(10);
    expect((await read(country, `/v1/requests?q=${id}`)).items).toMatchObject([{ id }]);
    expect(JSON.stringify(seen)).not.toMatch(/张某/);
  });

  it('a supervisor sees its region, the country everything, an organisation what is its own', async () => {
    const { id } = await submit(api, 'query-person', police);
    await tracked(id, 'delivered');
    for (const [as, status] of [[shanxi, 200], [country, 200], [court, 200], [police, 200], ['court-140000', 200], ['supervisor-370000', 404], ['court-370000', 404], [bank, 404], ['police-140108', 404]] as const) {
      if (!api.discovery.clients.some(({ organisation }) => organisation === as)) continue;
      expect([as, (await ask(as, `/v1/requests/${id}`)).status]).toEqual([as, status]);
      expect([as, (await read(as, `/v1/requests?q=${id}`)).items.length]).toEqual([as, status === 200 ? 1 : 0]);
    }
    for (const one of (await read(shanxi, '/v1/requests?limit=200')).items) expect(`${one.from} ${one.to}`).toMatch(/-14\d{4}/);
    expect((await ask(country, '/v1/requests/0198c2f0-0000-7000-8000-000000000000')).status).toBe(404);
    expect((await ask(country, '/v1/requests/x')).status).toBe(404);
  });

  it('obligations by state, by who owes and by type; pages without doubles', async () => {
    const { id } = await submit(api, 'locate-debtor', police);
    await tracked(id, 'delivered');
    for (const state of ['pending', 'running', 'paused', 'at_risk', 'breached', 'discharged']) {
      for (const one of (await read(country, `/v1/obligations?state=${state}&limit=200`)).items) expect(one.state).toBe(state);
    }
    const mine = (items: Json[]) => items.filter(({ request }) => request === id).map(({ name }) => name as string).sort();
    const all: Json[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Json = await read(country, `/v1/obligations?owedBy=${police}&type=locate-debtor&limit=7${cursor && `&cursor=${cursor}`}`);
      all.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(all.every(({ owedBy, type }) => owedBy === police && type === 'locate-debtor')).toBe(true);
    expect(new Set(all.map(({ request, name, round }) => `${request} ${name} ${round}`)).size).toBe(all.length);
    expect(mine(all)).toEqual(['accept', 'deliver', 'final-reply', 'first-reply']);
    expect((await read(court, `/v1/obligations?owedBy=${court}&state=pending&limit=200`)).items.some((one: Json) => one.request === id && one.name === 'collect')).toBe(true);
    const cursorOf = (...position: unknown[]) => `cursor=${Buffer.from(JSON.stringify(position)).toString('base64url')}`;
    for (const query of ['state=late', 'type=odd', cursorOf('2026-99-99 00:00:00+00', id, 'x', 1), cursorOf('infinity', id, 'x', 1e12)]) expect((await ask(country, `/v1/obligations?${query}`)).status).toBe(422);
  });

  /** All pages: other specs of the run leave alerts behind, some of them later by the business clock. */
  async function allAlerts(organisation: string): Promise<{ body: { items: Json[] } }> {
    const items: Json[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body }: Json = await api.at(organisation, `/v1/alerts?limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
      items.push(...body.items);
      cursor = body.nextCursor;
    }
    return { body: { items } };
  }

  it('the clock stands where it is put; what is late is called, escalated and told; a supervisor urges', async () => {
    const start = '2026-03-02T09:00:00+08:00';
    await setClock(start);
    const { id, submittedAt } = await submit(api, 'query-person', police, { urgency: 'critical' });
    expect(submittedAt).toBe(start);
    await tracked(id, 'delivered');
    await setClock('2026-03-02T09:29:00+08:00');
    const risky = (await until(() => ask(country, `/v1/requests/${id}`), ({ body }) => body.flags.includes('at_risk'))).body;
    expect(risky.obligations.find(({ name }: Json) => name === 'accept')).toMatchObject({ state: 'at_risk', dueAt: '2026-03-02T09:30:00+08:00' });
    await setClock('2026-03-02T09:31:30+08:00');
    const late = (await until(() => ask(country, `/v1/requests/${id}`), ({ body }) => body.flags.includes('overdue') && body.escalations.length > 0)).body;
    expect(late).toMatchObject({ lateness: 'overdue', turn: police, bookedTime: { [court]: 0, [police]: 31 * 60 + 30 } });
    expect(late.escalations[0]).toMatchObject({ obligation: 'accept', step: 1, at: '2026-03-02T09:30:00+08:00' });
    expect((await read(country, `/v1/obligations?state=breached&owedBy=${police}&type=query-person&limit=200`)).items.some((one: Json) => one.request === id)).toBe(true);
    const told = await until(() => allAlerts(police), ({ body }) => body.items.some((one: Json) => one.request === id && one.kind === 'breach'));
    expect(told.body.items.filter((one: Json) => one.request === id && one.kind === 'breach')).toHaveLength(1);
    expect((await read('court-141000', '/v1/alerts?limit=200')).items.some((one: Json) => one.request === id)).toBe(true);
    const urged = await ask(shanxi, `/v1/requests/${id}/urges`, { body: { note: '请立即签收' } });
    expect([urged.status, urged.body]).toEqual([201, expect.objectContaining({ request: id, to: police, by: shanxi, reason: '请立即签收' })]);
    await until(() => allAlerts(police), ({ body }) => body.items.some((one: Json) => one.request === id && one.kind === 'urge'));
    expect((await ask(court, `/v1/requests/${id}/urges`, { body: {} })).status).toBe(403);
    await api.expect(200, police, `/v1/requests/${id}/accept`, { body: {} });
    await tracked(id, 'accepted');
    const entry = await api.expect(200, police, '/v1/catalogue/query-person');
    await api.expect(200, police, `/v1/requests/${id}/replies`, { body: entry.reply.examples.none_proven });
    await tracked(id, 'answered');
    await setClock('2026-03-02T10:31:30+08:00');
    await api.expect(200, court, `/v1/requests/${id}/closure`, { body: {} });
    expect((await tracked(id, 'closed')).bookedTime).toEqual({ [court]: 3600, [police]: 31 * 60 + 30 });
    expect((await ask(shanxi, `/v1/requests/${id}/urges`, { body: {} })).status).toBe(409);
    for (const body of [{}, { now: 'soon' }, { now: '2026-03-02T09:00:00' }, { now: '2026-02-30T09:00:00Z' }]) expect((await api.call('coordinator', '/v1/clock', { method: 'PUT', body })).status).toBe(422);
    expect((await release()).status).toBe(204);
    const { body: clock } = await api.call('coordinator', '/v1/clock');
    expect(Math.abs(Date.parse(clock.now as string) - Date.now())).toBeLessThan(5_000);
  });

  it('the board counts, the indicators tell', async () => {
    const board = await read(country, '/v1/board');
    for (const [list, key] of [['byAgency', 'agency'], ['byRegion', 'region'], ['byType', 'type']] as const) {
      for (const row of board[list]) {
        expect(row).toHaveProperty(key);
        expect(row.inTime + row.atRisk + row.overdue).toBe(row.total);
      }
      expect(board[list].reduce((sum: number, row: Json) => sum + (row.total as number), 0)).toBe(board.total.total);
    }
    expect((await read(shanxi, '/v1/board')).total.total).toBeLessThanOrEqual(board.total.total);
    const indicators = await read(country, '/v1/indicators');
    for (const list of ['byAgency', 'byOrganisation', 'byType']) expect(indicators[list].reduce((sum: number, row: Json) => sum + (row.submitted as number), 0)).toBe(indicators.submitted);
    expect(indicators.answeredInTime).toBeLessThanOrEqual(indicators.answered);
    expect((await read(bank, '/v1/indicators')).submitted).toBeLessThanOrEqual(indicators.submitted);
  });

  it('streams live changes at a desk and at the coordinator, and goes on where it stopped', async () => {
    const [desk, watch, stranger] = [await EventReader.open(api, 'police', police), await EventReader.open(api, 'coordinator', shanxi), await EventReader.open(api, 'police', 'police-140108')];
    const { id } = await submit(api, 'query-person', police);
    const first = await desk.find(({ data }) => data.request === id);
    expect(first.event).toBe('request');
    const seen = await watch.find(({ data }) => data.request === id);
    expect(JSON.stringify([...watch.events, ...desk.events])).not.toMatch(/张某|142629198703124515/);
    for (const reader of [desk, watch]) reader.close();
    await api.expect(200, police, `/v1/requests/${id}/accept`, { body: {} });
    await inState(api, court, id, 'accepted');
    const again = await EventReader.open(api, 'police', police, first.id);
    await again.find(({ data }) => data.request === id && data.type === 'accepted');
    expect(again.events.filter(({ id: position }) => position === first.id)).toEqual([]);
    const watchAgain = await EventReader.open(api, 'coordinator', shanxi, seen.id);
    await watchAgain.find(({ data }) => data.request === id && String(data.type).includes('accepted'));
    for (const reader of [again, watchAgain, stranger]) reader.close();
    expect(stranger.events.some(({ data }) => data.request === id)).toBe(false);
    const page = await api.expect(200, police, '/v1/events?cursor=0&limit=200', { headers: { accept: 'application/json' } });
    expect(page.items.length).toBeGreaterThan(0);
    expect((await api.at(police, '/v1/events', { headers: { 'last-event-id': 'x' } })).status).toBe(422);
    expect((await ask(shanxi, '/v1/events', { headers: { 'last-event-id': 'x' } })).status).toBe(422);
  });
});
