import request from 'supertest';
import { exampleClock } from '@lianzhi/contracts';
import { lendRacket } from '@lianzhi/testing';
import type { RequestCell } from '../requests/count-requests';
import type { RequestView } from '../requests/request-view';
import { TestDesk } from './testing/test-desk';

const tennis = 'tennis-club-1';
const chess = 'chess-club-1';

jest.setTimeout(30_000);

describe('the worklist of a desk', () => {
  let desk: TestDesk;
  let note: string;
  const token = new Map<string, string>();
  const http = () => request(desk.app.getHttpServer());
  const as = (who: string): string => `Bearer ${token.get(who)}`;
  const put = (id: string, who: string, body: object = {}) => http().put(`/v1/requests/${id}/handler`).set('authorization', as(who)).send(body);
  const list = async (query: string, who = 'li'): Promise<string[]> => ((await http().get(`/v1/requests?box=received&${query}`).set('authorization', as(who)).expect(200)).body as { items: RequestView[] }).items.map(({ id }) => id);
  const cells = async (query = '', who = 'li'): Promise<RequestCell[]> => ((await http().get(`/v1/request-counts?box=received${query}`).set('authorization', as(who)).expect(200)).body as { cells: RequestCell[] }).cells;
  const sum = (found: readonly RequestCell[], of: Partial<RequestCell>): number => found.filter((cell) => Object.entries(of).every(([name, value]) => cell[name as keyof RequestCell] === value)).reduce((total, { count }) => total + count, 0);
  const submitted = async (): Promise<string> => {
    const body = { ...lendRacket.example(exampleClock(Date.parse(desk.clock.at))), to: chess, documents: [note] };
    return ((await http().post('/v1/requests').set('authorization', as('court')).send(body).expect(201)).body as { id: string }).id;
  };

  beforeAll(async () => {
    desk = await TestDesk.start();
    token.set('court', await desk.issuer.token(tennis));
    token.set('machine', await desk.issuer.token(chess));
    for (const [user, name] of [['li', '李建国'], ['zhang', '张颖']] as const) token.set(user, await desk.issuer.token(chess, ['officer'], undefined, undefined, { user, name }));
    note = ((await http().post('/v1/documents').set('authorization', as('court')).field('kind', '借条').attach('file', Buffer.from('借条'), { filename: '借条.pdf', contentType: 'application/pdf' })).body as { id: string }).id;
  });
  afterAll(() => desk?.stop());
  beforeEach(() => { desk.clock.at = '2025-09-01T09:10:00+08:00'; });

  it('gives a request to the first who claims it, and tells the other who that was', async () => {
    const id = await submitted();
    await desk.store();
    expect((await put(id, 'li').expect(200)).body).toMatchObject({ id, handler: { user: 'li', name: '李建国', since: '2025-09-01T09:10:00+08:00' } });
    expect((await put(id, 'li').expect(200)).body).toMatchObject({ handler: { user: 'li' } });
    expect((await put(id, 'zhang').expect(409)).body).toMatchObject({ error: 'already-claimed', handler: { user: 'li', name: '李建国' } });
    await http().delete(`/v1/requests/${id}/handler`).set('authorization', as('zhang')).expect(409);
    // What the messages make of the request later leaves it in the same hands.
    await desk.store();
    expect(await list('handler=me')).toContain(id);
    expect(await list('handler=others', 'zhang')).toContain(id);
    expect((await http().delete(`/v1/requests/${id}/handler`).set('authorization', as('li')).expect(200)).body).toMatchObject({ handler: null });
  });

  it('lets it be assigned to a colleague who has worked here, and to nobody else', async () => {
    const id = await submitted();
    await desk.store();
    await http().get('/v1/colleagues').set('authorization', as('zhang')).expect(200);
    expect((await put(id, 'li', { user: 'zhang' }).expect(200)).body).toMatchObject({ handler: { user: 'zhang', name: '张颖' } });
    expect((await put(id, 'li', { user: 'stranger' }).expect(422)).body).toMatchObject({ error: 'unknown-colleague' });
    await put(id, 'machine').expect(403);
    expect((await http().put(`/v1/requests/${id}/handler`).set('authorization', as('court')).send({}).expect(403)).body).toMatchObject({ error: 'forbidden' });
  });

  it('counts exactly what its filters find', async () => {
    for (let times = 0; times < 3; times += 1) await submitted();
    const answered = await submitted();
    await http().post(`/v1/requests/${answered}/return`).set('authorization', as('machine')).send({ reason: '缺材料' }).expect(200);
    await desk.store();
    for (const at of ['2025-09-01T09:10:00+08:00', '2025-09-02T23:00:00+08:00', '2025-10-30T09:00:00+08:00']) {
      desk.clock.at = at;
      const found = await cells('&ended=true');
      for (const due of ['overdue', 'at_risk', 'in_time', 'paused', 'none'] as const) expect([at, due, (await list(`due=${due}&limit=200`)).length]).toEqual([at, due, sum(found, { due })]);
      for (const part of ['acting', 'waiting', 'ended'] as const) expect([at, part, (await list(`part=${part}&limit=200`)).length]).toEqual([at, part, sum(found, { part })]);
      for (const handler of ['none', 'me', 'others'] as const) expect((await list(`handler=${handler}&limit=200`)).length).toBe(sum(found, { handler }));
      expect(sum(await cells(), {})).toBe(sum(found, {}) - sum(found, { part: 'ended' }));
    }
    expect(sum(await cells(), { due: 'overdue' })).toBeGreaterThan(0);
    expect(await list('part=ended')).toContain(answered);
  });

  it('says which moves are possible now, and records that whole numbers were shown', async () => {
    const id = await submitted();
    await desk.store();
    const read = async (query = '') => ((await http().get(`/v1/requests/${id}${query}`).set('authorization', as('li')).expect(200)).body as { allowed: string[] }).allowed;
    expect(await read()).toEqual(expect.arrayContaining(['accept', 'return', 'replies', 'information-requests']));
    expect(await read('?full=true')).not.toContain('withdrawal');
    const { rows } = await desk.parts.pool.query<{ action: string }>('SELECT action FROM access_record WHERE target = $1 ORDER BY id', [id]);
    expect(rows.map(({ action }) => action)).toEqual(['read', 'read-full']);
    await http().post(`/v1/requests/${id}/return`).set('authorization', as('machine')).send({ reason: '缺材料' }).expect(200);
    expect(await read()).toEqual([]);
  });
});
