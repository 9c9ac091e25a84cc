import { personIdCheckCharacter } from '@lianzhi/contracts';
import { banks, court, CourtWorld, police, until, type Answer } from '../testing/court-world';

jest.setTimeout(180_000);

const caseNumber = '（2025）晋1031执600号';
const debtors = Array.from({ length: 200 }, (_, i) => {
  const digits = `14262919870312${String(100 + i)}`;
  return { kind: 'person', name: `被执行人${i}`, idNumber: `${digits}${personIdCheckCharacter(digits)}` };
});

describe('batches', () => {
  let world: CourtWorld;

  beforeAll(async () => {
    world = await CourtWorld.start(['court', 'bank']);
    await world.call(court, 'put', `/v1/cases/${caseNumber}`, { cause: '买卖合同纠纷', debtors, amountOwed: '100000.00' });
  });
  afterAll(async () => {
    await world.close();
    expect(world.errors).toEqual([]);
  });

  const base = async (more: Record<string, unknown> = {}): Promise<Record<string, unknown>> => {
    const { to: _to, subject: _subject, urgency: _urgency, ...example } = await world.example('query-deposits', court, banks[0]);
    return { ...example, caseNumber, ...more };
  };
  const progress = async (id: string): Promise<Answer['body']> => (await world.call(court, 'get', `/v1/request-batches/${id}`)).body;
  const sent = (id: string): Promise<void> => until(async () => (await progress(id)).sent === true, 60_000);
  const requests = async (desk: string): Promise<number> => {
    const { rows: [row] } = await world.desk(desk).context.exchange.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM request');
    return row!.n;
  };

  it('ask many banks about one debtor; each line is accepted or refused on its own', async () => {
    const { status, body } = await world.call(court, 'post', '/v1/request-batches', await base({ subject: debtors[0], recipients: [...banks, 'bank-none', police, banks[0], { to: banks[1], details: { nonsense: 1 } }, 5] }));
    expect([status, body.lines, body.type]).toEqual([201, 7, 'query-deposits']);
    await sent(body.id);
    expect(await progress(body.id)).toMatchObject({ open: 0, accepted: 2, refused: 5, byRefusal: { 'unknown-organisation': 1, 'recipient-does-not-answer': 1, 'repeated-line': 1, invalid: 2 } });
    await until(async () => (await progress(body.id)).byState !== undefined && ((await progress(body.id)).byState as Record<string, number>).delivered === 2);
    const { items } = (await world.call(court, 'get', `/v1/request-batches/${body.id}/result`)).body as unknown as { items: { line: number; standing: string; request: string; to: string; refusal: object | null; subject: object }[] };
    expect(items.map(({ line, standing }) => `${line} ${standing}`)).toEqual(['1 accepted', '2 accepted', '3 refused', '4 refused', '5 refused', '6 refused', '7 refused']);
    expect(items[5]!.refusal).toMatchObject({ error: 'invalid', errors: [{ pointer: '/details/nonsense' }] });
    expect(items[0]!.subject).toEqual({ kind: 'person', name: '被执行人0', idNumber: expect.stringContaining('*') });

    const answered = await world.call(banks[0], 'post', `/v1/requests/${items[0]!.request}/replies`, { final: true, outcome: 'none_proven', details: { source: '核心系统', asOf: '2025-09-01T08:00:00+08:00' } });
    expect([answered.status, answered.body.error]).toEqual([200, undefined]);
    await until(async () => ((await progress(body.id)).byOutcome as Record<string, number>).none_proven === 1);
    const csv = await world.call(court, 'get', `/v1/request-batches/${body.id}/result?format=csv`);
    expect(csv.text).toContain('none_proven');
    expect(csv.text).not.toContain(debtors[0]!.idNumber);
    expect((await world.call(banks[0], 'get', `/v1/request-batches/${body.id}`)).status).toBe(404);
  });

  it('refuse as a whole what is wrong as a whole, and write nothing', async () => {
    const before = (await world.call(court, 'get', '/v1/request-batches?limit=200')).body.items as unknown[];
    expect((await world.call(court, 'post', '/v1/request-batches', { type: 'no-such', recipients: ['a'] })).body).toMatchObject({ status: 422, error: 'unknown-type' });
    expect((await world.call(court, 'post', '/v1/request-batches', { type: 'funds-received', recipients: ['a'] })).body).toMatchObject({ status: 403, error: 'not-permitted' });
    expect((await world.call(court, 'post', '/v1/request-batches', await base({ recipients: [] }))).status).toBe(422);
    expect((await world.call(court, 'get', '/v1/request-batches?limit=200')).body.items).toEqual(before);
  });

  it('are made once by key, whatever the form', async () => {
    const body = await base({ subject: debtors[1], recipients: [...banks] });
    const answers = [await world.call(court, 'post', '/v1/request-batches', body, { 'idempotency-key': 'b1' }), await world.call(court, 'post', '/v1/request-batches', body, { 'idempotency-key': 'b1' })];
    expect(answers[0]!.body.id).toBe(answers[1]!.body.id);
    expect((await world.call(court, 'post', '/v1/request-batches', { ...body, recipients: [banks[0]] }, { 'idempotency-key': 'b1' })).status).toBe(422);
    await sent(answers[0]!.body.id);
    expect(await progress(answers[0]!.body.id)).toMatchObject({ accepted: 2, refused: 0 });
  });

  it('ask about many debtors from a table, at two replicas of which one dies; every line is sent once', async () => {
    const before = await requests('court');
    await world.startDesk('court', 'court-2');
    const table = ['姓名或名称,证件号码,案号', ...debtors.map(({ name, idNumber }) => `${name},${idNumber},${caseNumber}`), `无关人,142629197911050034,${caseNumber}`, `坏号码,142629197911050035,${caseNumber}`].join('\r\n');
    const { status, body } = await world.upload(court, '/v1/request-batches', { request: JSON.stringify({ ...(await base()), to: banks[0], caseNumber: undefined }) }, table);
    expect([status, body.lines]).toEqual([201, 202]);
    await world.stopDesk('court-2');
    await sent(body.id);
    expect(await progress(body.id)).toMatchObject({ lines: 202, accepted: 200, refused: 2, byRefusal: { 'not-a-debtor': 1, invalid: 1 } });
    expect(await requests('court')).toBe(before + 200);
    await until(async () => ((await progress(body.id)).byState as Record<string, number>).delivered === 200, 60_000);
    const { rows } = await world.desk('court').context.exchange.pool.query<{ content: Buffer }>('SELECT content FROM request_batch_line UNION ALL SELECT content FROM request_batch');
    for (const { content } of rows) expect(content.toString('latin1')).not.toMatch(/14262919870312/);
  });

  it('are resumed where a replica left off: what it had sent is found, not sent again', async () => {
    const { pool } = world.desk('court').context.exchange;
    const { body } = await world.call(court, 'post', '/v1/request-batches', await base({ subject: debtors[2], recipients: [...banks] }));
    await sent(body.id);
    const before = await requests('court');
    // As if the replica had died between the commit of the requests and that of the lines.
    await pool.query(`UPDATE request_batch_line SET state = 'open', claimed_until = '-infinity' WHERE batch_id = $1`, [body.id]);
    await sent(body.id);
    expect(await progress(body.id)).toMatchObject({ accepted: 2, refused: 0 });
    expect(await requests('court')).toBe(before);
  });
});
