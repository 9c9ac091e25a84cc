import { court, CourtWorld, police, procuratorate, until, type Answer } from '../testing/court-world';

jest.setTimeout(120_000);

const caseNumber = '（2025）晋1031执312号';
const debtor = { kind: 'person', name: '张某甲', idNumber: '142629198703124515' };

describe('drafts of a court', () => {
  let world: CourtWorld;

  beforeAll(async () => { world = await CourtWorld.start(['court', 'police', 'procuratorate']); });
  beforeEach(async () => {
    world.at = Date.parse('2025-09-01T09:00:00+08:00');
    await world.call(court, 'put', `/v1/cases/${caseNumber}`, { cause: '买卖合同纠纷', debtors: [debtor], amountOwed: '960000.00' });
  });
  afterAll(async () => {
    await world.close();
    expect(world.errors).toEqual([]);
  });

  const refer = async (more: Record<string, unknown> = {}): Promise<Answer> => world.call(court, 'post', '/v1/requests', await world.example('refer-refusal-offence', court, police, { caseNumber, subject: debtor, ...more }));
  const referred = async (): Promise<string> => {
    const { body: { id } } = await refer();
    await until(async () => (await world.call(police, 'get', `/v1/requests/${id}`)).status === 200);
    return id;
  };
  const draftsAbout = async (about: string): Promise<Record<string, unknown>[]> => {
    const { body } = await world.call(court, 'get', '/v1/drafts?state=open&limit=200');
    return (body.items as Record<string, unknown>[]).filter((draft) => draft.about === about);
  };
  const days = (n: number): void => { world.at += n * 86_400_000; };
  const settled = (): Promise<unknown> => new Promise((resolve) => { setTimeout(resolve, 2_500); });

  it('are not needed for a referral without its evidence: that is refused, naming what is missing', async () => {
    const documents = await world.documents(court, ['案件移送函', '执行情况说明', '身份证据', '义务证据']);
    const { status, body } = await refer({ documents });
    expect({ status, error: body.error, missing: body.missing }).toEqual({ status: 422, error: 'documents-missing', missing: ['履行能力证据', '拒不执行行为证据', '情节后果证据'] });
  });

  it('are made once of a referral that is not decided in seven days, and sent once', async () => {
    const id = await referred();
    world.at = Date.parse('2025-09-09T00:00:30+08:00');
    await settled();
    expect(await draftsAbout(id)).toEqual([]);
    world.at = Date.parse('2025-09-09T00:01:01+08:00');
    await until(async () => (await draftsAbout(id)).length > 0);
    const [draft] = await draftsAbout(id);
    expect(draft).toMatchObject({ type: 'request-filing-supervision', to: procuratorate, caseNumber, subject: { idNumber: '1426**********4515' }, state: 'open', request: null });
    const alerts = (await world.call(court, 'get', '/v1/alerts')).body.items as Record<string, unknown>[];
    expect(alerts).toContainEqual(expect.objectContaining({ kind: 'draft', request: id, level: 'warning' }));
    const path = `/v1/drafts/${draft!.id as string}`;
    expect((await world.call(court, 'get', path)).body.body).toMatchObject({ follows: id, subject: debtor, details: { ground: 'no-decision', police: '隰县公安局', referredOn: '2025-09-01', unperformed: '960000.00' } });

    const incomplete = await world.call(court, 'post', `${path}/submission`);
    expect(incomplete.body).toMatchObject({ status: 422, error: 'documents-missing', missing: ['提请立案监督函'] });
    const carried = ((await world.call(court, 'get', path)).body.body as { documents: string[] }).documents;
    const letter = await world.documents(court, ['提请立案监督函']);
    const sent = await Promise.all([1, 2, 3].map(() => world.call(court, 'post', `${path}/submission`, { documents: [...carried, ...letter] }, { 'idempotency-key': 'k1' })));
    // One runs; whoever comes meanwhile is told to wait, whoever comes later gets its answer.
    expect(sent.filter(({ status }) => status === 201).length).toBeGreaterThanOrEqual(1);
    expect(new Set(sent.filter(({ status }) => status === 201).map(({ body }) => body.id)).size).toBe(1);
    const request = sent.find(({ status }) => status === 201)!.body.id;
    expect((await world.call(court, 'get', path)).body).toMatchObject({ state: 'sent', request });
    expect((await world.call(court, 'post', `${path}/submission`, { documents: [...carried, ...letter] })).body).toMatchObject({ status: 409, error: 'draft-not-open', request });
    expect((await world.call(court, 'post', `${path}/discard`, { reason: '不必' })).status).toBe(409);
    await until(async () => (await world.call(procuratorate, 'get', `/v1/requests/${request}`)).body.thread === id);
    days(3);
    await settled();
    expect((await draftsAbout(id)).length).toBe(0);
  });

  it('wait thirty days from the milestone complex', async () => {
    const id = await referred();
    expect((await world.call(police, 'post', `/v1/requests/${id}/accept`, { milestone: 'complex' })).body).toMatchObject({ status: 422, errors: [{ pointer: '/details/reason', code: 'required-by-milestone' }] });
    await world.call(police, 'post', `/v1/requests/${id}/accept`, { milestone: 'complex', details: { note: '涉案人员众多，重大疑难复杂' } });
    await until(async () => ((await world.call(court, 'get', `/v1/requests/${id}`)).body.state) === 'accepted');
    world.at = Date.parse('2025-09-30T12:00:00+08:00');
    await settled();
    expect(await draftsAbout(id)).toEqual([]);
    world.at = Date.parse('2025-10-10T00:02:00+08:00');
    await until(async () => (await draftsAbout(id)).length === 1);
  });

  it('are made at once of a referral that is declined, with what the police wrote; and can be discarded', async () => {
    const id = await referred();
    const documents = await world.documents(police, ['不予立案通知书', '不立案理由说明书']);
    const answered = await world.call(police, 'post', `/v1/requests/${id}/replies`, { final: true, outcome: 'declined', details: { reason: '证据不足', declinedBecause: 'insufficient-evidence', noticeNumber: '隰公（经）不立字〔2025〕3号' }, documents });
    expect(answered.status).toBe(200);
    await until(async () => (await draftsAbout(id)).length === 1);
    const [draft] = await draftsAbout(id);
    const { body } = (await world.call(court, 'get', `/v1/drafts/${draft!.id as string}`)).body as unknown as { body: { details: object; documents: string[] } };
    expect(body.details).toMatchObject({ ground: 'not-filed', noticeNumber: '隰公（经）不立字〔2025〕3号' });
    expect(body.documents).toContain(documents[0]);
    expect((await world.call(court, 'post', `/v1/drafts/${draft!.id as string}/discard`)).status).toBe(422);
    expect((await world.call(court, 'post', `/v1/drafts/${draft!.id as string}/discard`, { reason: '不再提请' })).body).toMatchObject({ state: 'discarded', discardedBecause: '不再提请' });
    expect(await draftsAbout(id)).toEqual([]);
    expect((await world.call(police, 'get', '/v1/drafts')).status).toBe(404);
  });

  it('are not made of a referral that is granted', async () => {
    const id = await referred();
    await world.call(police, 'post', `/v1/requests/${id}/replies`, { final: true, outcome: 'granted', details: { filingNumber: '隰公（经）立字〔2025〕18号' } });
    await until(async () => ((await world.call(court, 'get', `/v1/requests/${id}`)).body.state) === 'answered');
    days(40);
    await settled();
    expect(await draftsAbout(id)).toEqual([]);
    expect((await world.call(court, 'get', `/v1/requests/${id}`)).body).toMatchObject({ state: 'answered', closesAt: null });
  });

  it('are discarded by themselves once the police have filed after all, and made anew when they withdraw the case', async () => {
    const id = await referred();
    world.at = Date.parse('2025-09-10T09:00:00+08:00');
    await until(async () => (await draftsAbout(id)).length === 1);
    const [draft] = await draftsAbout(id);
    await world.call(police, 'post', `/v1/requests/${id}/replies`, { final: true, outcome: 'granted', details: { filingNumber: '隰公（经）立字〔2025〕19号' } });
    await until(async () => (await draftsAbout(id)).length === 0);
    expect((await world.call(court, 'get', `/v1/drafts/${draft!.id as string}`)).body).toMatchObject({ state: 'discarded', settledBy: 'system' });
    expect((await world.call(police, 'post', `/v1/requests/${id}/measure-changes`, { change: 'reversed', milestone: 'case_withdrawn', details: { note: '撤销案件' } })).status).toBe(200);
    await until(async () => (await draftsAbout(id)).length === 1);
    const [again] = await draftsAbout(id);
    expect((await world.call(court, 'get', `/v1/drafts/${again!.id as string}`)).body.body).toMatchObject({ details: { ground: 'case-withdrawn' } });
  });

  it('are discarded by a performance in full', async () => {
    const id = await referred();
    await world.call(police, 'post', `/v1/requests/${id}/replies`, { final: true, outcome: 'declined', documents: await world.documents(police, ['不予立案通知书']), details: { reason: '证据不足', declinedBecause: 'insufficient-evidence' } });
    await until(async () => (await draftsAbout(id)).length === 1);
    expect((await world.call(court, 'post', `/v1/cases/${caseNumber}/performance`, { amount: '960000.00' })).status).toBe(201);
    expect(await draftsAbout(id)).toEqual([]);
  });

  it('are written once by key, and page', async () => {
    const { pool } = world.desk('court').context.exchange;
    const { rows: [{ n }] } = await pool.query<{ n: string }>('SELECT count(*) AS n FROM draft');
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await world.call(court, 'get', `/v1/drafts?limit=1${cursor && `&cursor=${cursor}`}`);
      seen.push(...(body.items as { id: string }[]).map(({ id }) => id));
      cursor = (body.nextCursor as string | null) ?? '';
    } while (cursor);
    expect(new Set(seen).size).toBe(Number(n));
    const { rows } = await pool.query<{ content: Buffer }>('SELECT content FROM draft');
    for (const { content } of rows) expect(content.toString('latin1')).not.toContain(debtor.idNumber);
  });
});
