import { randomUUID } from 'node:crypto';
import { until, type ApiClient, type Json } from './api-client';
import { connect, disconnect } from './connect';
import { bank, court, debtor, exampleBody, inState, newCaseNumber, police, putCase, submit, upload } from './exchange-world';

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+08:00$/;
const uuidv7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('requests and their moves', () => {
  let api: ApiClient;
  const move = (organisation: string, id: string, path: string, body?: unknown) => api.at(organisation, `/v1/requests/${id}/${path}`, { method: 'POST', ...(body !== undefined && { body }) });
  const obligation = (request: Json, name: string): Json => request.obligations.find((one: Json) => one.name === name);
  beforeAll(async () => { api = await connect(); });
  afterAll(disconnect);

  it('a submitted request shows what the issue promises', async () => {
    const body = await exampleBody(api, 'query-person', police, { urgency: 'urgent' });
    const request = await api.expect(201, court, '/v1/requests', { body });
    expect(request).toMatchObject({ type: 'query-person', state: 'submitted', flags: expect.any(Array), from: court, to: police, thread: request.id, urgency: 'urgent', caseNumber: body.caseNumber });
    expect(request.id).toMatch(uuidv7);
    expect(request.subject).toEqual({ kind: 'person', name: debtor.name, idNumber: '1426**********4515' });
    for (const one of request.obligations) {
      expect(one).toMatchObject({ name: expect.any(String), owedBy: expect.any(String), state: expect.any(String), source: expect.any(String), derivation: expect.any(Array) });
      if (one.startedAt !== null) expect([one.startedAt, one.dueAt]).toEqual([expect.stringMatching(instant), expect.stringMatching(instant)]);
    }
    expect(obligation(request, 'deliver')).toMatchObject({ owedBy: police, state: 'running' });
    expect(obligation(request, 'answer')).toMatchObject({ state: 'pending', startedAt: null, dueAt: null });
    const delivered = (await until(() => api.at(court, `/v1/requests/${request.id}`), (answer) => answer.body.state === 'delivered')).body;
    expect(obligation(delivered, 'deliver').state).toBe('discharged');
    expect(obligation(delivered, 'accept').derivation.length).toBeGreaterThan(1);
    expect(Date.parse(obligation(delivered, 'accept').dueAt) - Date.parse(obligation(delivered, 'accept').startedAt)).toBe(2 * 3_600_000);
    // Nothing is masked for the two ends.
    for (const organisation of [court, police]) {
      const detail = await api.expect(200, organisation, `/v1/requests/${request.id}`);
      expect(detail).toMatchObject({ subject: debtor, details: body.details, officers: body.officers ?? [], replies: [] });
      expect(detail.documents.map(({ id }: Json) => id as string).sort()).toEqual([...body.documents].sort());
    }
  });

  it('goes the long way: every move of both sides, and nothing that the table does not have', async () => {
    const { id } = await submit(api, 'query-person', police);
    const path = `/v1/requests/${id}`;
    await inState(api, court, id, 'delivered');
    for (const [organisation, other] of [[court, ['accept', 'return', 'replies', 'information-requests', 'extensions', 'measure-changes']], [police, ['supplements', 'withdrawal', 'urges', 'closure', 'objection']]] as const) {
      // 403 before any field is looked at.
      for (const one of other) expect([one, (await move(organisation, id, one, { nonsense: '\u0000' })).status]).toEqual([one, 403]);
    }
    for (const [organisation, early] of [[court, ['closure', 'objection']], [police, ['measure-changes']]] as const) {
      for (const one of early) {
        const refused = await move(organisation, id, one, { objection: { reason: '不服' }, closure: {}, 'measure-changes': { change: 'lapsed' } }[one]);
        expect([one, refused.status, refused.body.error]).toEqual([one, 409, 'move-not-allowed']);
        expect(refused.body.allowed).toEqual(organisation === court ? ['supplements', 'withdrawal', 'urges'] : expect.arrayContaining(['accept', 'return', 'replies', 'information-requests']));
      }
    }
    expect((await move(police, id, 'no-such-move', {})).status).toBe(404);
    expect((await move(court, id, 'urges')).body.state).toBe('delivered');
    expect((await move(police, id, 'accept', {})).body.state).toBe('accepted');
    expect((await move(police, id, 'accept', {})).status).toBe(409);
    expect((await move(police, id, 'information-requests', { question: '请补充曾用名' })).body.state).toBe('information_requested');
    await inState(api, court, id, 'information_requested');
    expect((await move(court, id, 'supplements', { details: { note: '曾用名：张某' }, documents: [(await upload(api, court, '补充材料')).id] })).body.state).toBe('accepted');
    await inState(api, police, id, 'accepted');
    const entry = await api.expect(200, police, '/v1/catalogue/query-person');
    const answered = (await move(police, id, 'replies', { ...entry.reply.examples.found, documents: [(await upload(api, police, '查询结果')).id] })).body;
    expect(answered).toMatchObject({ state: 'answered', turn: court });
    const seen = await inState(api, court, id, 'answered');
    expect(seen.replies).toMatchObject([{ at: expect.stringMatching(instant), final: true, outcome: 'found', details: entry.reply.examples.found.details, documents: [{ kind: '查询结果', size: expect.any(Number) }] }]);
    const file = await api.at(court, `/v1/documents/${seen.replies[0].documents[0].id}`, { undescribed: true });
    expect([file.status, file.text]).toEqual([200, '查询结果：样例']);
    expect((await move(court, id, 'withdrawal', { reason: '已履行' })).status).toBe(409);
    expect((await move(court, id, 'objection', { reason: '结果不完整' })).body.state).toBe('accepted');
    await inState(api, police, id, 'accepted');
    expect((await move(police, id, 'replies', entry.reply.examples.none_proven)).body.state).toBe('answered');
    await inState(api, court, id, 'answered');
    expect((await move(court, id, 'objection', { reason: '再次异议' })).status).toBe(409);
    expect((await move(police, id, 'measure-changes', { change: 'hit', details: { note: '新线索' } })).status).toBe(200);
    expect((await move(court, id, 'closure', { note: '谢谢' })).body).toMatchObject({ state: 'closed', turn: null });
    await inState(api, police, id, 'closed');
    const { items } = await api.expect(200, police, `${path}/timeline`);
    expect(items.map((one: Json) => one.move as string)).toEqual(expect.arrayContaining(['submitted', 'urged', 'accepted', 'information-requested', 'supplemented', 'answered', 'objected', 'measure-changed', 'closed']));
    expect(items.find((one: Json) => one.move === 'closed').note).toBe('谢谢');
    expect(items.find((one: Json) => one.move === 'measure-changed').details).toEqual({ change: 'hit', note: '新线索' });
    expect(items.map(({ at }: Json) => Date.parse(at as string))).toEqual(items.map(({ at }: Json) => Date.parse(at as string)).sort((a: number, b: number) => a - b));
    const fromCourt = await until(() => api.at(court, `${path}/timeline`), ({ body }) => body.items.some((one: Json) => one.move === 'measure-changed'));
    expect(fromCourt.body.items.find((one: Json) => one.move === 'measure-changed').details).toEqual({ change: 'hit', note: '新线索' });
  });

  it('return says why and what is missing; a new request follows it', async () => {
    const first = await submit(api, 'query-person', police);
    expect((await move(police, first.id, 'return', {})).status).toBe(422);
    expect((await move(police, first.id, 'return', { reason: '材料不全', missing: ['身份证复印件'] })).body.state).toBe('returned');
    const seen = await inState(api, court, first.id, 'returned');
    expect(seen).toMatchObject({ turn: null, returned: { reason: '材料不全', missing: ['身份证复印件'] } });
    expect((await move(police, first.id, 'replies', { final: true, outcome: 'found', details: {} })).status).not.toBe(200);
    const again = await api.expect(201, court, '/v1/requests', { body: await exampleBody(api, 'query-person', police, { follows: first.id }) });
    expect(again).toMatchObject({ follows: first.id, thread: first.id });
    expect((await api.at(court, '/v1/requests', { body: await exampleBody(api, 'query-person', police, { follows: randomUUID() }) })).status).toBe(422);
  });

  it('withdrawal ends it, and its note arrives', async () => {
    const { id } = await submit(api, 'refer-refusal-offence', police);
    expect((await move(court, id, 'withdrawal', {})).status).toBe(422);
    expect((await move(court, id, 'withdrawal', { reason: '被执行人已履行', note: '款项已到账' })).body.state).toBe('withdrawn');
    await inState(api, police, id, 'withdrawn');
    const { items } = await api.expect(200, police, `/v1/requests/${id}/timeline`);
    expect(items.find((one: Json) => one.move === 'withdrawn')).toMatchObject({ reason: '被执行人已履行', note: '款项已到账' });
    const late = await move(police, id, 'accept', {});
    expect([late.status, late.body.allowed]).toEqual([409, []]);
  });

  it('milestones, extension where the rule allows it, and 409 where it does not', async () => {
    const { id } = await submit(api, 'refer-refusal-offence', police);
    expect((await move(police, id, 'accept', { milestone: 'receipt', details: { receiptNumber: '隰公受〔2026〕9号' } })).body.missing).toEqual(['受案回执']);
    const receipt = await upload(api, police, '受案回执');
    expect((await move(police, id, 'accept', { milestone: 'receipt', details: { receiptNumber: '隰公受〔2026〕9号' }, documents: [receipt.id] })).body.state).toBe('accepted');
    expect(obligation(await inState(api, court, id, 'accepted'), 'receipt').state).toBe('discharged');
    const complex = (await move(police, id, 'replies', { final: false, milestone: 'complex', details: { note: '案情复杂' } })).body;
    expect(Date.parse(obligation(complex, 'decide').dueAt) - Date.parse(obligation(complex, 'decide').startedAt)).toBeGreaterThan(29 * 86_400_000);
    expect((await move(police, id, 'extensions', { reason: '案情复杂', until: '2099-01-01' })).status).toBe(409);
    expect((await move(police, id, 'accept', { milestone: 'no-such-milestone' })).status).toBe(422);
    const locate = await submit(api, 'locate-debtor', police);
    const due = obligation(await inState(api, police, locate.id, 'delivered'), 'first-reply').dueAt as string;
    const until = new Date(Date.parse(due) + 12 * 3_600_000).toISOString().slice(0, 10);
    expect((await move(police, locate.id, 'extensions', { reason: '正在核查', until: '2099-01-01' })).status).toBe(422);
    const extended = await move(police, locate.id, 'extensions', { reason: '正在核查', until });
    expect([extended.status, extended.body.state]).toEqual([200, 'delivered']);
    expect(Date.parse(obligation(extended.body, 'first-reply').dueAt)).toBeGreaterThan(Date.parse(due));
  });

  it('what happens after the final reply: a detention ends, the family was told', async () => {
    const { id } = await submit(api, 'take-into-detention', police);
    const entry = await api.expect(200, police, '/v1/catalogue/take-into-detention');
    await api.expect(200, police, `/v1/requests/${id}/replies`, { body: entry.reply.examples.done });
    const seen = await inState(api, court, id, 'answered');
    expect([obligation(seen, 'notify-family'), obligation(seen, 'detention-ends')]).toMatchObject([{ owedBy: court, state: 'running' }, { owedBy: police, state: 'running' }]);
    expect((await move(court, id, 'supplements', { milestone: 'family_notified' })).status).toBe(200);
    expect((await move(police, id, 'measure-changes', { change: 'paused' })).status).toBe(422);
    expect((await move(police, id, 'measure-changes', { change: 'lapsed', milestone: 'released' })).status).toBe(200);
    const ended = await until(() => api.at(court, `/v1/requests/${id}`), ({ body }) => obligation(body, 'detention-ends').state === 'discharged');
    expect(obligation(ended.body, 'notify-family').state).toBe('discharged');
    expect((await api.expect(200, court, '/v1/alerts?limit=200')).items.some((one: Json) => one.request === id && one.kind === 'measure-changed')).toBe(true);
    await until(() => api.call('coordinator', `/v1/requests/${id}`, { as: court }), ({ body }) => obligation(body, 'detention-ends')?.state === 'discharged');
  });

  it('the bank answers by machine', async () => {
    const company = { kind: 'company', name: '隰县某商贸有限公司', creditCode: '91141031MA0K3T8X69' };
    const query = await api.expect(201, court, '/v1/requests', { body: await exampleBody(api, 'query-deposits', bank, { subject: company }) });
    const answered = await inState(api, court, query.id, 'answered');
    expect(answered.replies).toHaveLength(1);
    expect(answered.replies[0]).toMatchObject({ final: true, outcome: 'found' });
    const freeze = await exampleBody(api, 'freeze-account', bank, { subject: company });
    const frozen = await api.expect(201, court, '/v1/requests', { body: { ...freeze, caseNumber: freeze.caseNumber, details: { ...freeze.details, amount: '10.00' } } });
    const done = await inState(api, court, frozen.id, 'answered');
    expect(['done', 'partial', 'waiting']).toContain(done.replies[0].outcome);
    const { originalOrder: _order, ...details } = (await exampleBody(api, 'unfreeze-account', bank, { subject: company })).details;
    const unfreeze = await exampleBody(api, 'unfreeze-account', bank, { subject: company, caseNumber: frozen.caseNumber, follows: frozen.id, details });
    const released = await api.expect(201, court, '/v1/requests', { body: { ...unfreeze, caseNumber: frozen.caseNumber } });
    expect(released.thread).toBe(frozen.id);
    expect((await inState(api, court, released.id, 'answered')).replies[0]).toMatchObject({ final: true });
  });

  it('the same idempotency key gives the same answer, with another body 422', async () => {
    const body = await exampleBody(api, 'query-person', police);
    const headers = { 'idempotency-key': randomUUID() };
    const [first, second] = [await api.at(court, '/v1/requests', { body, headers }), await api.at(court, '/v1/requests', { body, headers })];
    expect([first.status, second.status, second.body.id]).toEqual([201, 201, first.body.id]);
    expect(second.body).toEqual(first.body);
    expect((await api.at(court, '/v1/requests', { body: { ...body, urgency: 'urgent' }, headers })).status).toBe(422);
    // At once: one is done, the other gets the same or is told to wait.
    const key = { 'idempotency-key': randomUUID() };
    const both = await Promise.all([api.at(court, '/v1/requests', { body, headers: key }), api.at(court, '/v1/requests', { body, headers: key })]);
    for (const one of both) expect([201, 409]).toContain(one.status);
    for (const one of both.filter(({ status }) => status === 409)) expect(one.headers.get('retry-after')).toMatch(/^\d+$/);
    const { items } = await api.expect(200, court, `/v1/requests?q=${encodeURIComponent(body.caseNumber as string)}`);
    expect(items).toHaveLength(2);
    // A refused call frees its key, and keys belong to one path.
    expect((await api.at(court, '/v1/requests', { body: { ...body, to: 'nobody' }, headers: { 'idempotency-key': `${headers['idempotency-key']}-x` } })).status).toBe(422);
    expect((await api.at(court, '/v1/requests', { body, headers: { 'idempotency-key': `${headers['idempotency-key']}-x` } })).status).toBe(201);
    await inState(api, police, first.body.id as string, 'delivered');
    const moved = { 'idempotency-key': headers['idempotency-key'] };
    const accepts = [await api.at(police, `/v1/requests/${first.body.id}/accept`, { body: {}, headers: moved }), await api.at(police, `/v1/requests/${first.body.id}/accept`, { body: {}, headers: moved })];
    expect(accepts.map(({ status }) => status)).toEqual([200, 200]);
  });

  it('cases: recorded, read, replaced; another writing of the number is the same case', async () => {
    const caseNumber = newCaseNumber();
    const body = { cause: '买卖合同纠纷', debtors: [debtor, { kind: 'company', name: '隰县某商贸有限公司', creditCode: '91141031MA0K3T8X69' }], amountOwed: '123456789012345.00' };
    const path = `/v1/cases/${encodeURIComponent(caseNumber)}`;
    expect((await api.at(court, path)).status).toBe(404);
    for (let times = 0; times < 2; times += 1) await api.expect(200, court, path, { method: 'PUT', body });
    expect(await api.expect(200, court, path)).toMatchObject({ caseNumber, ...body });
    expect(await api.expect(200, court, `/v1/cases/${encodeURIComponent(caseNumber.replace('（', '(').replace('）', ')'))}`)).toMatchObject({ caseNumber });
    for (const change of [{ amountOwed: '1234567890123456.00' }, { amountOwed: '-1.00' }, { amountOwed: '1.000' }, { amountOwed: 5 }, { cause: '' }, { debtors: [] }, { debtors: [{ ...debtor, idNumber: '142629198703124516' }] }]) {
      const refused = await api.at(court, path, { method: 'PUT', body: { ...body, ...change } });
      expect([JSON.stringify(change), refused.status]).toEqual([JSON.stringify(change), 422]);
      expect(refused.body.errors[0].pointer).toMatch(/^\/(amountOwed|cause|debtors)/);
    }
    expect((await api.at(court, '/v1/cases/no-case', { method: 'PUT', body })).status).toBe(422);
    await putCase(api, court, caseNumber, debtor);
    expect((await api.expect(200, court, path)).debtors).toHaveLength(1);
  });
});
