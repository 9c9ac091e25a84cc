import { closeOrganisation } from '@lianzhi/exchange';
import { court, CourtWorld, otherPolice, police, until, type Answer } from '../../apps/court/src/testing/court-world';
import { courtDesk } from '../../apps/court/src/court-desk';
import { policeDesk } from '../../apps/police/src/police-desk';

jest.setTimeout(180_000);

const caseNumber = '（2025）晋1031执312号';
const debtor = { kind: 'person', name: '张某甲', idNumber: '142629198703124515' };
type View = Record<string, unknown>;

describe('an organisation that is closed', () => {
  let world: CourtWorld;
  let open: string;
  let watched: string;
  const ask = async (type: string, to: string): Promise<Answer> => world.call(court, 'post', '/v1/requests', await world.example(type, court, to, { caseNumber, subject: debtor }));
  const received = async (type: string): Promise<string> => {
    const { body: { id } } = await ask(type, police);
    await until(async () => (await world.call(police, 'get', `/v1/requests/${id}`)).status === 200);
    return id;
  };
  const answerOf = (view: View): View => (view.obligations as View[]).find(({ name }) => name === 'answer')!;
  let before: View;

  beforeAll(async () => {
    world = await CourtWorld.start(['court', 'police'], { court: courtDesk, police: policeDesk });
    await world.call(court, 'put', `/v1/cases/${caseNumber}`, { cause: '买卖合同纠纷', debtors: [debtor], amountOwed: '186400.00' });
    open = await received('query-person');
    watched = await received('locate-debtor');
    before = (await world.call(police, 'get', `/v1/requests/${open}`)).body;
    expect((await world.call(otherPolice, 'get', `/v1/requests/${open}`)).status).toBe(404);
    world.at += 3_600_000;
    await world.publish((organisations) => closeOrganisation(organisations, { code: police, successor: otherPolice }));
    await until(() => ['court', 'police'].every((desk) => world.desk(desk).context.exchange.directory.organisation(police)?.status === 'closed'));
  });
  afterAll(async () => {
    expect(world.errors).toEqual([]);
    await world.close();
  });

  it('leaves its open requests, with their clocks, to its successor', async () => {
    const { body } = await world.call(otherPolice, 'get', '/v1/requests?box=received');
    expect((body.items as View[]).map(({ id }) => id).sort()).toEqual([open, watched].sort());
    const view = (await world.call(otherPolice, 'get', `/v1/requests/${open}`)).body;
    expect(view).toMatchObject({ to: police, successors: { [police]: otherPolice }, turn: police });
    expect([answerOf(view).startedAt, answerOf(view).dueAt]).toEqual([answerOf(before).startedAt, answerOf(before).dueAt]);
    expect(((await world.call(otherPolice, 'get', '/v1/watches?state=asked')).body.items as View[]).map(({ request }) => request)).toEqual([watched]);
    const document = (view.documents as View[])[0]!.id;
    expect((await world.call(otherPolice, 'get', `/v1/documents/${document as string}`)).status).toBe(200);
  });

  it('is spoken for by its successor: the court gets the answer on the request that it sent, documents too', async () => {
    const documents = await world.documents(otherPolice, ['移交清单']);
    await world.call(otherPolice, 'post', `/v1/requests/${watched}/replies`, { final: false, outcome: 'found', milestone: 'held', documents, details: { place: '永和县', kind: 'hotel', held: true, handOverAt: '永和县公安局' } });
    await until(async () => ((await world.call(court, 'get', `/v1/requests/${watched}`)).body.replies as View[]).length === 1);
    const { body } = await world.call(court, 'get', `/v1/requests/${watched}`);
    expect(body).toMatchObject({ state: 'accepted', successors: { [police]: otherPolice }, replies: [{ outcome: 'found', milestone: 'held', documents: [{ id: documents[0] }] }] });
    expect((await world.call(court, 'get', `/v1/documents/${documents[0]!}`)).status).toBe(200);
    expect((await world.call(otherPolice, 'post', `/v1/requests/${open}/accept`, {})).body).toMatchObject({ state: 'accepted' });
    // The other way, too: what the court adds comes to the successor.
    await world.call(court, 'post', `/v1/requests/${watched}/supplements`, { milestone: 'collected' });
    await until(async () => (((await world.call(otherPolice, 'get', `/v1/requests/${watched}/timeline`)).body.items as View[]).some(({ milestone }) => milestone === 'collected')));
  });

  it('acts no more itself, and is sent nothing new: the refusal names the successor', async () => {
    const own = await world.call(police, 'get', `/v1/requests/${open}`);
    expect([own.status, own.body.error, own.body.successor]).toEqual([403, 'succeeded-organisation', otherPolice]);
    const refused = await ask('query-person', police);
    expect([refused.status, refused.body.error, refused.body.successor]).toEqual([422, 'closed-organisation', otherPolice]);
    expect((await ask('query-person', otherPolice)).status).toBe(201);
  });

  it('refuses also what a sender with an older directory still sends, and tells it who took over', async () => {
    // The desk's own check is passed by: as from a system that has not read the directory on.
    const { context, desk } = world.desk('court');
    const example = context.catalogue.get('query-person').example({ today: '2025-09-01', days: () => '2025-09-10', instant: () => '2025-09-01T10:00:00+08:00' });
    const ids = await world.documents(court, example.documents);
    const documents = await context.exchange.documents.find(court, ids);
    const { id } = await desk.submit({ type: 'query-person', from: court, to: police, caseNumber, urgency: 'ordinary', subject: debtor as never, details: example.details, officers: example.officers, documents });
    await until(async () => (await world.call(court, 'get', `/v1/requests/${id}`)).body.state === 'undeliverable');
    const timeline = (await world.call(court, 'get', `/v1/requests/${id}/timeline`)).body.items as View[];
    expect(timeline).toContainEqual(expect.objectContaining({ move: 'undeliverable', code: `closed-organisation:${otherPolice}` }));
  });
});
