import { court, CourtWorld, police, until, type Answer } from '../../apps/court/src/testing/court-world';
import { courtDesk } from '../../apps/court/src/court-desk';
import { policeDesk } from '../../apps/police/src/police-desk';
import { WatchExpiry } from '../../apps/police/src/watches/watch-expiry';
import type { DeskInside } from '@lianzhi/desk';

jest.setTimeout(180_000);

const caseNumber = '（2025）晋1031执312号';
const debtor = { kind: 'person', name: '张某甲', idNumber: '142629198703124515' };
const hit = { place: '隰县某宾馆', kind: 'hotel', handOverAt: '龙泉派出所' };
type View = Record<string, unknown>;

describe('standing watches', () => {
  let world: CourtWorld;

  beforeAll(async () => {
    world = await CourtWorld.start(['court', 'police'], { court: courtDesk, police: policeDesk });
    await world.startDesk('police', 'police-2');
    await world.call(court, 'put', `/v1/cases/${caseNumber}`, { cause: '买卖合同纠纷', debtors: [debtor], amountOwed: '186400.00' });
    await world.call(court, 'put', '/v1/duty', { shifts: [{ from: '2025-09-02T18:00:00+08:00', until: '2025-09-03T08:00:00+08:00', name: '高某', phone: '0357-0000001', role: '带班法官' }] });
  });
  beforeEach(() => { world.at = Date.parse('2025-09-01T09:00:00+08:00'); });
  afterAll(async () => {
    expect(world.errors).toEqual([]);
    await world.close();
  });

  async function ask(watchUntil = '2025-09-20'): Promise<string> {
    const example = await world.example('locate-debtor', court, police, { caseNumber, subject: debtor });
    const { body: { id } } = await world.call(court, 'post', '/v1/requests', { ...example, details: { ...(example.details as object), watchUntil } });
    await until(async () => (await world.call(police, 'get', `/v1/requests/${id}`)).status === 200);
    return id;
  }
  const reply = (id: string, body: object): Promise<Answer> => world.call(police, 'post', `/v1/requests/${id}/replies`, { final: false, ...body });
  const watch = async (id: string, state = 'all'): Promise<View | undefined> => ((await world.call(police, 'get', `/v1/watches?state=${state}&limit=200`)).body.items as View[]).find(({ request }) => request === id);
  const atCourt = async (id: string): Promise<View> => (await world.call(court, 'get', `/v1/requests/${id}`)).body;
  const settled = (): Promise<unknown> => new Promise((resolve) => { setTimeout(resolve, 2_500); });

  it('stand from the first reply until their end, and count their hits', async () => {
    const id = await ask();
    expect(await watch(id, 'asked')).toMatchObject({ state: 'asked', since: null, endsAt: '2025-09-21T00:00:00+08:00', hits: 0 });
    expect(await watch(id, 'standing')).toBeUndefined();
    world.at += 3_600_000;
    await reply(id, { outcome: 'not_found_yet', details: { note: '已布控' } });
    expect(await watch(id, 'standing')).toMatchObject({ state: 'standing', since: '2025-09-01T10:00:00+08:00', from: court, caseNumber, subject: { name: '张某甲', idNumber: '1426**********4515' }, lastHit: null });
    await reply(id, { outcome: 'found', milestone: 'seen', details: hit });
    expect(await watch(id)).toMatchObject({ hits: 1, lastHit: { at: '2025-09-01T10:00:00+08:00', milestone: 'seen' }, owed: [] });
  });

  it('`held` starts the court\'s 24 hours, and tells it at once, with who is on duty there', async () => {
    const id = await ask();
    world.at = Date.parse('2025-09-02T21:30:00+08:00');
    await reply(id, { outcome: 'found', milestone: 'held', details: { ...hit, held: true } });
    await until(async () => (await atCourt(id)).state === 'accepted');
    const owed = ((await atCourt(id)).obligations as View[]).find(({ name }) => name === 'collect');
    expect(owed).toMatchObject({ owedBy: court, state: 'running', dueAt: '2025-09-03T21:30:00+08:00' });
    expect((await atCourt(id)).onDuty).toEqual([{ name: '高某', phone: '0357-0000001', role: '带班法官', until: '2025-09-03T08:00:00+08:00' }]);
    const alerts = (await world.call(court, 'get', '/v1/alerts?level=critical')).body.items as View[];
    expect(alerts).toContainEqual(expect.objectContaining({ kind: 'held', request: id, onDuty: [expect.objectContaining({ name: '高某' })] }));
    expect(await watch(id)).toMatchObject({ state: 'standing', hits: 1, owed: [{ name: 'collect', dueAt: '2025-09-03T21:30:00+08:00', state: 'running' }] });
    // After the shift nobody is in the roster, and that is said.
    world.at = Date.parse('2025-09-03T09:00:00+08:00');
    expect((await atCourt(id)).onDuty).toEqual([]);
    expect((await world.call(court, 'post', `/v1/requests/${id}/supplements`, { milestone: 'collected' })).status).toBe(200);
    await until(async () => ((await watch(id))!.owed as unknown[]).length === 0);
    expect((await atCourt(id)).onDuty).toBeUndefined();
  });

  it('end by themselves, in time: expired without a hit, with the last hit else, and not at all when nobody ever answered', async () => {
    const [empty, seen, silent] = [await ask('2025-09-05'), await ask('2025-09-05'), await ask('2025-09-05')];
    await reply(empty, { outcome: 'not_found_yet', details: { note: '已布控' } });
    await reply(seen, { outcome: 'found', milestone: 'seen', details: hit });
    world.at = Date.parse('2025-09-05T23:58:30+08:00');
    await settled();
    expect([(await watch(empty))!.state, (await watch(seen))!.state]).toEqual(['standing', 'standing']);
    world.at = Date.parse('2025-09-05T23:59:10+08:00');
    await until(async () => [await atCourt(empty), await atCourt(seen)].every(({ state }) => state === 'answered'));
    expect((await atCourt(empty)).replies).toContainEqual(expect.objectContaining({ final: true, outcome: 'expired', details: { reason: '布控期满，期间未发现' } }));
    expect((await atCourt(seen)).replies).toContainEqual(expect.objectContaining({ final: true, outcome: 'found', milestone: null, details: expect.objectContaining({ place: hit.place }) }));
    expect(((await atCourt(empty)).obligations as View[]).find(({ name }) => name === 'final-reply')).not.toHaveProperty('late');
    expect(await watch(empty)).toMatchObject({ state: 'over', overAt: '2025-09-05T23:59:10+08:00' });
    world.at = Date.parse('2025-09-06T09:00:00+08:00');
    await settled();
    expect([(await atCourt(silent)).state, (await watch(silent))!.state]).toEqual(['delivered', 'asked']);
    // What the machine said was not accepted: a person has to answer.
    await world.call(court, 'post', `/v1/requests/${empty}/objection`, { reason: '请说明布控范围' });
    await until(async () => (await watch(empty))!.leftToPerson === true);
    await settled();
    expect((await atCourt(empty)).state).toBe('accepted');
  });

  it('never deny a hit that was reported while the final reply was being made', async () => {
    const id = await ask('2025-09-10');
    await reply(id, { outcome: 'not_found_yet', details: { note: '已布控' } });
    const { desk, context } = world.desk('police');
    let looked = 0;
    // It has read the messages, and an officer is faster with a hit.
    const slow = {
      find: desk.find.bind(desk), move: desk.move.bind(desk),
      messages: async (request: Parameters<typeof desk.messages>[0]) => {
        const messages = await desk.messages(request);
        if (request.id === id && (looked += 1) === 1) await reply(id, { outcome: 'found', milestone: 'seen', details: hit });
        return messages;
      },
    };
    const ahead = { ...context, clock: { ...world.clock, now: () => new Date('2025-09-10T23:59:30+08:00') } };
    const expiry = new WatchExpiry({ context: ahead, desk: slow, onError: (error: unknown) => world.errors.push(error) } as unknown as DeskInside);
    expiry.start();
    await until(() => looked > 0);
    await expiry.stop();
    expect((await world.call(police, 'get', `/v1/requests/${id}`)).body).toMatchObject({ state: 'accepted' });
    world.at = Date.parse('2025-09-10T23:59:30+08:00');
    await until(async () => (await world.call(police, 'get', `/v1/requests/${id}`)).body.state === 'answered');
    expect((await world.call(police, 'get', `/v1/requests/${id}`)).body).toMatchObject({ outcome: 'found' });
    expect(await watch(id)).not.toHaveProperty('leftToPerson');
  });

  it('refuse a roster whose shifts end before they begin', async () => {
    const { status, body } = await world.call(court, 'put', '/v1/duty', { shifts: [{ from: '2025-09-02T18:00:00+08:00', until: '2025-09-02T08:00:00+08:00', name: '高某', phone: '1' }] });
    expect([status, (body.errors as View[])[0]]).toEqual([422, expect.objectContaining({ pointer: '/shifts/0/until' })]);
  });
});
