import { catalogue, exampleClock, type MoveName, type RequestRecord } from '@lianzhi/contracts';
import { uuidv7 } from '@lianzhi/platform';
import type { AutomatedRequest, RequestHandler } from './automation/request-handler';
import type { MoveCommand } from './moves/move-command';
import type { DeskRequest } from './requests/desk-request';
import { court, DeskWorld, police, until, type TestDesk } from './testing/desk-world';

jest.setTimeout(90_000);

describe('two desks', () => {
  let world: DeskWorld;
  let asking: TestDesk;
  let answering: TestDesk;

  beforeEach(async () => { world = await DeskWorld.create(); });
  afterEach(async () => {
    await world.close();
    expect(world.errors).toEqual([]);
  });

  const begin = async (handlers: RequestHandler[] = []): Promise<void> => {
    asking = await world.start('court');
    answering = await world.start('police', { handlers });
  };

  async function ask(type = 'query-person', more: object = {}): Promise<string> {
    const contract = catalogue.get(type);
    const { subject, details, officers } = contract.example(exampleClock(world.clock.at));
    const kinds = contract.documents.filter(({ required, on }) => required && (!on || on.includes('request'))).map(({ kind }) => kind);
    const documents = await Promise.all(kinds.map((kind) => asking.context.exchange.documents.add(court, { kind, content: Buffer.from(`${kind} ${'文'.repeat(1000)}`) })));
    const { id } = await asking.desk.submit({
      type, from: court, to: police, caseNumber: '（2025）晋1031执123号', urgency: 'ordinary', subject, details, officers: officers ?? [], documents, ...more,
    });
    return id;
  }

  const sent = async (id: string, desk = asking): Promise<DeskRequest> => (await desk.desk.find(id, court))!;
  const received = async (id: string, desk = answering): Promise<DeskRequest | undefined> => desk.desk.find(id, police);
  const reaches = (id: string, state: string, desk?: TestDesk): Promise<void> => until(async () => (await received(id, desk))?.state === state);
  const shows = (id: string, state: string, desk?: TestDesk): Promise<void> => until(async () => { const found = await sent(id, desk); return found.state === state && !found.flags.includes('unconfirmed'); });
  const moves = (id: string, move: MoveName, more: Partial<MoveCommand> = {}): Promise<DeskRequest> => answering.desk.move({ requestId: id, organisation: police, move: move as 'accepted', ...more });
  const asks = (id: string, move: MoveName, more: Partial<MoveCommand> = {}): Promise<DeskRequest> => asking.desk.move({ requestId: id, organisation: court, move: move as 'withdrawn', ...more });
  const details = (type: string, outcome: string) => {
    const { final: _final, milestone: _milestone, documents: _documents, ...reply } = catalogue.get(type).replyExamples(exampleClock(world.clock.at))[outcome]!;
    return { outcome: reply.outcome!, details: reply.details };
  };
  const alerts = async (desk: TestDesk, id: string): Promise<string[]> => (await desk.pool.query<{ kind: string }>('SELECT kind FROM alert WHERE request_id = $1 ORDER BY kind', [id])).rows.map(({ kind }) => kind);
  const dead = async (desk: TestDesk): Promise<string[]> => (await desk.pool.query<{ reason: string }>('SELECT reason FROM dead_letter ORDER BY recorded_at')).rows.map(({ reason }) => reason);

  /** Both journals fold to the same. */
  async function agrees(id: string, desks: { sent?: TestDesk; received?: TestDesk } = {}): Promise<RequestRecord> {
    let [mine, theirs]: (RequestRecord | undefined)[] = [];
    await until(async () => {
      mine = (await sent(id, desks.sent)).record;
      theirs = (await received(id, desks.received))?.record;
      return theirs !== undefined && mine.placed === theirs.placed && mine.folded === theirs.folded && theirs.waiting.recipient.length + mine.waiting.requester.length === 0;
    });
    expect(mine).toEqual(theirs);
    return mine!;
  }

  it('a request is taken, accepted, answered and closed; both know the same', async () => {
    await begin();
    const id = await ask();
    expect((await sent(id)).state).toBe('submitted');
    await shows(id, 'delivered');
    world.clock.at += 3_600_000;
    await moves(id, 'accepted');
    await shows(id, 'accepted');
    await moves(id, 'answered', details('query-person', 'found'));
    await shows(id, 'answered');
    expect((await sent(id)).closesAt).toBe(Date.parse('2025-09-09T00:00:00+08:00'));
    world.clock.at = Date.parse('2025-09-09T00:00:00+08:00');
    await reaches(id, 'closed');
    const record = await agrees(id);
    expect(record.core).toMatchObject({ state: 'closed', outcome: 'found', answeredAt: Date.parse('2025-09-01T10:00:00+08:00') });
    expect(await world.lane('court', 'police', id)).toEqual(['submitted 1', 'closed 2']);
    expect(await world.lane('police', 'court', id)).toEqual(['taken 1/1', 'accepted 2/1', 'answered 3/1', 'taken 4/2']);
    const told = await asking.desk.messages(await sent(id));
    expect(told.map(({ move, standing }) => `${move} ${standing}`)).toEqual(['submitted confirmed', 'taken confirmed', 'accepted confirmed', 'answered confirmed', 'closed confirmed', 'taken confirmed']);
    expect(told[0]!.data!.subject).toMatchObject({ name: '张某甲' });
  });

  it('a withdrawal and a final reply that cross end the same way at both', async () => {
    await begin();
    const id = await ask();
    await shows(id, 'delivered');
    const gate: { open?: () => void } = {};
    const opened = new Promise<void>((resolve) => { gate.open = resolve; });
    world.broker.faults.beforeDelivery = () => opened;
    await asks(id, 'withdrawn', { reason: '已履行' });
    await moves(id, 'answered', details('query-person', 'found'));
    expect([(await sent(id)).state, (await sent(id)).flags]).toEqual(['withdrawn', ['unconfirmed']]);
    gate.open!();
    await shows(id, 'answered');
    await agrees(id);
    expect((await sent(id)).record.refused).toMatchObject([{ move: 'withdrawn', sequence: 2 }]);
    expect(await alerts(asking, id)).toEqual(['rejected']);
    expect((await asking.desk.messages(await sent(id))).find(({ move }) => move === 'withdrawn')).toMatchObject({ standing: 'rejected' });
  });

  it('a reply that cannot be used counts by its attributes; both sides are told', async () => {
    await begin();
    const id = await ask();
    await shows(id, 'delivered');
    await moves(id, 'answered', { outcome: 'found', details: { nonsense: 1 } });
    await until(async () => (await alerts(answering, id)).length === 1);
    const { core } = await agrees(id);
    expect(core.state).toBe('answered');
    expect([await dead(asking), await dead(answering)]).toEqual([['invalid'], []]);
    expect([await alerts(asking, id), await alerts(answering, id)]).toEqual([['unusable-reply'], ['rejected']]);
    expect(await world.lane('court', 'police', id)).toEqual(['submitted 1', 'rejected 2/2']);
    expect(await world.lane('police', 'court', id)).toEqual(['taken 1/1', 'answered 2/1', 'taken 3/2']);
  });

  it('a request that cannot be used is undeliverable, with its reason, and those behind it are refused in turn', async () => {
    await begin();
    const id = await ask('query-person', { details: { items: ['everything'] } });
    await shows(id, 'undeliverable');
    expect(await dead(answering)).toEqual(['invalid']);
    expect((await asking.desk.messages(await sent(id))).at(-1)!.data).toMatchObject({ code: expect.stringMatching(/^invalid:\/details\/items/) });
    expect(await alerts(asking, id)).toEqual(['undeliverable']);
    await expect(asks(id, 'urged')).rejects.toMatchObject({ status: 409 });
    await agrees(id);
  });

  it('documents that did not come are asked for, and the request waits for them with all that follows', async () => {
    let lost = 0;
    world.loses = ({ topic }) => topic === 'documents.court.police' && (lost += 1) <= 3;
    await begin();
    const id = await ask('refer-refusal-offence');
    await until(async () => (await answering.pool.query("SELECT 1 FROM journal WHERE waiting_for = 'documents'")).rowCount === 1);
    await asks(id, 'urged');
    await until(async () => (await answering.pool.query("SELECT 1 FROM journal WHERE handling = 'p'")).rowCount === 2);
    await answering.pool.query("UPDATE journal SET parked_at = parked_at - interval '2 hours'");
    await shows(id, 'delivered');
    expect((await received(id))!.record.placed).toBe(2);
    await agrees(id);
    expect(await world.lane('police', 'court', id)).toEqual(['resend-requested -', 'taken 1/1', 'taken 2/2']);
    expect(await alerts(answering, id)).toEqual(['documents-missing']);
    const [document] = (await answering.desk.messages((await received(id))!))[0]!.data!.documents!;
    expect((await answering.context.exchange.documents.read(police, document!.id))!.content.toString()).toContain(document!.kind);
  });

  it('a message that was lost is asked for, and what came after it waits', async () => {
    await begin();
    const id = await ask();
    await shows(id, 'delivered');
    let lost = 0;
    world.loses = ({ topic }) => topic === 'exchange.court.police' && (lost += 1) === 1;
    await asks(id, 'urged');
    await until(() => lost > 0);
    await asks(id, 'withdrawn', { reason: '已履行' });
    await until(async () => (await answering.pool.query("SELECT 1 FROM journal WHERE waiting_for = 'predecessor'")).rowCount === 1);
    await answering.pool.query("UPDATE journal SET parked_at = parked_at - interval '31 seconds' WHERE handling = 'p'");
    await shows(id, 'withdrawn');
    expect((await agrees(id)).placed).toBe(3);
    expect((await answering.pool.query("SELECT 1 FROM journal WHERE direction = 'i'")).rowCount).toBe(3);
  });

  it('whether a request may follow another is judged where it is sent, and not only where the call was read', async () => {
    await begin();
    const first = await ask('locate-debtor');
    const follow = (): Promise<string> => ask('locate-debtor', { follows: { id: first, thread: first } });
    await expect(follow()).rejects.toMatchObject({ slug: 'unknown-follows', status: 422 });
    await asks(first, 'withdrawn', { reason: '已找到' });
    expect(await sent(await follow())).toMatchObject({ follows: first, thread: first });
    await expect(ask('locate-debtor', { follows: { id: uuidv7(), thread: first } })).rejects.toMatchObject({ slug: 'unknown-follows' });
  });

  it('a desk whose database was lost neither repeats a sequence nor does a thing twice', async () => {
    const done: string[] = [];
    const handler: RequestHandler = {
      type: 'query-person',
      handle: (request: AutomatedRequest) => { done.push(request.id); return Promise.resolve({ kind: 'reply', final: true, ...details('query-person', 'found') }); },
    };
    await begin([handler]);
    const id = await ask();
    const second = await ask('locate-debtor');
    await shows(id, 'answered');
    await shows(second, 'delivered');
    await moves(second, 'interim-replied', { ...details('locate-debtor', 'found'), milestone: 'seen' });
    await asks(second, 'urged');
    await agrees(second);
    const before = [await world.lane('police', 'court', id), await world.lane('police', 'court', second)];
    await answering.stop();
    await asks(second, 'urged');
    answering = await world.start('police', { database: 'police_restored', handlers: [handler] });
    await reaches(id, 'answered');
    await until(async () => (await received(second))?.record.placed === 3);
    expect(done).toEqual([id]);
    await agrees(id);
    await agrees(second);
    expect(await world.lane('police', 'court', id)).toEqual(before[0]);
    expect(await world.lane('police', 'court', second)).toEqual([...before[1]!, 'taken 4/3']);
    expect((await received(id))!.subject).toMatchObject({ name: '张某甲' });
    await moves(second, 'answered', details('locate-debtor', 'expired'));
    await shows(second, 'answered');
    expect((await agrees(second)).folded).toBe(5);
  });

  it('a desk whose database was lost refuses nothing a second time, not even a request of a later version', async () => {
    await begin();
    const strange = uuidv7();
    await world.forge(court, police, { type: 'lianzhi.request.submitted.v2' }, { subject: strange, sequence: 1 });
    await until(async () => (await world.lane('police', 'court', strange)).includes('undeliverable 1/1'));
    await answering.stop();
    answering = await world.start('police', { database: 'police_restored' });
    await world.forge(court, police, 'urged', { subject: strange, sequence: 2 });
    await until(async () => (await world.lane('police', 'court', strange)).includes('rejected 2/2'));
    expect(await world.lane('police', 'court', strange)).toEqual(['undeliverable 1/1', 'rejected 2/2']);
  });

  it('a court whose database was lost knows its requests again', async () => {
    await begin();
    const id = await ask();
    await shows(id, 'delivered');
    await moves(id, 'accepted');
    await shows(id, 'accepted');
    await asking.stop();
    await moves(id, 'answered', details('query-person', 'found'));
    asking = await world.start('court', { database: 'court_restored' });
    await shows(id, 'answered');
    expect(await sent(id)).toMatchObject({ caseNumber: '（2025）晋1031执123号', subject: { name: '张某甲' } });
    await asks(id, 'closed');
    await reaches(id, 'closed');
    await agrees(id);
    expect(await world.lane('court', 'police', id)).toEqual(['submitted 1', 'closed 2']);
  });

  it('an automatic answer is given once by two replicas, also when a handler fails', async () => {
    let calls = 0;
    const handler: RequestHandler = {
      type: 'query-person',
      handle: () => {
        calls += 1;
        if (calls % 4 === 1) throw new Error('no answer');
        return Promise.resolve(calls % 4 === 2 ? { kind: 'retry', afterMs: 20, reason: 'busy' } : { kind: 'reply', final: true, ...details('query-person', 'found') });
      },
    };
    await begin([handler]);
    await world.start('police', { handlers: [handler] });
    const ids = await Promise.all(Array.from({ length: 12 }, () => ask()));
    for (const id of ids) await shows(id, 'answered');
    // An answer that comes at once stands for `taken`.
    const lanes = new Set(await Promise.all(ids.map(async (id) => (await world.lane('police', 'court', id)).join(', '))));
    expect([...lanes].sort()).toEqual(['answered 1/1', 'taken 1/1, answered 2/1']);
    for (const id of ids) await agrees(id);
    expect((await answering.pool.query('SELECT 1 FROM task')).rowCount).toBe(0);
    expect(world.errors.splice(0).every((error) => (error as Error).message === 'no answer')).toBe(true);
  });

  it('requests whose rank counts are handled one after the other, as they were delivered, by two replicas too', async () => {
    const begun: string[] = [];
    let running = 0;
    let together = 0;
    const handler: RequestHandler = {
      type: 'query-person', inOrder: true,
      handle: async ({ id, attempt }) => {
        together = Math.max(together, running += 1);
        await new Promise((resolve) => { setTimeout(resolve, 5); });
        running -= 1;
        if (attempt === 1 && begun.length === 2) return { kind: 'retry', afterMs: 100, reason: 'busy' };
        begun.push(id);
        return { kind: 'reply', final: true, ...details('query-person', 'found') };
      },
    };
    await begin([handler]);
    await world.start('police', { handlers: [handler] });
    const ids = await Promise.all(Array.from({ length: 8 }, () => ask()));
    for (const id of ids) await shows(id, 'answered');
    const delivered = (await answering.pool.query<{ id: string }>(`SELECT request_id AS id FROM journal WHERE type LIKE '%.taken.%' ORDER BY seq`)).rows.map(({ id }) => id);
    expect([begun, together]).toEqual([delivered, 1]);
  });

  it('a request that was withdrawn meanwhile reaches the back end no more', async () => {
    let calls = 0;
    await begin([{ type: 'query-person', handle: () => { calls += 1; return Promise.resolve({ kind: 'retry', afterMs: 3_000, reason: 'busy' }); } }]);
    const id = await ask();
    await until(() => calls === 1);
    await asks(id, 'withdrawn', { reason: '已履行' });
    await shows(id, 'withdrawn');
    await until(async () => (await answering.pool.query('SELECT 1 FROM task')).rowCount === 0);
    expect([calls, await world.lane('police', 'court', id)]).toEqual([1, ['taken 1/1', 'taken 2/2']]);
  });

  it('what was done for a request that was withdrawn meanwhile is told to a person', async () => {
    let answer!: () => void;
    const answered = new Promise<void>((resolve) => { answer = resolve; });
    await begin([{ type: 'release-early', handle: () => answered.then(() => ({ kind: 'reply' as const, final: true, ...details('release-early', 'done') })) }]);
    const id = await ask('release-early', { type: 'release-early' });
    await reaches(id, 'delivered');
    await asks(id, 'withdrawn', { reason: '已履行' });
    await reaches(id, 'withdrawn');
    answer();
    await until(async () => (await answering.pool.query('SELECT 1 FROM task')).rowCount === 0);
    expect(await alerts(answering, id)).toContain('answer-not-sent');
  });

  it('a withdrawal that comes before the automatic answer finds the request confirmed first', async () => {
    let answer!: () => void;
    const answered = new Promise<void>((resolve) => { answer = resolve; });
    await begin([{ type: 'query-person', handle: () => answered.then(() => ({ kind: 'reply' as const, final: true, ...details('query-person', 'found') })) }]);
    const id = await ask();
    await asks(id, 'withdrawn', { reason: '已履行' });
    await reaches(id, 'withdrawn');
    answer();
    await until(async () => (await answering.pool.query('SELECT 1 FROM task')).rowCount === 0);
    await agrees(id);
    expect(await world.lane('police', 'court', id)).toEqual(['taken 1/1', 'taken 2/2']);
  });

  it('two replicas of each, many requests at once: each is taken once, in order', async () => {
    await begin();
    await world.start('court');
    await world.start('police');
    const ids = await Promise.all(Array.from({ length: 12 }, () => ask()));
    await Promise.all(ids.map(async (id) => {
      await asks(id, 'urged');
      await asks(id, 'urged');
      await until(async () => (await received(id))?.record.placed === 3);
      await Promise.all([moves(id, 'answered', details('query-person', 'found')), asks(id, 'urged').catch(() => undefined)]);
    }));
    for (const id of ids) {
      await until(async () => (await sent(id)).flags.length === 0);
      await agrees(id);
      expect((await sent(id)).state).toBe('answered');
    }
  });

  it('what only the other side may do is refused, whoever signs it', async () => {
    await begin();
    const id = await ask();
    await shows(id, 'delivered');
    await world.forge(court, police, 'answered', { subject: id, sequence: 2, outcome: 'none_proven' }, { details: details('query-person', 'none_proven').details });
    await until(async () => (await world.lane('police', 'court', id)).includes('rejected 2/2'));
    expect((await received(id))!.state).toBe('delivered');
    const other = await ask();
    await shows(other, 'delivered');
    await world.forge(police, court, 'closed', { subject: other, sequence: 2, of: 1 });
    await until(async () => (await world.lane('court', 'police', other)).includes('rejected 2/2'));
    expect((await sent(other)).state).toBe('delivered');
  });

  it('a message of an unknown type takes its place and is refused; an unknown request of the other side is a dead letter', async () => {
    await begin();
    const id = await ask();
    await shows(id, 'delivered');
    await world.forge(court, police, { type: 'lianzhi.request.cancelled.v2' }, { subject: id, sequence: 2 });
    await world.forge(court, police, 'urged', { subject: id, sequence: 3 });
    await until(async () => (await world.lane('police', 'court', id)).includes('taken 3/3'));
    expect(await world.lane('police', 'court', id)).toEqual(['taken 1/1', 'rejected 2/2', 'taken 3/3']);
    expect(await dead(answering)).toEqual(['unknown-type']);
    const never = uuidv7();
    await world.forge(police, court, 'answered', { subject: never, sequence: 1, of: 1, outcome: 'found' });
    await until(async () => (await dead(asking)).length === 1);
    expect([await dead(asking), await world.lane('court', 'police', never)]).toEqual([['unknown-request'], []]);
    const strange = uuidv7();
    await world.forge(court, police, 'submitted', { subject: strange, sequence: 1, requesttype: 'lend-racket' });
    await world.forge(court, police, 'withdrawn', { subject: strange, sequence: 2, requesttype: 'lend-racket' });
    await until(async () => (await world.lane('police', 'court', strange)).length === 2);
    expect(await world.lane('police', 'court', strange)).toEqual(['undeliverable 1/1', 'rejected 2/2']);
  });

  it('what the bus got late counts from then, the same at both sides', async () => {
    await begin();
    const id = await ask();
    await shows(id, 'delivered');
    world.skewMs = 3 * 3_600_000;
    await moves(id, 'accepted');
    await shows(id, 'accepted');
    await until(async () => (await received(id))!.flags.includes('late_published'));
    const { core } = await agrees(id);
    const accept = core.obligations.find(({ name }) => name === 'accept')!;
    expect(Math.abs(accept.dischargedAt! - Date.parse('2025-09-01T12:00:00+08:00'))).toBeLessThan(60_000);
    expect((await sent(id)).flags).toContain('late_published');
  });

  it('calls that come together are committed together; the one that is refused rejects alone', async () => {
    await begin();
    const ids = await Promise.all(Array.from({ length: 6 }, () => ask()));
    for (const id of ids) await shows(id, 'delivered');
    const results = await Promise.allSettled([...ids.map((id) => moves(id, 'accepted')), ...ids.map((id) => moves(id, 'accepted')), moves(uuidv7(), 'accepted')]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(6);
    expect(results.slice(6).map((one) => (one.status === 'rejected' ? (one.reason as { status: number }).status : 200))).toEqual([...Array(6).fill(409), 404]);
  });
});
