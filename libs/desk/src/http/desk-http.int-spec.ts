import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { exampleClock, type Details } from '@lianzhi/contracts';
import { lendRacket } from '@lianzhi/testing';
import { AlertStore } from '../alerts/alert-store';
import { TestDesk } from './testing/test-desk';

const tennis = 'tennis-club-1';
const chess = 'chess-club-1';

// Uploads of 20 MiB and a database on two busy cores take their time.
jest.setTimeout(30_000);

describe('the HTTP resources of a desk', () => {
  let desk: TestDesk;
  let note: string;
  const tokens = new Map<string, string>();
  const as = async (organisation: string, roles?: string[]): Promise<string> => {
    const key = `${organisation} ${String(roles)}`;
    if (!tokens.has(key)) tokens.set(key, await desk.issuer.token(organisation, roles));
    return `Bearer ${tokens.get(key)}`;
  };
  const http = () => request(desk.app.getHttpServer());
  const post = async (path: string, body: object | string | undefined, organisation = tennis, headers: Record<string, string> = {}) =>
    http().post(path).set('authorization', await as(organisation)).set('content-type', 'application/json').set(headers).send(body);
  const get = async (path: string, organisation = tennis) => http().get(path).set('authorization', await as(organisation));
  const upload = async (organisation = tennis, kind = '借条', content = Buffer.from('借条内容')) =>
    http().post('/v1/documents').set('authorization', await as(organisation)).field('kind', kind).attach('file', content, { filename: '借条.pdf', contentType: 'application/pdf' });
  const body = (more: Details = {}): Details => {
    const example = lendRacket.example(exampleClock(Date.parse(desk.clock.at)));
    return { ...example, to: chess, documents: [note], ...more };
  };
  const submitted = async (more: Details = {}): Promise<string> => ((await post('/v1/requests', body(more))).body as { id: string }).id;
  const problemOf = (response: request.Response) => ({ status: response.status, error: (response.body as { error: string }).error, pointer: (response.body as { errors?: { pointer: string }[] }).errors?.[0]?.pointer });

  beforeAll(async () => {
    desk = await TestDesk.start();
    note = ((await upload()).body as { id: string }).id;
  });
  afterAll(() => desk?.stop());
  beforeEach(() => {
    desk.clock.at = '2025-09-01T09:10:00+08:00';
    desk.core.before = () => Promise.resolve();
  });

  it('takes the example of the catalogue, and shows whose turn it is', async () => {
    const response = await post('/v1/requests', body());
    expect(response.status).toBe(201);
    expect(response.body).toMatchObject({
      type: 'lend-racket', state: 'delivered', flags: [], from: tennis, to: chess, follows: null, caseNumber: '（2025）晋1031执123号', turn: chess,
      subject: { kind: 'person', idNumber: '1426**********4515' }, submittedAt: '2025-09-01T09:10:00+08:00',
    });
    const { obligations, id, thread } = response.body as { id: string; thread: string; obligations: { name: string; derivation: unknown[] }[] };
    expect(thread).toBe(id);
    expect(obligations.find(({ name }) => name === 'answer')).toMatchObject({ owedBy: chess, state: 'running', startedAt: '2025-09-01T09:10:00+08:00', dueAt: '2025-09-04T00:00:00+08:00', source: 'policy', round: 1 });
    expect(obligations.find(({ name }) => name === 'answer')!.derivation.length).toBeGreaterThan(1);
    expect(obligations.find(({ name }) => name === 'bring-back')).toMatchObject({ owedBy: tennis, state: 'pending', startedAt: null, dueAt: null, derivation: [] });
  });

  it('goes through a whole request, each move by its own side', async () => {
    const id = await submitted();
    const path = `/v1/requests/${id}`;
    expect((await post(`${path}/accept`, {}, chess)).body).toMatchObject({ state: 'accepted', box: 'received' });
    expect((await post(`${path}/information-requests`, { question: '何时归还？' }, chess)).body).toMatchObject({ state: 'information_requested' });
    expect((await post(`${path}/supplements`, { details: { note: '周五' } })).body).toMatchObject({ state: 'accepted', box: 'sent' });
    expect((await post(`${path}/urges`, undefined)).status).toBe(200);
    const replied = await post(`${path}/replies`, { final: true, outcome: 'done', details: { lent: 2 } }, chess);
    expect(replied.body).toMatchObject({ state: 'answered', outcome: 'done', turn: tennis });
    const detail = await get(path);
    expect(detail.body).toMatchObject({
      subject: { idNumber: '142629198703124515' }, details: { rackets: 2 }, documents: [{ id: note }],
      replies: [{ at: '2025-09-01T09:10:00+08:00', final: true, outcome: 'done', milestone: 'handed_over', details: { lent: 2 }, documents: [] }],
    });
    expect((await post(`${path}/supplements`, { milestone: 'brought_back' })).status).toBe(200);
    expect((await post(`${path}/closure`, {})).body).toMatchObject({ state: 'closed', turn: null });
    const timeline = ((await get(`${path}/timeline`, chess)).body as { items: { move: string }[] }).items.map(({ move }) => move);
    expect(timeline.filter((move) => move !== 'taken')).toEqual(['submitted', 'accepted', 'information-requested', 'supplemented', 'urged', 'answered', 'supplemented', 'closed']);
    const { rows } = await desk.parts.pool.query<{ organisation: string; action: string }>('SELECT organisation, action FROM access_record WHERE target = $1 AND allowed ORDER BY id', [id]);
    expect(rows).toEqual([{ organisation: tennis, action: 'read' }, { organisation: chess, action: 'timeline' }]);
  });

  it('shows the reason of whoever supervises to the organisation that was told, and nobody else; reading it is recorded', async () => {
    const id = await submitted();
    const notice = { id: randomUUID(), kind: 'urge', at: desk.clock.at, by: 'watcher-1', reason: '请尽快反馈' };
    desk.core.told.push({ request: id, recipient: chess, notice });
    expect((await get(`/v1/requests/${id}/supervision`, chess)).body).toEqual({ items: [notice] });
    expect((await get(`/v1/requests/${id}/supervision`)).body).toEqual({ items: [] });
    const alerts = new AlertStore(desk.parts.pool);
    await alerts.raise(desk.parts.pool, [{ organisation: chess, kind: 'urge', level: 'warning', requestId: id, raisedAt: Date.parse(desk.clock.at), key: notice.id }, { organisation: chess, kind: 'seen', level: 'warning', requestId: id, raisedAt: Date.parse(desk.clock.at), key: 'no notice' }]);
    const listed = (await get('/v1/alerts', chess)).body as { items: { id: string; kind: string }[] };
    expect(JSON.stringify(listed)).not.toContain('请尽快反馈');
    const [urged, seen] = ['urge', 'seen'].map((kind) => listed.items.find((one) => one.kind === kind)!.id);
    expect((await get(`/v1/alerts/${urged}/supervision`, chess)).body).toEqual(notice);
    expect([(await get(`/v1/alerts/${urged}/supervision`)).status, (await get(`/v1/alerts/${seen}/supervision`, chess)).status, (await get('/v1/alerts/x/supervision', chess)).status]).toEqual([404, 404, 404]);
    const { rows } = await desk.parts.pool.query('SELECT organisation, kind, action, allowed FROM access_record WHERE target = ANY($1::text[]) ORDER BY id', [[id, urged]]);
    expect(rows).toEqual([[chess, 'request', true], [tennis, 'request', true], [chess, 'alert', true], [tennis, 'alert', false]].map(([organisation, kind, allowed]) => ({ organisation, kind, action: 'supervision', allowed })));
  });

  it('foretells what will be called', async () => {
    const id = await submitted();
    const { coming } = (await get(`/v1/requests/${id}`, chess)).body as { coming: { obligation: string; step: string; to: string[] }[] };
    expect(coming.filter(({ obligation }) => obligation === 'answer').map(({ step, to }) => [step, to])).toEqual(expect.arrayContaining([['warning-80', [chess]], ['breach', [tennis, chess]]]));
  });

  it('shows lateness as of now, and flags it', async () => {
    const id = await submitted();
    const at = async (now: string) => {
      desk.clock.at = now;
      const { flags, obligations } = (await get(`/v1/requests/${id}`)).body as { flags: string[]; obligations: { name: string; state: string }[] };
      return [flags, obligations.find(({ name }) => name === 'answer')!.state];
    };
    expect(await at('2025-09-01T20:00:00+08:00')).toEqual([[], 'running']);
    expect((await at('2025-09-03T23:00:00+08:00'))[1]).toBe('at_risk');
    // At the due instant itself it is not late yet; the accept limit of one working day has passed before.
    expect(await at('2025-09-04T00:00:00+08:00')).toEqual([['overdue', 'at_risk'], 'at_risk']);
    expect(await at('2025-09-04T00:00:01+08:00')).toEqual([['overdue'], 'breached']);
  });

  describe('refuses', () => {
    it('in this order: token, organisation, role, side, existence, fields, state', async () => {
      const id = await submitted();
      const path = `/v1/requests/${id}/accept`;
      const bad = { nonsense: '\u0000' };
      expect((await http().post(path).send(bad)).status).toBe(401);
      expect((await post(path, bad, 'chess-club-9')).status).toBe(403);
      expect((await post(path, bad, 'nobody-1')).status).toBe(403);
      expect((await http().post(path).set('authorization', await as(chess, ['supervisor'])).send(bad)).status).toBe(403);
      expect((await get(path.replace('/accept', ''), chess)).status).toBe(200);
      expect((await post(path, bad, tennis)).status).toBe(403);
      expect((await post(path, bad, 'tennis-club-2')).status).toBe(404);
      expect((await post(path, bad, chess)).status).toBe(422);
      expect((await post(path, {}, chess)).status).toBe(200);
      expect((await post(path, { nonsense: 1 }, chess)).status).toBe(422);
      const late = await post(path, {}, chess);
      expect(late.body).toMatchObject({ status: 409, error: 'move-not-allowed', allowed: ['return', 'replies', 'information-requests', 'extensions'] });
    });

    it("another's and unknown requests alike, and records it", async () => {
      const id = await submitted();
      for (const path of [`/v1/requests/${id}`, `/v1/requests/${id}/timeline`]) expect((await get(path, 'tennis-club-2')).status).toBe(404);
      expect((await post(`/v1/requests/${id}/withdrawal`, {}, 'tennis-club-2')).status).toBe(404);
      expect((await get('/v1/requests/0198f4a0-0000-7000-8000-000000000000')).status).toBe(404);
      expect((await get('/v1/requests/x')).status).toBe(404);
      expect((await post(`/v1/requests/${id}/dance`, {})).status).toBe(404);
      const { rows } = await desk.parts.pool.query('SELECT action FROM access_record WHERE target = $1 AND NOT allowed ORDER BY id', [id]);
      expect(rows).toEqual([{ action: 'read' }, { action: 'read' }, { action: 'withdrawal' }]);
    });

    it.each<[string, () => Details, number, string, string | undefined]>([
      ['an unknown type', () => body({ type: 'lend-ball' }), 422, 'unknown-type', '/type'],
      ['no type', () => body({ type: undefined }), 422, 'invalid', '/type'],
      ['an unknown organisation', () => body({ to: 'chess-club-8' }), 422, 'unknown-organisation', '/to'],
      ['a suspended organisation', () => body({ to: 'chess-club-2' }), 422, 'suspended-organisation', '/to'],
      ['a recipient that does not answer it', () => body({ to: 'tennis-club-2' }), 422, 'recipient-does-not-answer', '/to'],
      ['a recipient without a desk', () => body({ to: 'watcher-1' }), 422, 'recipient-does-not-answer', '/to'],
      ['a wrong checksum', () => body({ subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124516' } }), 422, 'invalid', '/subject/idNumber'],
      ['an impossible date', () => body({ details: { rackets: 1, backOn: '2025-02-29' } }), 422, 'invalid', '/details/backOn'],
      ['an unknown field', () => body({ wish: 1 }), 422, 'invalid', '/wish'],
      ["another's document", () => body({ documents: [note, '0198f4a0-0000-7000-8000-000000000000'] }), 422, 'unknown-document', '/documents/1'],
      ['what is no document id', () => body({ documents: ['x'] }), 422, 'unknown-document', '/documents/0'],
      ['to follow what is not there', () => body({ follows: '0198f4a0-0000-7000-8000-000000000000' }), 422, 'unknown-follows', '/follows'],
    ])('%s', async (_, make, status, error, pointer) => {
      const before = desk.core.requests.size;
      expect(problemOf(await post('/v1/requests', make()))).toEqual({ status, error, pointer });
      expect(desk.core.requests.size).toBe(before);
    });

    it('missing documents, named one by one', async () => {
      expect((await post('/v1/requests', body({ documents: [] }))).body).toMatchObject({ status: 422, error: 'documents-missing', missing: ['借条'] });
    });

    it('a type that the sender may not send, before any field', async () => {
      expect(problemOf(await post('/v1/requests', { type: 'lend-racket', details: '\u0000' }, chess))).toMatchObject({ status: 403, error: 'not-permitted' });
    });

    it('broken JSON, too much of it, and text that nobody can store', async () => {
      expect((await post('/v1/requests', '{"a":')).status).toBe(400);
      expect((await post('/v1/requests', { a: 'x'.repeat(2 * 1024 * 1024) })).status).toBe(413);
      expect((await post('/v1/requests', '{"type":"lend-racket","to":"\\ud83d"}')).status).toBe(422);
      expect((await post('/v1/requests', [])).status).toBe(422);
    });

    it('an extension longer than the rule allows, and a second one', async () => {
      const path = `/v1/requests/${await submitted()}/extensions`;
      expect((await post(path, { reason: '忙', until: '2025-12-01' }, chess)).status).toBe(422);
      expect((await post(path, { reason: '忙', until: '2025-09-05' }, chess)).status).toBe(200);
      expect((await post(path, { reason: '忙', until: '2025-09-05' }, chess)).status).toBe(409);
    });

    it('a reply without outcome, and one that lacks what its outcome requires', async () => {
      const path = `/v1/requests/${await submitted()}/replies`;
      expect(problemOf(await post(path, { final: true }, chess))).toMatchObject({ status: 422, pointer: '/outcome' });
      expect(problemOf(await post(path, { final: true, outcome: 'done', details: {} }, chess))).toMatchObject({ status: 422, pointer: '/details/lent' });
    });
  });

  describe('documents', () => {
    it('are stored and read back by their owner only', async () => {
      const added = await upload();
      expect(added.status).toBe(201);
      expect(added.body).toMatchObject({ kind: '借条', name: '借条.pdf', size: 12, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
      const path = `/v1/documents/${(added.body as { id: string }).id}`;
      const read = await get(path);
      expect([read.status, read.headers['content-type'], (read.body as Buffer).toString()]).toEqual([200, 'application/pdf', '借条内容']);
      expect(read.headers['content-disposition']).toContain("filename*=UTF-8''%E5%80%9F%E6%9D%A1.pdf");
      expect((await get(path, chess)).status).toBe(404);
      expect((await get('/v1/documents/x')).status).toBe(404);
    });

    it('are refused when too big, empty, without kind, or different from their hash', async () => {
      expect((await upload(tennis, '借条', Buffer.alloc(20 * 1024 * 1024))).status).toBe(201);
      expect((await upload(tennis, '借条', Buffer.alloc(20 * 1024 * 1024 + 1))).status).toBe(413);
      expect((await upload(tennis, '借条', Buffer.alloc(21 * 1024 * 1024))).status).toBe(413);
      expect(problemOf(await upload(tennis, '借条', Buffer.alloc(0)))).toMatchObject({ status: 422, pointer: '/file' });
      expect(problemOf(await upload(tennis, ' '))).toMatchObject({ status: 422, pointer: '/kind' });
      expect(problemOf(await upload(tennis, 'a\u0000b'))).toMatchObject({ status: 422, pointer: '/kind' });
      const different = await http().post('/v1/documents').set('authorization', await as(tennis)).field('kind', '借条').field('sha256', 'a'.repeat(64)).attach('file', Buffer.from('x'), 'x');
      expect(problemOf(different)).toMatchObject({ status: 422, pointer: '/sha256' });
      expect(problemOf(await post('/v1/documents', { kind: '借条' }))).toMatchObject({ status: 422, pointer: '/file' });
    });
  });

  describe('an idempotency key', () => {
    it('gets the recorded answer for the same body, in whatever order, and 422 for another', async () => {
      const sent = body();
      const first = await post('/v1/requests', sent, tennis, { 'idempotency-key': 'k1' });
      desk.clock.at = '2025-09-02T09:10:00+08:00';
      const again = await post('/v1/requests', Object.fromEntries(Object.entries(sent).reverse()), tennis, { 'idempotency-key': 'k1' });
      expect([again.status, again.headers['idempotency-replayed']]).toEqual([201, 'true']);
      expect(again.body).toEqual(first.body);
      expect(problemOf(await post('/v1/requests', body({ urgency: 'critical' }), tennis, { 'idempotency-key': 'k1' }))).toMatchObject({ status: 422, error: 'idempotency-key-reused' });
      const other = await post('/v1/requests', body(), 'tennis-club-2', { 'idempotency-key': 'k1' });
      expect(other.body).not.toMatchObject({ id: (first.body as { id: string }).id });
    });

    it('is refused while the first call runs, and free again when it was refused', async () => {
      let letGo: () => void = () => undefined;
      let first: Promise<request.Response> | undefined;
      await new Promise<void>((begun) => {
        desk.core.before = () => new Promise((resolve) => { letGo = resolve; begun(); });
        first = post('/v1/requests', body(), tennis, { 'idempotency-key': 'k2' });
      });
      const second = await post('/v1/requests', body(), tennis, { 'idempotency-key': 'k2' });
      expect([second.status, second.headers['retry-after']]).toEqual([409, '1']);
      letGo();
      expect((await first!).status).toBe(201);
      expect((await post('/v1/requests', body({ to: 'x' }), tennis, { 'idempotency-key': 'k3' })).status).toBe(422);
      desk.core.before = () => Promise.resolve();
      expect((await post('/v1/requests', body(), tennis, { 'idempotency-key': 'k3' })).status).toBe(201);
    });

    it('creates nothing twice after a crash, whether the request is there or not', async () => {
      const crash = (): Promise<never> => Promise.reject(new Error('gone'));
      desk.core.before = crash;
      expect((await post('/v1/requests', body(), tennis, { 'idempotency-key': 'k4' })).status).toBe(500);
      desk.core.before = () => Promise.resolve();
      const size = desk.core.requests.size;
      const retried = await post('/v1/requests', body(), tennis, { 'idempotency-key': 'k4' });
      expect(retried.status).toBe(201);
      // As if the process had died between the effect and its answer.
      await desk.parts.pool.query(`UPDATE idempotent_call SET finished_at = NULL, answer = NULL WHERE key = 'k4'`);
      const third = await post('/v1/requests', body(), tennis, { 'idempotency-key': 'k4' });
      expect(third.body).toMatchObject({ id: (retried.body as { id: string }).id });
      expect(desk.core.requests.size).toBe(size + 2);
    });

    it('tells what a slow run did that was taken to have crashed, whatever became of the one that took over', async () => {
      const waiting: ((error?: Error) => void)[] = [];
      const begun = (): Promise<void> => new Promise((resolve) => { desk.core.before = () => new Promise((go, fail) => { waiting.push((error) => (error ? fail(error) : go())); resolve(); }); });
      const call = (): Promise<request.Response> => post('/v1/requests', body(), tennis, { 'idempotency-key': 'k5' });
      let running = begun();
      const slow = call();
      await running;
      expect((await call()).status).toBe(409);
      await desk.parts.pool.query(`UPDATE idempotent_call SET started_at = started_at - interval '11 seconds' WHERE key = 'k5'`);
      running = begun();
      const second = call();
      await running;
      waiting[0]!();
      const { id } = (await slow).body as { id: string };
      waiting[1]!(new Error('somebody else was faster'));
      const told = await second;
      expect([told.status, (told.body as { id: string }).id]).toEqual([201, id]);
      expect((await call()).body).toMatchObject({ id });
    });

    it('works for moves too', async () => {
      const path = `/v1/requests/${await submitted()}/accept`;
      expect((await post(path, {}, chess, { 'idempotency-key': 'm1' })).status).toBe(200);
      const again = await post(path, {}, chess, { 'idempotency-key': 'm1' });
      expect([again.status, again.headers['idempotency-replayed']]).toEqual([200, 'true']);
      expect((await post(path, {}, chess, { 'idempotency-key': 'm 1' })).status).toBe(422);
    });
  });

  describe('lists', () => {
    it('pages by least time left without losing or repeating one, and keeps ID numbers masked', async () => {
      for (let i = 0; i < 5; i += 1) await submitted({ urgency: ['ordinary', 'urgent', 'critical'][i % 3]! });
      await desk.store();
      const ids: string[] = [];
      const dues: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const page = (await get(`/v1/requests?box=sent&limit=3&cursor=${cursor}`)).body as { items: { id: string; obligations: { state: string; dueAt: string }[] }[]; nextCursor: string | null };
        ids.push(...page.items.map(({ id }) => id));
        dues.push(...page.items.map(({ obligations }) => obligations.filter(({ state }) => !['pending', 'discharged'].includes(state)).map(({ dueAt }) => dueAt).sort()[0] ?? '9'));
        expect(JSON.stringify(page)).not.toContain('142629198703124515');
        cursor = page.nextCursor;
      }
      const { rows } = await desk.parts.pool.query(`SELECT id FROM request WHERE from_org = $1 AND box = 'sent'`, [tennis]);
      expect(ids.length).toBe(rows.length);
      expect(new Set(ids).size).toBe(ids.length);
      expect(dues).toEqual([...dues].sort());
    });

    it('filters by box, state, urgency, due time, case, id and exact ID number', async () => {
      const id = await submitted({ caseNumber: '(2024) 晋1031执9号', urgency: 'critical' });
      await desk.store();
      await desk.parts.pool.query('UPDATE request SET subject_hash = $1 WHERE id = $2', [desk.parts.cipher.hashIdNumber('142629198703124515'), id]);
      const found = async (query: string, organisation = tennis) => ((await get(`/v1/requests?${query}`, organisation)).body as { items: { id: string; box: string }[] }).items;
      expect(await found(`q=${id}`)).toMatchObject([{ id, box: 'sent' }]);
      expect(await found(`q=${id}`, chess)).toMatchObject([{ id, box: 'received' }]);
      expect(await found(`q=${id}`, 'tennis-club-2')).toEqual([]);
      expect(await found(`q=${encodeURIComponent('（2024）晋1031执9号')}`)).toMatchObject([{ id }]);
      expect(await found('q=142629198703124515')).toMatchObject([{ id }]);
      expect(await found(`q=${id}&box=received`)).toEqual([]);
      expect(await found(`q=${id}&state=delivered&type=lend-racket&urgency=critical&dueBefore=2025-09-01T10:00:00%2B08:00`)).toMatchObject([{ id }]);
      expect(await found(`q=${id}&dueBefore=2025-09-01T09:11:00%2B08:00`)).toEqual([]);
    });

    it.each(['limit=0', 'limit=201', 'limit=x', 'box=both', 'state=lost', 'type=lend-ball', 'urgency=high', 'dueBefore=tomorrow', 'cursor=abc', `cursor=${Buffer.from('["x",1]').toString('base64url')}`, 'q=a&q=b', 'q=%00'])(
      'refuses %s', async (query) => expect((await get(`/v1/requests?${query}`)).status).toBe(422));
  });

  it('shows catalogue and directory', async () => {
    expect((await get('/v1/catalogue')).body).toMatchObject({ items: [{ type: 'lend-racket' }] });
    expect((await get('/v1/rules?type=lend-racket')).body).toMatchObject({ items: expect.arrayContaining([expect.objectContaining({ type: 'lend-racket', obligation: 'accept', row: expect.objectContaining({ id: 'lend-racket.accept' }) })]), calendar: { years: expect.arrayContaining([expect.objectContaining({ year: 2025 })]) } });
    expect((await get('/v1/catalogue/lend-racket')).body).toMatchObject({ type: 'lend-racket', request: { example: { details: { backOn: '2025-09-08' } } }, documents: [{ kind: '借条', required: true }, {}] });
    expect((await get('/v1/catalogue/lend-ball')).status).toBe(404);
    const codes = async (query: string) => ((await get(`/v1/organisations?${query}`)).body as { items: { code: string }[] }).items.map(({ code }) => code);
    expect(await codes('agency=chess-club&region=140000')).toEqual([chess, 'chess-club-2']);
    expect(await codes('q=tennis')).toEqual([tennis, 'tennis-club-2']);
    const page = (await get('/v1/organisations?limit=2')).body as { nextCursor: string };
    expect(await codes(`limit=2&cursor=${page.nextCursor}`)).toEqual(['chess-club-9', tennis]);
  });
});
