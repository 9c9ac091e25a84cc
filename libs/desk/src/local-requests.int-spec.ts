import { catalogue, exampleClock, toShanghaiIso } from '@lianzhi/contracts';
import { history, lock, readEvent } from '@lianzhi/exchange';
import { inTransaction } from '@lianzhi/platform';
import { court, DeskWorld, until, type TestDesk } from './testing/desk-world';
import type { DeskRequest } from './requests/desk-request';
import { DeskSession } from './unit/desk-session';
import { refoldRequests } from './unit/refold-requests';

jest.setTimeout(90_000);

const party = 'party-0123456789abcdef';
const at = (text: string): number => Date.parse(`2025-09-${text}+08:00`);

describe('requests of those who have no lane', () => {
  let world: DeskWorld;
  let desk: TestDesk;

  beforeEach(async () => {
    world = await DeskWorld.create();
    desk = await world.start('court');
  });
  afterEach(async () => {
    expect(world.errors).toEqual([]);
    await world.close();
  });

  async function write(type = 'party-message', id?: string): Promise<string> {
    const { subject, details } = catalogue.get(type).example(exampleClock(world.clock.at));
    const sent = await desk.desk.submit({ id, type, from: party, to: court, caseNumber: '（2025）晋1031执123号', urgency: 'ordinary', subject, details, officers: [], documents: [] });
    return sent.id;
  }
  const found = async (id: string): Promise<DeskRequest> => (await desk.desk.find(id, court))!;
  const answer = (id: string, text = '已安排'): Promise<DeskRequest> =>
    desk.desk.move({ requestId: id, organisation: court, move: 'answered', outcome: 'done', details: { answer: text } });
  const alerts = async (): Promise<string[]> => (await desk.pool.query<{ organisation: string; kind: string; detail: { step?: string } }>('SELECT organisation, kind, detail FROM alert ORDER BY raised_at, key')).rows
    .map(({ organisation, kind, detail }) => `${organisation} ${kind} ${detail?.step ?? ''}`);

  it('are delivered at once, owe an answer, are answered as all others, and close by themselves', async () => {
    const id = await write();
    expect(await found(id)).toMatchObject({ box: 'received', from: party, to: court, state: 'delivered', dueObligation: 'accept' });
    expect((await found(id)).record.core.obligations.find(({ name }) => name === 'answer')).toMatchObject({ state: 'running', dueAt: at('09T00:00:00') });
    await desk.desk.move({ requestId: id, organisation: court, move: 'information-requested', question: '哪一辆车？' });
    expect(await desk.desk.move({ requestId: id, organisation: party, move: 'supplemented', details: { text: '晋L5X291' } })).toMatchObject({ state: 'accepted' });
    await answer(id);
    const messages = await desk.desk.messages(await found(id));
    expect(messages.map(({ move, side, standing }) => `${move} ${side} ${standing}`)).toEqual([
      'submitted requester confirmed', 'taken recipient confirmed', 'information-requested recipient confirmed', 'supplemented requester confirmed', 'taken recipient confirmed', 'answered recipient confirmed',
    ]);
    expect(messages.at(-1)!.data).toEqual({ details: { answer: '已安排' } });
    world.clock.at = at('15T09:00:00');
    await until(async () => (await found(id)).state === 'closed');
  });

  it('put nothing on a lane, and nothing in the clear into the journal', async () => {
    const id = await write();
    await answer(id);
    await new Promise((resolve) => { setTimeout(resolve, 500); });
    const rows = await history(desk.pool, id);
    expect(rows.map(({ direction, topic, pending, handling }) => `${direction} ${topic} ${pending} ${handling}`)).toEqual(['i local.court false d', 'o local.court false null', 'o local.court false null']);
    expect(rows.every(({ event }) => readEvent(event).datacontenttype === 'application/jose' && !event.toString().includes('评估拍卖'))).toBe(true);
    expect([...await world.lane('court', 'police', id), ...await world.lane('court', 'court', id)]).toEqual([]);
  });

  it('are folded anew from the journal as they were', async () => {
    const id = await write('report-clue');
    const before = await found(id);
    expect(before.record.core.obligations.find(({ name }) => name === 'verify')).toMatchObject({ rule: 'report-clue.verify', limit: { n: 7, unit: 'day' } });
    await refoldRequests(desk.context, [id]);
    expect((await found(id)).record).toEqual(before.record);
  });

  it('are nobody else\'s: another party can neither move them nor, by the same id, send one', async () => {
    const id = await write();
    await expect(desk.desk.move({ requestId: id, organisation: 'party-ffffffffffffffff', move: 'withdrawn', reason: 'x' })).rejects.toMatchObject({ status: 404 });
    await expect(desk.desk.move({ requestId: id, organisation: party, move: 'answered', outcome: 'done', details: {} })).rejects.toMatchObject({ status: 403 });
    expect(await write('party-message', id)).toBe(id);
    expect((await found(id)).record.placed).toBe(1);
  });

  it('are watched by the desk itself: each step is called once, by two replicas', async () => {
    await world.start('court');
    const id = await write();
    await desk.desk.move({ requestId: id, organisation: court, move: 'accepted' });
    world.clock.at = at('08T09:00:00');
    await until(async () => (await alerts()).length === 1);
    expect(await alerts()).toEqual([`${court} warning warning-80`]);
    world.clock.at = at('10T01:00:00');
    await until(async () => (await alerts()).length === 4);
    expect(await alerts()).toEqual([`${court} warning warning-80`, `${court} breach breach`, `${court} escalation escalation-1`, `${court} escalation escalation-2`]);
    expect((await found(id)).flags).toContain('escalated');
    await answer(id);
    world.clock.at = at('20T01:00:00');
    await new Promise((resolve) => { setTimeout(resolve, 2_500); });
    expect(await alerts()).toHaveLength(4);
    expect(toShanghaiIso((await found(id)).record.core.obligations.find(({ name }) => name === 'answer')!.dischargedAt!)).toBe('2025-09-10T01:00:00+08:00');
  });

  it('are called late also when another calendar has put what is due into the past', async () => {
    const id = await write();
    await desk.desk.move({ requestId: id, organisation: court, move: 'accepted' });
    world.clock.at = at('08T09:00:00');
    await until(async () => (await alerts()).length === 1);
    await inTransaction(desk.pool, async (client) => {
      await lock(client, [id]);
      const session = await DeskSession.begin(client, desk.context, [id]);
      const request = session.find(id, 'received')!;
      const obligations = request.record.core.obligations.map((one) => (one.name === 'answer' ? { ...one, dueAt: at('08T08:00:00') } : one));
      session.put({ ...request, record: { ...request.record, core: { ...request.record.core, obligations } } });
      await session.flush();
    });
    await until(async () => (await alerts()).includes(`${court} breach breach`));
  });
});
