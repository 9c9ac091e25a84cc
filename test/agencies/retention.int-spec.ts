import { catalogue } from '@lianzhi/contracts';
import { auditJournal, journalOfDatabase, keptOfDatabase, leafBytes, readEvent, type EvidenceReport } from '@lianzhi/exchange';
import { court, CourtWorld, police, until, type Answer } from '../../apps/court/src/testing/court-world';
import { verifiedEvidence } from '../../libs/exchange/src/testing/verified-evidence';

jest.setTimeout(120_000);
const operator = { roles: ['operator'] };
interface Run { id: string; requests: number; messages: number; documents: number; finishedAt: string | null }

describe('retention', () => {
  let world: CourtWorld;
  let old: string;
  let second: string;
  let recent: string;
  let open: string;

  const call = (method: 'get' | 'post', path: string, body?: object, claims: object = operator): Promise<Answer> => world.call(court, method, path, body, {}, claims);
  const journal = async (id: string) => (await world.desk('court').context.exchange.pool.query<{ event: Buffer; topic: string; erased_at: Date | null }>('SELECT event, topic, erased_at FROM journal WHERE request_id = $1 ORDER BY seq', [id])).rows;
  const documentsOf = async (id: string): Promise<string[]> => (await world.call(court, 'get', `/v1/requests/${id}`)).body['documents'] as string[];

  async function ask({ end = true, documents = undefined as string[] | undefined } = {}): Promise<string> {
    const example = await world.example('query-person', court, police, { caseNumber: '（2025）晋1031执312号', subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124515' } });
    const { body: { id } } = await world.call(court, 'post', '/v1/requests', documents === undefined ? example : { ...example, documents }, { 'idempotency-key': `${Math.random()}` });
    await until(async () => (await world.call(court, 'get', `/v1/requests/${id}`)).body['state'] === 'delivered');
    if (end) {
      await world.call(court, 'post', `/v1/requests/${id}/withdrawal`, { reason: '已履行' });
      await until(async () => (await world.call(court, 'get', `/v1/requests/${id}`)).body['state'] === 'withdrawn');
      await until(async () => (await world.desk('court').context.exchange.pool.query(`SELECT 1 FROM journal WHERE request_id = $1 AND (pending OR handling = 'n')`, [id])).rowCount === 0);
    }
    return id;
  }

  beforeAll(async () => {
    world = await CourtWorld.start(['court', 'police']);
    await world.startDesk('court', 'court-2');
    await world.call(court, 'put', '/v1/cases/（2025）晋1031执312号', { cause: '买卖合同纠纷', debtors: [{ kind: 'person', name: '张某甲', idNumber: '142629198703124515' }], amountOwed: '186400.00' });
    old = await ask();
    second = await ask();
    // Still open: it names the same documents as the old one, so that they must be kept.
    open = await ask({ end: false, documents: (await documentsOf(old) as unknown as { id: string }[]).slice(0, 1).map(({ id }) => id).concat((await world.documents(court, ((await world.example('query-person', court, police))['documents'] as string[]).slice(1).map(() => '协助查询通知书')))) });
    world.at += 3 * 365 * 86_400_000 + 30 * 86_400_000;
    recent = await ask();
  });
  afterAll(async () => {
    await world.close();
    expect(world.errors).toEqual([]);
  });

  it('shows the periods as policy, and what is due', async () => {
    const { body } = await call('get', '/v1/retention');
    expect((body['policy'] as { type: string }[]).find(({ type }) => type === 'query-person')).toMatchObject({ keep: { n: 3, unit: 'year' }, source: { level: 'policy' }, kind: 'query' });
    expect(body['due']).toEqual([{ type: 'query-person', requests: 2 }]);
  });

  it('a dry run counts, changes nothing and is recorded; only operators may', async () => {
    expect((await call('post', '/v1/retention/runs', { reason: '试算', dryRun: true }, { roles: ['officer'] })).status).toBe(403);
    expect((await call('post', '/v1/retention/runs', { dryRun: true })).status).toBe(422);
    const answer = await call('post', '/v1/retention/runs', { reason: '试算', dryRun: true });
    expect([answer.status, answer.body]).toEqual([200, { dryRun: true, due: [{ type: 'query-person', requests: 2 }], requests: 2 }]);
    expect((await journal(old)).every(({ erased_at: at }) => at === null)).toBe(true);
    expect((await call('get', '/v1/operator-actions?limit=1')).body['items']).toMatchObject([{ action: 'retention-preview', reason: '试算', detail: { requests: 2 } }]);
  });

  it('erases what the due one says and leaves what is signed; others, and documents that they need, are untouched', async () => {
    const before = await journal(old);
    const [[kept], others] = (await Promise.all([old, second].map(documentsOf))).map((found) => (found as unknown as { id: string }[]).map(({ id }) => id)) as [string[], string[]];
    expect(others).toHaveLength(1);
    const messages = before.length + (await journal(second)).length;
    const recentBefore = await journal(recent);
    const started = await Promise.all([call('post', '/v1/retention/runs', { reason: '到期清除' }), call('post', '/v1/retention/runs', { reason: '到期清除' })]);
    expect(started.map(({ status }) => status).sort()).toEqual([202, 409]);
    const { id } = started.find(({ status }) => status === 202)!.body;
    let run: Run | undefined;
    await until(async () => { run = (await call('get', `/v1/retention/runs/${id}`)).body as unknown as Run; return run.finishedAt !== null; });
    expect(run).toMatchObject({ requests: 2, messages, documents: others.length });
    const after = await journal(old);
    expect(after.map(({ event }) => Object.keys(readEvent(event)).filter((name) => name.startsWith('data') && !['datadigest', 'datacontenttype', 'dataschema'].includes(name)))).toEqual(after.map(() => []));
    // Exactly what was signed, and what the chain commits to.
    expect(after.map(({ event, topic }) => leafBytes(readEvent(event), topic).toString())).toEqual(before.map(({ event, topic }) => leafBytes(readEvent(event), topic).toString()));
    expect(await journal(recent)).toEqual(recentBefore);
    const detail = await world.call(court, 'get', `/v1/requests/${old}`);
    expect([detail.status, detail.body['state'], detail.body['details'], detail.body['subject'], detail.text.includes('张某甲')]).toEqual([200, 'withdrawn', null, null, false]);
    expect((await world.call(court, 'get', `/v1/documents/${kept}`)).status).toBe(200);
    for (const gone of others) expect((await world.call(court, 'get', `/v1/documents/${gone}`)).status).toBe(404);
    expect((await world.call(court, 'get', `/v1/requests/${open}`)).body['subject']).toMatchObject({ name: '张某甲' });
    const { pool } = world.desk('court').context.exchange;
    expect((await pool.query('SELECT 1 FROM idempotent_call WHERE effect_id = $1', [old])).rowCount).toBe(0);
    expect((await pool.query('SELECT 1 FROM idempotent_call WHERE effect_id = $1', [recent])).rowCount).toBe(1);
    expect((await call('get', `/v1/operator-actions?target=${String(id)}`)).body['items']).toMatchObject([{ action: 'retention-finished', detail: { requests: 2 } }, { action: 'retention-run', reason: '到期清除' }]);
    expect((await call('get', '/v1/retention')).body['due']).toEqual([]);
  });

  it('what was erased can still be proved: its pack says so, and the whole journal agrees with what another operator keeps', async () => {
    const { exchange } = world.desk('court').context;
    let report: EvidenceReport | undefined;
    await until(async () => { report = await verifiedEvidence(exchange, catalogue, old); return report.holds; }, 60_000);
    const erased = report!.findings.filter(({ verdict, code }) => verdict === 'note' && code === 'data-absent');
    expect(erased.map(({ detail }) => detail)).toEqual(report!.messages.map(() => 'erased'));
    expect(report!.findings.filter(({ code }) => code === 'signature' || code === 'witnessed')).toEqual(report!.messages.flatMap(() => [expect.objectContaining({ verdict: 'holds' }), expect.objectContaining({ verdict: 'holds' })]));
    expect((await verifiedEvidence(exchange, catalogue, recent)).findings.filter(({ code }) => code === 'data-absent')).toEqual([]);
    const kept = await keptOfDatabase(world.desk('police').context.exchange.pool, 'court');
    expect(kept.size).toBeGreaterThan(0);
    const audited = await auditJournal(await journalOfDatabase(exchange.pool, 'court', (event, topic) => exchange.opener.plainBytes(event, topic)), kept, exchange.directory);
    expect(audited).toMatchObject({ holds: true, entries: expect.any(Number) });
  });
});
