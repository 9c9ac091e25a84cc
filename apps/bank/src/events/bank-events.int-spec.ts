import { catalogue, exampleClock } from '@lianzhi/contracts';
import { BackEndEvents, BackEndEventStore, BackEndUnreachable, FateUnknown, type AlertToRaise, type DeskCore, type DeskRequest, type MoveCommand, type SubmitCommand } from '@lianzhi/desk';
import { journalMigrations } from '@lianzhi/exchange';
import { DataCipher, moveNotAllowed, uuidv7, type BusinessClock } from '@lianzhi/platform';
import type { Pool } from 'pg';
import { createTestDatabase, testPool, type TestDatabase } from '../../../../test/support/test-database';
import type { BankingEvent } from '../core-banking/core-banking';
import { bankEvents, bankingEventMigrations, bankingEventTable } from './bank-events';

const bank = 'bank-icbc-141031';
const court = 'court-141031';
/** Its matters are the court's now. */
const closed = 'court-141099';
const at = '2025-06-05T10:20:00+08:00';
const subject = { kind: 'company' as const, name: '隰县某商贸有限公司', creditCode: '91141031MA0K3T8X69' };
const cipher = new DataCipher(Buffer.alloc(32, 3));

describe('what core banking tells by itself, at the bank', () => {
  let database: TestDatabase;
  let pool: Pool;
  let told: (BankingEvent & { position: number })[];
  let requests: Map<string, DeskRequest>;
  let made: (MoveCommand | SubmitCommand)[];
  let alerts: AlertToRaise[];
  let down: boolean;
  let unreadable: boolean;
  let errors: unknown[];
  /** Called in place of the desk's own decision. */
  let before: (command: MoveCommand) => void;
  let running: BackEndEvents<BankingEvent>[];

  beforeEach(async () => {
    database = await createTestDatabase('bankingevents', [...journalMigrations, ...bankingEventMigrations]);
    pool = testPool(database.url);
    [told, requests, made, alerts, running, down, before, unreadable, errors] = [[], new Map(), [], [], [], false, () => undefined, false, []];
  });
  afterEach(async () => {
    await Promise.all(running.map((one) => one.stop()));
    await pool.end();
    await database.drop();
  });

  /** What a desk leaves behind: the message in its journal, under the id that was drawn for it. */
  const journalled = async (command: MoveCommand | SubmitCommand): Promise<void> => {
    made.push(command);
    await pool.query(
      `INSERT INTO journal (direction, message_id, request_id, shard, topic, type, sender, recipient, event) VALUES ('o', $1, $1, 0, '', '', '', '', '')`, [command.id]);
  };
  const desk: DeskCore = {
    find: (id, organisation) => Promise.resolve(organisation === bank ? requests.get(id) : undefined),
    notices: () => Promise.resolve([]),
    messages: () => Promise.resolve([{ move: 'submitted', data: { subject } }] as never),
    move: async (command) => {
      before(command);
      await journalled(command);
      return requests.get(command.requestId)!;
    },
    submit: async (command) => {
      await journalled(command);
      return {} as DeskRequest;
    },
  };
  const start = (raise = (raised: readonly AlertToRaise[]): void => { alerts.push(...raised); }): void => {
    const events = new BackEndEvents<BankingEvent>({
      ...bankEvents,
      pool, store: new BackEndEventStore(pool, cipher, bankingEventTable), catalogue, desk, directory: { successionOf: (code) => (code === closed ? [court, closed] : [code]) }, onError: (error) => errors.push(error),
      clock: { now: () => new Date(at) } as BusinessClock,
      source: { eventsAfter: (position) => (unreadable ? Promise.reject(new FateUnknown('event 1 after 0/kind', true)) : down ? Promise.reject(new BackEndUnreachable('down')) : Promise.resolve(told.filter((one) => one.position > position).slice(0, 2))) },
      raiseAlerts: async (_client, raised) => raise(raised),
    });
    running.push(events);
    events.start();
  };
  const request = (type: string): string => {
    const id = uuidv7();
    requests.set(id, { id, type, from: court, to: bank, thread: id, caseNumber: '（2025）晋1031执312号' } as DeskRequest);
    return id;
  };
  const tell = (event: BankingEvent): void => { told.push({ ...event, position: told.length + 1 }); };
  const promoted = (reference: string): BankingEvent => ({ kind: 'promoted', bank, reference, at, frozen: '120.00', limit: '500.00', until: '2026-06-04' });
  const settled = async (): Promise<void> => {
    for (let waited = 0; waited < 200; waited += 1) {
      const { rows } = await pool.query<{ done: number }>('SELECT count(done_at)::int AS done FROM banking_event');
      if (rows[0]!.done === told.length) return;
      await new Promise((resolve) => { setTimeout(resolve, 50); });
    }
    throw new Error('not everything was passed on');
  };

  it('passes on each change once, in order, with two replicas', async () => {
    const ids = [request('freeze-account'), request('freeze-account'), request('freeze-account')];
    for (const id of ids) tell(promoted(id));
    tell({ kind: 'lapsed', bank, reference: ids[0]!, at });
    const waiting = request('freeze-account');
    tell({ kind: 'moved_up', bank, reference: waiting, at, rank: 1 });
    start();
    start();
    await settled();
    const moves = made as MoveCommand[];
    expect(moves.map(({ requestId, details }) => [requestId, details!['change']])).toHaveLength(5);
    expect(moves.filter(({ requestId }) => requestId === ids[0]).map(({ details }) => details!['change'])).toEqual(['promoted', 'lapsed']);
    expect(moves.find(({ requestId }) => requestId === ids[1])).toMatchObject({ organisation: bank, move: 'measure-changed', details: { change: 'promoted', frozen: '120.00', limit: '500.00', rank: 0, until: '2026-06-04' } });
    expect(moves.find(({ requestId }) => requestId === waiting)!.details).toEqual({ change: 'moved_up', rank: 1 });
    expect(alerts).toEqual([]);
  });

  it('tells the successor of a court that was closed of the money on its account', async () => {
    const opened = request('open-case-account');
    requests.get(opened)!.from = closed;
    tell({ kind: 'received', bank, reference: opened, at, account: '0504100029000123456-00123', amount: '1.00', balance: '1.00', serial: '20250605A00018', payer: '张某甲' });
    start();
    await settled();
    expect(made).toEqual([expect.objectContaining({ type: 'funds-received', to: court })]);
    expect(alerts).toEqual([]);
  });

  it('makes a request of its own out of money on a case account', async () => {
    const opened = request('open-case-account');
    tell({ kind: 'received', bank, reference: opened, at, account: '0504100029000123456-00123', amount: '312600.55', balance: '312600.55', serial: '20250605A00017', payer: '张某甲' });
    start();
    await settled();
    expect(made).toEqual([expect.objectContaining({
      type: 'funds-received', from: bank, to: court, caseNumber: '（2025）晋1031执312号', subject, follows: { id: opened, thread: opened },
      details: { caseAccount: '0504100029000123456-00123', amount: '312600.55', balance: '312600.55', receivedAt: at, serial: '20250605A00017', payer: '张某甲' },
    })]);
    expect(catalogue.get('funds-received').example(exampleClock(new Date(at))).type).toBe('funds-received');
    const { rows } = await pool.query<{ content: Buffer }>('SELECT content FROM banking_event');
    expect(rows[0]!.content.toString('latin1')).not.toContain('312600.55');
  });

  it('a crash after the message was written tells it no second time', async () => {
    tell(promoted(request('freeze-account')));
    let crashes = 0;
    const { move } = desk;
    desk.move = async (command) => {
      const answer = await move(command);
      if ((crashes += 1) === 1) throw new Error('the process ends here');
      return answer;
    };
    start();
    await settled();
    desk.move = move;
    expect(made).toHaveLength(1);
  });

  it('waits while core banking is down and while the answer before it is not out', async () => {
    tell(promoted(request('freeze-account')));
    down = true;
    let refused = 0;
    before = () => { if ((refused += 1) <= 2) throw moveNotAllowed({ zh: '', en: 'Not allowed in state accepted' }, []); };
    start();
    await new Promise((resolve) => { setTimeout(resolve, 300); });
    expect((await pool.query('SELECT FROM banking_event')).rowCount).toBe(0);
    down = false;
    await settled();
    expect([made.length, refused]).toEqual([1, 3]);
  });

  it('leaves to a person what names nothing of ours', async () => {
    tell(promoted(uuidv7()));
    tell({ kind: 'lapsed', bank, reference: 'ORDER-7', at });
    start();
    await settled();
    expect([made, alerts.map(({ kind, level, requestId }) => [kind, level, requestId])]).toEqual([[], [['not-passed-on', 'critical', told[0]!.reference], ['not-passed-on', 'critical', null]]]);
  });

  it('leaves nothing to a person without telling one, whatever stops in between', async () => {
    tell(promoted(uuidv7()));
    let crashes = 0;
    start((raised) => {
      if ((crashes += 1) === 1) throw new Error('the process ends here');
      alerts.push(...raised);
    });
    await settled();
    expect(alerts.map(({ kind }) => kind)).toEqual(['not-passed-on']);
  });

  it('reports once that what core banking tells cannot be read: everything behind it waits', async () => {
    unreadable = true;
    start();
    await new Promise((resolve) => { setTimeout(resolve, 3_500); });
    expect(errors.map(String)).toEqual([expect.stringContaining('event 1 after 0/kind')]);
    unreadable = false;
    tell(promoted(request('freeze-account')));
    await settled();
    expect(made).toHaveLength(1);
  });
});
