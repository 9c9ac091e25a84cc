import { closeOrganisation } from '@lianzhi/exchange';
import { banks, court, CourtWorld, otherCourt, superiorCourt, until, type Answer } from '../../apps/court/src/testing/court-world';

jest.setTimeout(240_000);

const caseNumber = '（2025）晋1031执312号';
const debtor = { kind: 'person', name: '张某甲', idNumber: '142629198703124515' };
const applicant = { sub: '李某', name: '李某', client_id: 'lianzhi-console', roles: ['party'], party: { cases: [{ caseNumber, as: 'applicant' }] } };
type View = Record<string, unknown>;
type Items = { items: View[] };

/** The bank's and the court's desks in this process; one court takes over from the other in the middle of a case (docs/decisions/017). */
describe('a court that is closed', () => {
  let world: CourtWorld;
  let freeze: string;
  let query: string;
  let letter: string;
  let batch: string;
  const put = (by: string, amountOwed: string): Promise<Answer> => world.call(by, 'put', `/v1/cases/${caseNumber}`, { cause: '买卖合同纠纷', debtors: [debtor], amountOwed });
  const send = async (by: string, type: string, to: string, details: View = {}, more: View = {}): Promise<Answer> => {
    const { details: given, ...example } = await world.example(type, by, to, { caseNumber, subject: debtor, ...more });
    return world.call(by, 'post', '/v1/requests', { ...example, details: { ...(given as View), ...details } });
  };
  const order = (by: string, amount: string): Promise<Answer> => send(by, 'freeze-account', banks[0], { amount, from: '2025-09-01', until: '2026-08-31' });
  const answer = async (id: string, details: View): Promise<void> => {
    await until(async () => (await world.call(banks[0], 'get', `/v1/requests/${id}`)).status === 200);
    const { status, body } = await world.call(banks[0], 'post', `/v1/requests/${id}/replies`, { final: true, outcome: 'done', details });
    expect([status, body.errors]).toEqual([200, undefined]);
  };
  const items = async (by: string, path: string): Promise<View[]> => ((await world.call(by, 'get', path)).body as unknown as Items).items;
  const write = { type: 'party-message', caseNumber, details: { matter: 'message', text: '请问何时拍卖车辆？' } };
  const close = (code: string, successor: string): Promise<void> => world.publish((organisations) => closeOrganisation(organisations, { code, successor }));
  const known = (code: string): Promise<void> => until(() => ['court', 'bank'].every((desk) => world.desk(desk).context.exchange.directory.organisation(code)?.status === 'closed'));

  beforeAll(async () => {
    world = await CourtWorld.start(['court', 'bank']);
    await put(court, '1000.00');
    freeze = (await order(court, '600.00')).body.id;
    await answer(freeze, { frozen: '600.00', limit: '600.00', rank: 0, until: '2026-08-31' });
    await until(async () => (await items(court, '/v1/measures')).length === 1);
    letter = (await world.call(court, 'post', '/v1/party/messages', write, {}, applicant)).body.id;
    const { to: _to, ...example } = await world.example('query-deposits', court, banks[0], { caseNumber, subject: debtor });
    await world.call(court, 'put', '/v1/duty', { shifts: [{ from: '2025-08-31T20:00:00+08:00', until: '2025-09-02T08:00:00+08:00', name: '郭某', phone: '0357-0000000' }] });
    batch = (await world.call(court, 'post', '/v1/request-batches', { ...example, recipients: [...banks] })).body.id;
    await until(async () => (await world.call(court, 'get', `/v1/request-batches/${batch}`)).body.sent === true);
    query = ((await items(court, `/v1/request-batches/${batch}/result`))[0] as { request: string }).request;
    await close(court, otherCourt);
    await close(banks[1], banks[0]);
    await Promise.all([known(court), known(banks[1])]);
  });
  afterAll(async () => {
    expect(world.errors).toEqual([]);
    await world.close();
  });

  it('leaves case and ledger to its successor, and to nobody else', async () => {
    expect((await world.call(otherCourt, 'get', `/v1/cases/${caseNumber}`)).body).toMatchObject({ caseNumber, amountOwed: '1000.00' });
    expect(await items(otherCourt, `/v1/measures?case=${caseNumber}&state=in_effect&until=2026-12-31`)).toEqual([expect.objectContaining({ id: freeze, amount: '600.00' })]);
    expect((await world.call(otherCourt, 'get', `/v1/measures/${freeze}`)).body).toMatchObject({ debtor, recipient: banks[0] });
    expect((await world.call(otherCourt, 'get', `/v1/measures/summary?case=${caseNumber}`)).body).toMatchObject({ cap: '1000.00', counted: '600.00', remainingCap: '400.00', states: { in_effect: 1 } });
    expect(((await world.call(otherCourt, 'get', `/v1/cases/${caseNumber}/timeline`)).body.requests as View[]).map(({ id }) => id)).toContain(freeze);
    expect(await Promise.all([`/v1/cases/${caseNumber}`, `/v1/measures/${freeze}`].map(async (path) => [(await world.call(superiorCourt, 'get', path)).status, (await world.call(court, 'get', path)).body.error])))
      .toEqual([[404, 'succeeded-organisation'], [404, 'succeeded-organisation']]);
    expect(await items(superiorCourt, '/v1/measures')).toEqual([]);
  });

  it('is one court with it before the guard, and for what is drafted and sent about its measures', async () => {
    expect((await order(otherCourt, '400.01')).body).toMatchObject({ status: 422, error: 'amount-over-cap', remainingCap: '400.00' });
    expect((await put(otherCourt, '500.00')).status).toBe(200);
    const [draft] = await items(otherCourt, '/v1/drafts?state=open') as [View];
    expect(draft).toMatchObject({ type: 'unfreeze-account', about: freeze, to: banks[0] });
    // Called at the successor, with whoever was rostered at the closed court.
    expect(await items(otherCourt, '/v1/alerts?level=critical')).toContainEqual(expect.objectContaining({ kind: 'draft', request: freeze, onDuty: [expect.objectContaining({ name: '郭某' })] }));
    const { documents, officers } = await world.example('unfreeze-account', otherCourt, banks[0]);
    const sent = await world.call(otherCourt, 'post', `/v1/drafts/${draft.id as string}/submission`, { documents, officers });
    expect([sent.status, sent.body]).toEqual([201, expect.objectContaining({ from: otherCourt, follows: freeze })]);
    await answer(sent.body.id, { released: '100.00', remaining: '500.00', rank: 0 });
    await until(async () => ((await world.call(otherCourt, 'get', `/v1/measures/${freeze}`)).body.pending as unknown[]).length === 0);
  });

  it('hears its parties through its successor: with the old token or a new one the case, the letters and new ones', async () => {
    for (const at of [court, otherCourt]) {
      const seen = (await world.call(at, 'get', `/v1/party/cases/${caseNumber}`, undefined, {}, applicant)).body;
      expect((seen.messages as View[]).map(({ id }) => id)).toContain(letter);
      expect((seen.progress as View[]).length).toBeGreaterThan(0);
      const further = await world.call(at, 'post', '/v1/party/messages', write, {}, applicant);
      expect([further.status, (await world.call(otherCourt, 'get', `/v1/requests/${further.body.id}`)).body.to]).toEqual([201, otherCourt]);
    }
    expect((await world.call(otherCourt, 'post', `/v1/requests/${letter}/information-requests`, { question: '哪一辆车？' })).status).toBe(200);
    expect((await world.call(otherCourt, 'post', `/v1/party/messages/${letter}/supplements`, { details: { text: '晋L5X291' } }, {}, applicant)).body).toMatchObject({ id: letter, questions: [{ question: '哪一辆车？' }] });
    // The same name at the successor, but another person.
    expect((await world.call(otherCourt, 'post', `/v1/party/messages/${letter}/withdrawal`, { reason: 'x' }, {}, { ...applicant, sub: '另一李某' })).status).toBe(404);
    expect((await world.call(superiorCourt, 'get', `/v1/party/cases/${caseNumber}`, undefined, {}, applicant)).status).toBe(404);
  });

  it('has what is left of its batches sent by its successor; a line to a closed bank names who took over', async () => {
    const { pool } = world.desk('court').context.exchange;
    // As if no replica had come to these lines before the closing.
    await pool.query(`UPDATE request_batch_line SET state = 'open', request_id = gen_random_uuid(), attempts = 0, claimed_until = '-infinity' WHERE batch_id = $1`, [batch]);
    await until(async () => (await world.call(otherCourt, 'get', `/v1/request-batches/${batch}`)).body.sent === true);
    const [sent, refused] = await items(otherCourt, `/v1/request-batches/${batch}/result`) as [View, View];
    expect(sent).toMatchObject({ standing: 'accepted', to: banks[0] });
    expect((await world.call(otherCourt, 'get', `/v1/requests/${sent.request as string}`)).body).toMatchObject({ from: otherCourt });
    expect(refused).toMatchObject({ standing: 'refused', refusal: { error: 'closed-organisation', successor: banks[0] } });
  });

  it('has its case performed at its successor: what it asked is withdrawn', async () => {
    const { status, body } = await world.call(otherCourt, 'post', `/v1/cases/${caseNumber}/performance`, { amount: '500.00', inFull: true });
    expect([status, body.amountOwed]).toEqual([201, '0.00']);
    expect((body.steps as View[]).map(({ request }) => request)).toContain(query);
    await until(async () => (await world.call(otherCourt, 'get', `/v1/requests/${query}`)).body.state === 'withdrawn');
    expect(await items(otherCourt, `/v1/cases/${caseNumber}/performance`)).toHaveLength(1);
  });

  it('supervises nobody it does not stand above, by whichever desk', async () => {
    const refused = await send(otherCourt, 'supervise-case', superiorCourt);
    expect([refused.status, refused.body.error, refused.body.superiors]).toEqual([422, 'not-superior', []]);
    expect((await send(superiorCourt, 'supervise-case', otherCourt)).status).toBe(201);
    // As from a desk that does not check: the receiver does.
    const { desk, context } = world.desk('court');
    const body = await world.example('supervise-case', otherCourt, superiorCourt);
    const documents = await context.exchange.documents.find(otherCourt, body.documents as string[]);
    const { id } = await desk.submit({ type: 'supervise-case', from: otherCourt, to: superiorCourt, caseNumber, urgency: 'ordinary', subject: debtor as never, details: body.details as never, officers: [], documents });
    await until(async () => (await world.call(otherCourt, 'get', `/v1/requests/${id}`)).body.state === 'undeliverable');
    expect(await items(otherCourt, `/v1/requests/${id}/timeline`)).toContainEqual(expect.objectContaining({ move: 'undeliverable', code: 'not-superior' }));
  });
});
