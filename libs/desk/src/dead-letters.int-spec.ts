import { catalogue, exampleClock } from '@lianzhi/contracts';
import { openDeadLetters, type Decision } from '@lianzhi/exchange';
import { uuidv7 } from '@lianzhi/platform';
import { court, DeskWorld, police, until, type TestDesk } from './testing/desk-world';

jest.setTimeout(90_000);
const by = { organisation: police, client: 'console', user: 'operator-1' };

describe('dead letters of a desk', () => {
  let world: DeskWorld;
  let asking: TestDesk;
  let answering: TestDesk;

  beforeEach(async () => {
    world = await DeskWorld.create();
    asking = await world.start('court');
    answering = await world.start('police');
  });
  afterEach(async () => {
    await world.close();
    expect(world.errors).toEqual([]);
  });

  async function delivered(type = 'query-person'): Promise<string> {
    const contract = catalogue.get(type);
    const { subject, details, officers } = contract.example(exampleClock(world.clock.at));
    const kinds = contract.documents.filter(({ required, on }) => required && (!on || on.includes('request'))).map(({ kind }) => kind);
    const documents = await Promise.all(kinds.map((kind) => asking.context.exchange.documents.add(court, { kind, content: Buffer.from(kind) })));
    const { id } = await asking.desk.submit({ type, from: court, to: police, caseNumber: '（2025）晋1031执123号', urgency: 'ordinary', subject, details, officers: officers ?? [], documents });
    await until(async () => (await asking.desk.find(id, court))?.state === 'delivered', 8_000);
    return id;
  }
  const letter = async (desk: TestDesk, reason: string): Promise<string> => {
    let found: string | undefined;
    await until(async () => { [found] = await openDeadLetters(desk.pool, { reason }, { limit: 1 }); return found !== undefined; });
    return found!;
  };
  const requeue = (desk: TestDesk, id: string): Promise<Decision> => desk.context.exchange.deadLetters!.requeue(id, by, 'mended');
  const actions = async (desk: TestDesk): Promise<string[]> => (await desk.pool.query<{ action: string; outcome: string }>('SELECT action, outcome FROM operator_action ORDER BY id')).rows.map(({ action, outcome }) => `${action} ${outcome}`);
  const lane = (id: string): Promise<string[]> => world.lane('police', 'court', id);
  const state = async (desk: TestDesk, id: string): Promise<string> => (await desk.pool.query<{ state: string }>('SELECT state FROM dead_letter WHERE id = $1', [id])).rows[0]!.state;

  /** A handler that cannot take the requester's second message, until it is mended. */
  async function unhandled(id: string): Promise<{ letter: string; mend: () => void }> {
    const broken = jest.spyOn(answering.context.exchange.opener, 'open').mockImplementation(() => ({ kind: 'unusable', reason: 'unreadable-data' }));
    await asking.desk.move({ requestId: id, organisation: court, move: 'urged', note: '请尽快' });
    const found = await letter(answering, 'unreadable-data');
    return { letter: found, mend: () => broken.mockRestore() };
  }

  it('a refused message that is requeued counts from then on, at both ends, once though two replicas requeue it at once', async () => {
    const replica = await world.start('police');
    const id = await delivered();
    // Another replica may take it: both are broken.
    jest.spyOn(replica.context.exchange.opener, 'open').mockImplementation(() => ({ kind: 'unusable', reason: 'unreadable-data' }));
    const { letter: found } = await unhandled(id);
    expect(await lane(id)).toEqual(['taken 1/1', 'rejected 2/2']);
    expect(await requeue(answering, found)).toEqual({ kind: 'refused', reason: 'unreadable-data' });
    expect([await state(answering, found), await lane(id)]).toEqual(['open', ['taken 1/1', 'rejected 2/2']]);
    jest.restoreAllMocks();
    const decisions = await Promise.all([requeue(answering, found), requeue(replica, found), requeue(answering, found)]);
    expect(decisions.map(({ kind }) => kind).sort()).toEqual(['already', 'already', 'decided']);
    await until(async () => (await asking.desk.find(id, court))!.record.folded === 3);
    expect(await lane(id)).toEqual(['taken 1/1', 'rejected 2/2', 'taken 3/2']);
    const [mine, theirs] = [(await asking.desk.find(id, court))!.record, (await answering.desk.find(id, police))!.record];
    expect(mine).toEqual(theirs);
    expect(mine.refused).toEqual([]);
    expect((await answering.desk.messages((await answering.desk.find(id, police))!)).map(({ move, standing }) => `${move} ${standing}`)).toContain('urged confirmed');
    expect(await actions(answering)).toEqual(['dead-letter-requeue unreadable-data', 'dead-letter-requeue done']);
  });

  it('a requeue is judged against the state as it is now', async () => {
    const id = await delivered();
    const { letter: found, mend } = await unhandled(id);
    mend();
    await asking.desk.move({ requestId: id, organisation: court, move: 'withdrawn', reason: '已履行' });
    await until(async () => (await answering.desk.find(id, police))!.state === 'withdrawn');
    expect(await requeue(answering, found)).toEqual({ kind: 'refused', reason: 'move-not-allowed', detail: 'move-not-allowed:withdrawn' });
    expect(await state(answering, found)).toBe('open');
  });

  it('what a reply says is read once it can be; its attributes counted all the while and nothing is sent', async () => {
    const id = await delivered();
    const broken = jest.spyOn(asking.context.exchange.opener, 'open').mockImplementation(() => ({ kind: 'unusable', reason: 'unreadable-data' }));
    const { final: _final, milestone: _milestone, documents: _documents, ...reply } = catalogue.get('query-person').replyExamples(exampleClock(world.clock.at))['found']!;
    await answering.desk.move({ requestId: id, organisation: police, move: 'answered', outcome: 'found', details: reply.details });
    const found = await letter(asking, 'unreadable-data');
    broken.mockRestore();
    const before = await world.lane('court', 'police', id);
    expect((await asking.desk.messages((await asking.desk.find(id, court))!)).find(({ move }) => move === 'answered')!.standing).toBe('dead');
    const was = (await asking.desk.find(id, court))!.record.core;
    expect(await requeue(asking, found)).toEqual({ kind: 'decided', state: 'requeued' });
    expect((await asking.desk.messages((await asking.desk.find(id, court))!)).find(({ move }) => move === 'answered')!.standing).toBe('confirmed');
    expect((await asking.desk.find(id, court))!.record.core).toEqual(was);
    expect(await world.lane('court', 'police', id)).toEqual(before);
  });

  it('what nobody vouched for is judged again by what the directory says now', async () => {
    const id = uuidv7();
    const known = jest.spyOn(answering.context.exchange.directory, 'organisation').mockImplementation(() => undefined);
    await world.forge(court, police, 'submitted', { subject: id, sequence: 1 }, submission());
    const found = await letter(answering, 'unknown-organisation');
    expect(await requeue(answering, found)).toEqual({ kind: 'refused', reason: 'unknown-organisation' });
    known.mockRestore();
    expect(await requeue(answering, found)).toEqual({ kind: 'decided', state: 'requeued' });
    // Believed now, and refused for what it says: it names no documents.
    await until(async () => (await answering.desk.find(id, police))?.state === 'undeliverable');
  });

  const submission = (): object => {
    const { subject, details, officers } = catalogue.get('query-person').example(exampleClock(world.clock.at));
    return { caseNumber: '（2025）晋1031执123号', subject, details, officers: officers ?? [], documents: [] };
  };

  it('a discarded one stays what it is, with the reason and who decided', async () => {
    const id = await delivered();
    await world.forge(court, police, { type: 'org.example.coffee' }, { subject: id, sequence: 2 });
    const found = await letter(answering, 'unknown-type');
    expect(await answering.context.exchange.deadLetters!.discard(found, by, '误发')).toEqual({ kind: 'decided', state: 'discarded' });
    expect(await requeue(answering, found)).toEqual({ kind: 'already', state: 'discarded' });
    const { rows } = await answering.pool.query('SELECT decided_by, decision_reason FROM dead_letter WHERE id = $1', [found]);
    expect(rows).toEqual([{ decided_by: 'operator-1', decision_reason: '误发' }]);
    expect(await requeue(answering, uuidv7())).toEqual({ kind: 'unknown' });
  });
});
