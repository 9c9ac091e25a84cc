import { uuidv7 } from '@lianzhi/platform';
import { court, CourtWorld, police, type Answer } from '../../apps/court/src/testing/court-world';

jest.setTimeout(90_000);

describe('what operators of a desk may do', () => {
  let world: CourtWorld;
  const operator = { roles: ['operator'] };
  const get = (path: string, claims: object = operator): Promise<Answer> => world.call(court, 'get', path, undefined, {}, claims);
  const post = (path: string, body: object, claims: object = operator): Promise<Answer> => world.call(court, 'post', path, body, {}, claims);

  beforeAll(async () => {
    world = await CourtWorld.start(['court', 'police']);
    await world.startDesk('court', 'court-2');
  });
  afterAll(async () => {
    await world.close();
    expect(world.errors).toEqual([]);
  });

  /** A dead letter as the intake writes it. */
  async function letter(more: { reason?: string; value?: Buffer; authentic?: boolean; topic?: string } = {}): Promise<string> {
    const id = uuidv7();
    await world.desk('court').context.exchange.pool.query(
      `INSERT INTO dead_letter (id, topic, partition, "offset", authentic, reason, request_id, value) VALUES ($1, $2, 0, $3, $4, $5, $6, $7)`,
      [id, more.topic ?? 'exchange.police.court', Math.floor(Math.random() * 1e9), more.authentic ?? false, more.reason ?? 'broken-event', uuidv7(), more.value ?? Buffer.from('{"name":"张某甲","id":"142630199001014515"')]);
    return id;
  }

  it('only those who run the desk', async () => {
    for (const path of ['/v1/dead-letters', '/v1/dead-letter-counts', '/v1/operator-actions']) {
      for (const roles of [['system'], ['officer'], ['supervisor'], []]) expect([path, roles, (await get(path, { roles })).status]).toEqual([path, roles, 403]);
      expect((await get(path)).status).toBe(200);
      expect((await world.call(police, 'get', path, undefined, {}, { ...operator, organisation: court })).status).toBe(403);
    }
    expect((await post('/v1/dead-letters/discard', { where: { reason: 'x' }, reason: 'x' }, { roles: ['system'] })).body).toMatchObject({ error: 'forbidden' });
  });

  it('list, filter and page', async () => {
    const ids = [await letter({ reason: 'wrong-key' }), await letter({ reason: 'wrong-key' }), await letter({ reason: 'wrong-path' })];
    const first = await get('/v1/dead-letters?reason=wrong-key&state=open&limit=1');
    const second = await get(`/v1/dead-letters?reason=wrong-key&state=open&limit=1&cursor=${String(first.body['nextCursor'])}`);
    const idsOf = ({ body }: Answer) => (body['items'] as { id: string }[]).map(({ id }) => id);
    expect([...idsOf(first), ...idsOf(second), second.body['nextCursor']]).toEqual([ids[1], ids[0], null]);
    expect(idsOf(await get('/v1/dead-letters?lane=exchange.police.court&reason=wrong-path'))).toEqual([ids[2]]);
    const { items } = (await get('/v1/dead-letter-counts')).body as unknown as { items: { reason: string; lane: string; authentic: boolean; count: number }[] };
    expect(items.filter(({ reason }) => reason === 'wrong-key')).toEqual([{ reason: 'wrong-key', lane: 'exchange.police.court', authentic: false, count: 2 }]);
    for (const bad of ['state=gone', 'request=x', 'authentic=maybe', 'limit=0', 'cursor=x']) expect([bad, (await get(`/v1/dead-letters?${bad}`)).status]).toEqual([bad, 422]);
  });

  it('what is read is masked, and that it was read is recorded', async () => {
    const id = await letter();
    const read = await get(`/v1/dead-letters/${id}`);
    expect(read.status).toBe(200);
    expect(read.text).not.toMatch(/张|142630/);
    expect(read.body).toMatchObject({ id, state: 'open', attributes: null, data: null, head: expect.stringContaining('"name":"'), actions: [{ action: 'dead-letter-read', outcome: 'done' }] });
    expect((await get(`/v1/dead-letters/${uuidv7()}`)).body).toMatchObject({ status: 404, error: 'not-found' });
  });

  it('requeue of what is as bad as before is refused with its reason; discard wants a reason and is final', async () => {
    const id = await letter();
    expect((await post(`/v1/dead-letters/${id}/requeue`, {})).body).toMatchObject({ status: 409, error: 'dead-letter-refused', reason: 'broken-event' });
    expect((await post(`/v1/dead-letters/${id}/discard`, {})).body).toMatchObject({ status: 422, errors: [{ pointer: '/reason' }] });
    expect((await post(`/v1/dead-letters/${id}/discard`, { reason: '来历不明' })).body).toMatchObject({ id, state: 'discarded', decisionReason: '来历不明' });
    expect((await post(`/v1/dead-letters/${id}/requeue`, {})).body).toMatchObject({ status: 409, error: 'dead-letter-decided', state: 'discarded' });
    const actions = (await get(`/v1/operator-actions?target=${id}`)).body['items'] as { action: string; outcome: string }[];
    expect(actions.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual(['dead-letter-discard done', 'dead-letter-requeue broken-event']);
  });

  it('many at once, by ids or by what they have in common; never by leaving everything out', async () => {
    const reason = `made-up-${uuidv7().slice(-6)}`;
    const ids = [await letter({ reason }), await letter({ reason }), await letter({ reason })];
    for (const body of [{ reason: 'x' }, { reason: 'x', where: {} }, { reason: 'x', ids: [] }, { reason: 'x', ids: ['1'] }, { reason: 'x', where: { colour: 'red' } }, { reason: 'x', ids, where: { reason } }]) {
      expect([body, (await post('/v1/dead-letters/discard', body)).status]).toEqual([body, 422]);
    }
    expect((await post('/v1/dead-letters/requeue', { ids: [ids[0]!, uuidv7()] })).body).toMatchObject({ decided: 0, items: [{ id: ids[0], outcome: 'refused', reason: 'broken-event' }, { outcome: 'unknown' }] });
    // Two at once: each is decided once.
    const [one, two] = await Promise.all([post('/v1/dead-letters/discard', { where: { reason }, reason: '清理' }), post('/v1/dead-letters/discard', { where: { reason }, reason: '清理' })]);
    expect((one.body['decided'] as number) + (two.body['decided'] as number)).toBe(3);
    const actions = await Promise.all(ids.map(async (id) => ((await get(`/v1/operator-actions?target=${id}`)).body['items'] as { action: string }[]).filter(({ action }) => action === 'dead-letter-discard').length));
    expect(actions).toEqual([1, 1, 1]);
  });

  it('ten thousand of them: every page, every one judged once although all are refused, and the desk goes on with its work meanwhile', async () => {
    const reason = `many-${uuidv7().slice(-6)}`;
    const { pool } = world.desk('court').context.exchange;
    await pool.query(`INSERT INTO dead_letter (id, topic, partition, "offset", authentic, reason, request_id, value, alerted_at) SELECT gen_random_uuid(), 'exchange.police.court', 7, n, false, $1, NULL, 'x', now() FROM generate_series(1, 10000) n`, [reason]);
    const listed = new Set<string>();
    for (let cursor = ''; ;) {
      const { body } = await get(`/v1/dead-letters?reason=${reason}&limit=200${cursor}`);
      for (const { id } of body['items'] as { id: string }[]) listed.add(id);
      if (body['nextCursor'] === null) break;
      cursor = `&cursor=${String(body['nextCursor'])}`;
    }
    expect(listed.size).toBe(10_000);

    const judged: string[] = [];
    let [calls, after, others] = [0, undefined as string | undefined, 0];
    for (; ;) {
      let over = false;
      const bulk = post('/v1/dead-letters/requeue', { where: { reason }, ...(after !== undefined && { after }) }).finally(() => { over = true; });
      // Others are served while the two hundred are judged.
      for (; calls === 0 && !over; others += over ? 0 : 1) expect((await world.call(court, 'get', '/v1/requests?limit=1')).status).toBe(200);
      const { body } = await bulk;
      judged.push(...(body['items'] as { id: string; outcome: string }[]).map(({ id, outcome }) => { expect(outcome).toBe('refused'); return id; }));
      calls += 1;
      expect(body['left']).toBe(10_000 - judged.length);
      if (calls === 3) break;
      after = String(body['next']);
    }
    expect([new Set(judged).size, judged.every((id) => listed.has(id)), others > 1]).toEqual([600, true, true]);
    expect((await post('/v1/dead-letters/requeue', { ids: judged.slice(0, 1), after })).status).toBe(422);

    for (const left of [9_800, 9_600, 9_400]) expect((await post('/v1/dead-letters/discard', { where: { reason }, reason: '清理' })).body).toMatchObject({ decided: 200, left });
    const { rows } = await pool.query(`SELECT d.state, count(DISTINCT d.id)::int AS letters, count(*)::int AS actions FROM dead_letter d JOIN operator_action a ON a.target = d.id AND a.action = 'dead-letter-discard' WHERE d.reason = $1 GROUP BY 1`, [reason]);
    expect(rows).toEqual([{ state: 'discarded', letters: 600, actions: 600 }]);
    await pool.query('DELETE FROM dead_letter WHERE reason = $1', [reason]);
  });

  it('whoever runs the desk is alerted when one arrives, once per lane, reason and hour; others see nothing of it', async () => {
    const reason = `flood-${uuidv7().slice(-6)}`;
    for (let n = 0; n < 5; n += 1) await letter({ reason });
    const alerts = async (claims: object): Promise<unknown[]> => ((await get('/v1/alerts?limit=200', claims)).body['items'] as { kind: string; detail?: { reason?: string } }[]).filter(({ kind, detail }) => kind === 'dead-letter' && detail?.reason === reason);
    for (const deadline = Date.now() + 10_000; (await alerts(operator)).length === 0 && Date.now() < deadline;) await new Promise((resolve) => { setTimeout(resolve, 100); });
    expect(await alerts(operator)).toEqual([expect.objectContaining({ level: 'warning', detail: expect.objectContaining({ lane: 'exchange.police.court', reason }) })]);
    expect(await alerts({ roles: ['officer'] })).toEqual([]);
  });
});
