import { court, CourtWorld, type Answer } from '../testing/court-world';

jest.setTimeout(120_000);

const caseNumber = '（2025）晋1031执312号';
const other = '（2025）晋1031执313号';
const debtor = { kind: 'person', name: '张某甲', idNumber: '142629198703124515' };
const person = (sub: string, as: string, cases = [caseNumber]) => ({ sub, name: sub, client_id: 'lianzhi-console', roles: ['party'], party: { cases: cases.map((number) => ({ caseNumber: number, as })) } });
const applicant = person('李某', 'applicant');
const informant = person('王某', 'informant');
const message = { type: 'party-message', caseNumber, details: { matter: 'message', text: '请问何时拍卖车辆？' } };

describe('parties at their court', () => {
  let world: CourtWorld;
  const as = (claims: object, method: 'get' | 'post', path: string, body?: object, headers = {}): Promise<Answer> => world.call(court, method, path, body, headers, claims);

  beforeAll(async () => {
    world = await CourtWorld.start(['court', 'bank']);
    for (const number of [caseNumber, other]) await world.call(court, 'put', `/v1/cases/${number}`, { cause: '买卖合同纠纷', debtors: [debtor], amountOwed: '186400.00' });
  });
  afterAll(async () => {
    expect(world.errors).toEqual([]);
    await world.close();
  });

  it('write, and are answered by an officer with the ordinary reply', async () => {
    const sent = await as(applicant, 'post', '/v1/party/messages', message);
    expect([sent.status, sent.body]).toEqual([201, expect.objectContaining({ type: 'party-message', state: 'delivered', answerDueAt: '2025-09-09T00:00:00+08:00', replies: [] })]);
    const { id } = sent.body;
    const atDesk = await world.call(court, 'get', `/v1/requests/${id}`);
    expect(atDesk.body).toMatchObject({ box: 'received', from: expect.stringMatching(/^party-[0-9a-f]{16}$/), details: { sender: '李某', capacity: 'applicant' }, turn: court });
    expect((await world.call(court, 'post', `/v1/requests/${id}/information-requests`, { question: '哪一辆车？' })).status).toBe(200);
    expect((await as(applicant, 'post', `/v1/party/messages/${id}/supplements`, { details: { text: '晋L5X291' } })).body).toMatchObject({ state: 'accepted', questions: [{ question: '哪一辆车？' }] });
    expect((await world.call(court, 'post', `/v1/requests/${id}/replies`, { final: true, outcome: 'done', details: { answer: '下月拍卖', judge: '李法官' } })).status).toBe(200);
    const read = await as(applicant, 'get', `/v1/party/cases/${caseNumber}`);
    expect(read.body).toMatchObject({ as: 'applicant', amountOwed: '186400.00', messages: [{ id, state: 'answered', replies: [{ final: true, outcome: 'done', details: { answer: '下月拍卖', judge: '李法官' } }] }] });
    const rows = await world.desk('court').context.exchange.pool.query<{ topic: string; pending: boolean }>('SELECT DISTINCT topic, pending FROM journal WHERE request_id = $1', [id]);
    expect(rows.rows).toEqual([{ topic: 'local.court', pending: false }]);
  });

  it('see that the bank was asked, never what it said; the informant sees its own message only', async () => {
    const query = await world.call(court, 'post', '/v1/requests', await world.example('query-deposits', court, 'bank-a-141031', { caseNumber, subject: debtor }));
    expect(query.status).toBe(201);
    await as(informant, 'post', '/v1/party/messages', { type: 'report-clue', caseNumber, urgency: 'urgent', details: { about: 'vehicle', clue: '车在某小区车库', urgentBecause: '今晚将驶离' } });
    const seen = await as(applicant, 'get', `/v1/party/cases/${caseNumber}`);
    expect(seen.body.progress).toEqual([{ title: expect.anything(), agency: { zh: '银行业金融机构', en: 'Bank' }, state: 'under_way', askedOn: '2025-09-01', answeredOn: null }]);
    expect(seen.text).not.toMatch(/bank-a|王某|某小区|142629/);
    const told = await as(informant, 'get', `/v1/party/cases/${caseNumber}`);
    expect(Object.keys(told.body)).toEqual(['caseNumber', 'as', 'messages']);
    expect(told.body.messages).toEqual([expect.objectContaining({ type: 'report-clue', answerDueAt: '2025-09-05T00:00:00+08:00' })]);
    const debtorSees = await as(person('张某甲', 'debtor'), 'get', `/v1/party/cases/${caseNumber}`);
    expect(debtorSees.body.progress).toBeUndefined();
    expect(debtorSees.text).not.toContain('Bank');
  });

  it('have no other case, no other\'s message, and none of the desk\'s resources', async () => {
    const { body: { id } } = await as(applicant, 'post', '/v1/party/messages', message);
    expect([(await as(applicant, 'get', `/v1/party/cases/${other}`)).status, (await as(applicant, 'post', '/v1/party/messages', { ...message, caseNumber: other })).status]).toEqual([404, 404]);
    expect((await as(informant, 'post', `/v1/party/messages/${id}/withdrawal`, { reason: 'x' })).status).toBe(404);
    // The same person, whose token no longer names the case.
    expect((await as(person('李某', 'applicant', [other]), 'post', `/v1/party/messages/${id}/withdrawal`, { reason: 'x' })).status).toBe(404);
    expect(await Promise.all(['/v1/requests', `/v1/requests/${id}`, `/v1/cases/${caseNumber}`, '/v1/alerts', '/v1/duty'].map(async (path) => (await as(applicant, 'get', path)).status))).toEqual([403, 403, 403, 403, 403]);
    expect((await world.call(court, 'get', `/v1/party/cases/${caseNumber}`)).status).toBe(403);
    expect((await world.call(court, 'post', '/v1/requests', { ...message, to: court, subject: debtor })).body.error).toBe('not-permitted');
    expect((await as(applicant, 'post', `/v1/party/messages/${id}/withdrawal`, { reason: '已电话答复' })).body.state).toBe('withdrawn');
  });

  it('are named in full by the case, so whoever opens it is recorded, also who may not', async () => {
    const pool = world.desk('court').context.exchange.pool;
    const recorded = async (target: string): Promise<unknown[]> => (await pool.query(`SELECT kind, action, allowed, organisation FROM access_record WHERE target = $1 ORDER BY id DESC LIMIT 1`, [target])).rows;
    expect((await world.call(court, 'get', `/v1/cases/${other}`)).text).toContain(debtor.idNumber);
    expect(await recorded(other)).toEqual([{ kind: 'case', action: 'read', allowed: true, organisation: court }]);
    expect((await world.call(court, 'get', '/v1/cases/（2025）晋1031执9998号')).status).toBe(404);
    expect(await recorded('（2025）晋1031执9998号')).toEqual([{ kind: 'case', action: 'read', allowed: false, organisation: court }]);
  });

  it('are not heard twice for one key, whatever the replica, nor for another message under it', async () => {
    await world.startDesk('court', 'second');
    const key = { 'idempotency-key': 'letter-1' };
    const answers = await Promise.all([1, 2, 3].map(() => as(applicant, 'post', '/v1/party/messages', message, key)));
    expect(new Set(answers.map(({ body: { id } }) => id)).size).toBe(1);
    expect((await as(applicant, 'post', '/v1/party/messages', { ...message, details: { ...message.details, text: '另一件事' } }, key)).body.error).toBe('idempotency-key-reused');
    expect((await as(informant, 'post', '/v1/party/messages', message, key)).body.id).not.toBe(answers[0]!.body.id);
    expect((await as(applicant, 'post', '/v1/party/messages', { ...message, details: { ...message.details, sender: '张某甲' } })).body.errors).toEqual([expect.objectContaining({ pointer: '/details/sender', code: 'not-yours-to-say' })]);
  });
});
