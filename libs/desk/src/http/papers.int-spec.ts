import request from 'supertest';
import { exampleClock, type Details } from '@lianzhi/contracts';
import { lendRacket } from '@lianzhi/testing';
import { TestDesk } from './testing/test-desk';

const tennis = 'tennis-club-1';
const chess = 'chess-club-1';

jest.setTimeout(30_000);

describe('a request on paper', () => {
  let desk: TestDesk;
  let path: string;
  const token = async (organisation: string): Promise<string> => `Bearer ${await desk.issuer.token(organisation)}`;
  const post = async (to: string, body: object, as: string) => request(desk.app.getHttpServer()).post(to).set('authorization', await token(as)).send(body);
  const get = async (to: string, as = tennis, language = 'zh-CN') => request(desk.app.getHttpServer()).get(to).set('authorization', await token(as)).set('accept-language', language);

  beforeAll(async () => {
    desk = await TestDesk.start();
    const note = (await request(desk.app.getHttpServer()).post('/v1/documents').set('authorization', await token(tennis)).field('kind', '借条').attach('file', Buffer.from('借条'), '借条.pdf')).body as { id: string };
    const sent = await post('/v1/requests', { ...lendRacket.example(exampleClock(Date.parse(desk.clock.at))), to: chess, documents: [note.id] } as Details, tennis);
    path = `/v1/requests/${(sent.body as { id: string }).id}`;
  });
  afterAll(() => desk?.stop());

  it.each(['notice', 'receipt'])('the %s is a PDF for both ends, in the language asked for', async (what) => {
    for (const [organisation, language] of [[tennis, 'zh-CN'], [chess, 'en']] as const) {
      const answer = await get(`${path}/${what}`, organisation, language);
      expect([answer.status, answer.headers['content-type'], answer.headers['content-language'], answer.headers['cache-control']]).toEqual([200, 'application/pdf', language, 'private, no-store']);
      expect((answer.body as Buffer).subarray(0, 5).toString()).toBe('%PDF-');
      expect((answer.body as Buffer).includes(`/Lang (${language})`)).toBe(true);
    }
  });

  it('it is recorded who printed it, and others are refused as if there were nothing', async () => {
    expect((await get(`${path}/notice`, 'tennis-club-2')).status).toBe(404);
    expect((await request(desk.app.getHttpServer()).get(`${path}/notice`)).status).toBe(401);
    const { rows } = await desk.parts.pool.query<{ organisation: string; action: string }>('SELECT DISTINCT organisation, action FROM access_record WHERE target = $1 AND allowed ORDER BY organisation, action', [path.split('/').at(-1)]);
    expect(rows).toEqual([{ organisation: chess, action: 'print-notice' }, { organisation: chess, action: 'print-receipt' }, { organisation: tennis, action: 'print-notice' }, { organisation: tennis, action: 'print-receipt' }]);
  });

  it('the receipt grows with the replies', async () => {
    const before = (await get(`${path}/receipt`)).body as Buffer;
    expect((await post(`${path}/replies`, { final: true, outcome: 'done', details: { lent: 2 } }, chess)).status).toBe(200);
    expect(((await get(`${path}/receipt`)).body as Buffer).length).toBeGreaterThan(before.length + 200);
  });
});
