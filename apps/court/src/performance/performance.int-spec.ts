import { court, CourtWorld, police, procuratorate, until } from '../testing/court-world';

jest.setTimeout(120_000);

const debtor = { kind: 'person', name: '张某甲', idNumber: '142629198703124515' };
let serial = 400;

describe('performance in full', () => {
  let world: CourtWorld;
  let caseNumber: string;

  beforeAll(async () => { world = await CourtWorld.start(['court', 'police', 'procuratorate']); });
  beforeEach(async () => {
    caseNumber = `（2025）晋1031执${serial += 1}号`;
    await world.call(court, 'put', `/v1/cases/${caseNumber}`, { cause: '买卖合同纠纷', debtors: [debtor], amountOwed: '960000.00', costs: '1000.00' });
  });
  afterAll(async () => {
    await world.close();
    expect(world.errors).toEqual([]);
  });

  const send = async (type: string, from: string, to: string, more: Record<string, unknown> = {}): Promise<string> => {
    const { status, body } = await world.call(from, 'post', '/v1/requests', await world.example(type, from, to, { caseNumber, subject: debtor, ...more }));
    expect([status, body]).toEqual([201, expect.anything()]);
    await until(async () => (await world.call(to, 'get', `/v1/requests/${body.id}`)).status === 200);
    return body.id;
  };
  const state = async (organisation: string, id: string): Promise<unknown> => (await world.call(organisation, 'get', `/v1/requests/${id}`)).body.state;
  const reply = async (organisation: string, id: string, body: object): Promise<void> => {
    expect((await world.call(organisation, 'post', `/v1/requests/${id}/replies`, body)).status).toBe(200);
  };
  const told = async (organisation: string): Promise<unknown[]> =>
    ((await world.call(organisation, 'get', '/v1/alerts?limit=200')).body.items as { kind: string; request: string }[]).filter(({ kind }) => kind === 'debtor_performed').map(({ request }) => request);
  const pay = (body: object, headers = {}) => world.call(court, 'post', `/v1/cases/${caseNumber}/performance`, body, headers);

  it('lowers what is owed, step by step, and moves nothing before it is full', async () => {
    const id = await send('refer-refusal-offence', court, police);
    const first = await pay({ amount: '60000.00', note: '被执行人当庭交付' }, { 'idempotency-key': 'p1' });
    expect(first).toMatchObject({ status: 201, body: { amount: '60000.00', inFull: false, amountOwed: '900000.00', steps: [], note: '被执行人当庭交付' } });
    expect((await pay({ amount: '60000.00', note: '被执行人当庭交付' }, { 'idempotency-key': 'p1' })).body.id).toBe(first.body.id);
    expect((await world.call(court, 'get', `/v1/cases/${caseNumber}`)).body).toMatchObject({ amountOwed: '900000.00', costs: '1000.00' });
    expect((await pay({ amount: '901000.01' })).body).toMatchObject({ status: 422, errors: [{ pointer: '/amount', code: 'more-than-owed' }] });
    expect((await pay({ amount: '1.00', at: '2025-09-01T09:00:01+08:00' })).status).toBe(422);
    expect((await world.call(court, 'post', '/v1/cases/（2025）晋1031执9999号/performance', { amount: '1.00' })).status).toBe(404);
    expect(await state(court, id)).not.toBe('withdrawn');
    const payments = await Promise.all(['1000.00', '2000.00', '3000.00'].map((amount) => pay({ amount })));
    expect(payments.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect((await world.call(court, 'get', `/v1/cases/${caseNumber}`)).body.amountOwed).toBe('894000.00');
    expect(((await world.call(court, 'get', `/v1/cases/${caseNumber}/performance`)).body.items as unknown[]).length).toBe(4);
  });

  it('withdraws open steps, and the procuratorate tells on to the police whom it has asked itself', async () => {
    const referral = await send('refer-refusal-offence', court, police);
    await reply(police, referral, { final: true, outcome: 'declined', documents: await world.documents(police, ['不予立案通知书']), details: { reason: '证据不足', declinedBecause: 'insufficient-evidence', noticeNumber: '隰公（经）不立字〔2025〕3号' } });
    await until(async () => (await state(court, referral)) === 'answered');
    const supervision = await send('request-filing-supervision', court, procuratorate, { follows: referral });
    const explain = await send('explain-non-filing', procuratorate, police, { follows: supervision });
    const { status, body } = await pay({ amount: '961000.00' });
    expect([status, body.inFull, body.amountOwed]).toEqual([201, true, '0.00']);
    expect(body.steps).toEqual(expect.arrayContaining([
      { request: supervision, type: 'request-filing-supervision', move: 'withdrawn', milestone: 'debtor_performed' }, { request: referral, type: 'refer-refusal-offence', move: 'supplemented', milestone: 'debtor_performed' },
    ]));
    expect(await state(court, supervision)).toBe('withdrawn');
    await until(async () => (await state(procuratorate, supervision)) === 'withdrawn');
    await until(async () => (await told(police)).includes(explain) && (await told(procuratorate)).includes(supervision));
    // Whether the demand for reasons stands is the procuratorate's to decide.
    expect(await state(police, explain)).toBe('delivered');
    const timeline = (await world.call(police, 'get', `/v1/requests/${explain}/timeline`)).body.items as { move: string; milestone?: string }[];
    expect(timeline.filter(({ milestone }) => milestone === 'debtor_performed').map(({ move }) => move)).toEqual(['supplemented']);
  });

  it('shows in the timelines of case and thread, each organisation its own part', async () => {
    const referral = await send('refer-refusal-offence', court, police);
    await reply(police, referral, { final: true, outcome: 'granted', details: { filingNumber: '隰公（经）立字〔2025〕18号', filedAt: '2025-09-01T08:00:00+08:00' } });
    await until(async () => (await state(court, referral)) === 'answered');
    const arrest = await send('request-arrest-approval', police, procuratorate, { follows: referral });
    const query = await send('query-person', court, police);
    const requestsOf = async (organisation: string, path: string): Promise<string[]> => ((await world.call(organisation, 'get', path)).body.requests as { id: string }[]).map(({ id }) => id);
    expect(await requestsOf(police, `/v1/threads/${referral}`)).toEqual([referral, arrest]);
    expect(await requestsOf(procuratorate, `/v1/threads/${referral}`)).toEqual([arrest]);
    expect(await requestsOf(court, `/v1/threads/${referral}`)).toEqual([referral]);
    expect((await world.call(procuratorate, 'get', `/v1/threads/${query}`)).status).toBe(404);
    expect((await world.call(court, 'get', '/v1/threads/1')).status).toBe(404);
    expect(await requestsOf(court, `/v1/cases/${caseNumber}/timeline`)).toEqual([referral, query]);
    const { body, text } = await world.call(court, 'get', `/v1/cases/${caseNumber}/timeline`);
    expect((body.items as { request: string; move: string }[]).map(({ request, move }) => `${move} ${request === referral}`)).toEqual(expect.arrayContaining(['submitted true', 'taken true', 'answered true', 'submitted false']));
    expect(text).not.toContain(debtor.idNumber);
    expect(text).not.toContain('filingNumber');
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = (await world.call(court, 'get', `/v1/cases/${caseNumber}/timeline?limit=2${cursor && `&cursor=${cursor}`}`)).body;
      seen.push(...(page.items as { id: string }[]).map(({ id }) => id));
      cursor = (page.nextCursor as string | null) ?? '';
    } while (cursor);
    expect(seen).toEqual((body.items as { id: string }[]).map(({ id }) => id));
    expect((await world.call(court, 'get', '/v1/cases/（2025）晋1031执9999号/timeline')).status).toBe(404);
  });

  it('reaches the end of the chain: court, police, procuratorate; each is told once', async () => {
    const referral = await send('refer-refusal-offence', court, police);
    await reply(police, referral, { final: true, outcome: 'granted', details: { filingNumber: '隰公（经）立字〔2025〕18号', filedAt: '2025-09-01T08:00:00+08:00' } });
    await until(async () => (await state(court, referral)) === 'answered');
    const arrest = await send('request-arrest-approval', police, procuratorate, { follows: referral });
    const freeze = await send('query-person', court, police);
    expect((await pay({ amount: '500000.00', inFull: true, note: '和解，余额放弃' })).body).toMatchObject({ inFull: true, amountOwed: '0.00' });
    await until(async () => (await told(procuratorate)).includes(arrest) && (await told(police)).includes(referral));
    await until(async () => (await state(police, freeze)) === 'withdrawn');
    await pay({ amount: '0.00', inFull: true });
    await new Promise((resolve) => { setTimeout(resolve, 1_500); });
    const timeline = (await world.call(procuratorate, 'get', `/v1/requests/${arrest}/timeline`)).body.items as { milestone?: string }[];
    expect(timeline.filter(({ milestone }) => milestone === 'debtor_performed').length).toBe(1);
  });

  it('is made good by the loop when the process ends between the payment and the withdrawal', async () => {
    const id = await send('refer-refusal-offence', court, police);
    const { context } = world.desk('court');
    await context.exchange.pool.query(`INSERT INTO pending_move (request_id, cause, organisation, move, milestone, reason) VALUES ($1, 'performance/x', $2, 'withdrawn', 'debtor_performed', 'paid')`, [id, court]);
    await until(async () => (await state(police, id)) === 'withdrawn');
    const { rows } = await context.exchange.pool.query<{ refused: string | null }>('SELECT refused FROM pending_move WHERE request_id = $1', [id]);
    expect(rows).toEqual([{ refused: null }]);
  });
});
