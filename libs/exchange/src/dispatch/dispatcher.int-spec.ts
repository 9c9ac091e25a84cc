import type { Pool, PoolClient } from 'pg';
import { uuidv7 } from '@lianzhi/platform';
import { insertIncoming } from '../journal/journal';
import { done, type OutgoingEntry, type StoredEntry, type Verdict } from '../journal/journal-entry';
import { TestWorld, until } from '../testing/test-world';
import { Dispatcher } from './dispatcher';
import type { Participant } from './participant';

jest.setTimeout(40_000);

interface Session { client: PoolClient; written: string[] }

describe('Dispatcher', () => {
  let world: TestWorld;
  let pool: Pool;
  let dispatchers: Dispatcher<Session>[];
  let refused: { sequence: number | undefined; reason: string }[];
  let committed: string[][];
  let errors: unknown[];

  beforeAll(async () => { world = await TestWorld.create(); });
  afterAll(() => world.close());

  beforeEach(async () => {
    ({ pool } = await world.database('dispatch'));
    // The effect of a handler: unique, so that doing a thing twice is an error.
    await pool.query('CREATE TABLE effect (request uuid, sequence int, at timestamptz DEFAULT clock_timestamp(), PRIMARY KEY (request, sequence))');
    dispatchers = [];
    refused = [];
    committed = [];
    errors = [];
  });
  afterEach(() => Promise.all(dispatchers.map((dispatcher) => dispatcher.stop())));

  const participant: Participant<Session> = {
    begin: (client) => Promise.resolve({ client, written: [] }),
    refuse: (entry, session, reason) => {
      refused.push({ sequence: entry.attributes.sequence, reason });
      session.written.push(`${entry.attributes.subject} ${entry.attributes.sequence}`);
      return Promise.resolve({ kind: 'dead', reason });
    },
    flush: async ({ client, written }) => {
      for (const one of written) await client.query('INSERT INTO effect (request, sequence) SELECT $1, $2', one.split(' '));
    },
    committed: ({ written }) => { committed.push(written); },
  };

  function start(handle: (entry: StoredEntry, session: Session) => Promise<Verdict>): Dispatcher<Session> {
    const dispatcher = new Dispatcher<Session>({ pool, participant, handle, onError: (error) => errors.push(error), alone: () => true });
    dispatchers.push(dispatcher);
    dispatcher.start();
    return dispatcher;
  }

  const effect = (entry: StoredEntry, session: Session): Verdict => {
    session.written.push(`${entry.attributes.subject} ${entry.attributes.sequence ?? 0}`);
    return done;
  };

  /** As a desk does: the next one or not yet. */
  async function inOrder(entry: StoredEntry, session: Session): Promise<Verdict> {
    const { subject, sequence = 0 } = entry.attributes;
    const before = session.written.filter((one) => one.startsWith(subject)).length;
    const { rows } = await session.client.query<{ n: number }>('SELECT count(*)::int AS n FROM effect WHERE request = $1', [subject]);
    if (sequence !== rows[0]!.n + before + 1) return { kind: 'parked', waitingFor: 'predecessor' };
    return effect(entry, session);
  }

  async function receive(entries: OutgoingEntry[]): Promise<string[]> {
    return (await insertIncoming(pool, entries.map((entry, index) => ({ attributes: entry.attributes, leaf: entry.leaf, record: { ...world.record(entry), partition: 0, offset: BigInt(index), from: 0n, appendedAt: Date.now() } })))).map(({ request_id }) => request_id);
  }

  const handlings = async (): Promise<string> => (await pool.query('SELECT coalesce(string_agg(handling::text, \'\' ORDER BY sequence), \'\') AS all FROM journal')).rows[0].all;
  const effects = async (): Promise<number> => (await pool.query('SELECT count(*)::int AS n FROM effect')).rows[0].n;

  it('runs what was taken in, in order, and never twice although two replicas look', async () => {
    const requests = Array.from({ length: 30 }, () => world.lane(5));
    const ids = await receive(requests.flat().reverse());
    const slow = async (entry: StoredEntry, session: Session): Promise<Verdict> => {
      await new Promise((resolve) => { setTimeout(resolve, 1); });
      return inOrder(entry, session);
    };
    const [first, second] = [start(slow), start(slow)];
    first.enqueue(ids);
    second.enqueue([...ids].reverse());
    await until(async () => (await effects()) === 150);
    expect(await handlings()).toBe('d'.repeat(150));
    expect(errors).toEqual([]);
  });

  it('finds by itself what a killed replica left', async () => {
    await receive(world.lane(3));
    start(inOrder);
    await until(async () => (await handlings()) === 'ddd');
  });

  it('parks behind a gap and goes on when it is filled', async () => {
    const [one, two, three, four] = world.lane(4);
    const dispatcher = start(inOrder);
    dispatcher.enqueue(await receive([four!, three!, one!]));
    await until(async () => (await handlings()) === 'dpp');
    const { rows } = await pool.query('SELECT waiting_for FROM journal WHERE handling = \'p\'');
    expect(rows.map((row: { waiting_for: string }) => row.waiting_for)).toEqual(['predecessor', 'predecessor']);
    dispatcher.enqueue(await receive([two!]));
    await until(async () => (await handlings()) === 'dddd');
    const { rows: left } = await pool.query('SELECT 1 FROM journal WHERE waiting_for IS NOT NULL OR parked_at IS NOT NULL');
    expect(left).toEqual([]);
  });

  it('what waits for something else now says so, and what is without sequence waits for nobody', async () => {
    const request = uuidv7();
    const [one, two] = world.lane(2, request);
    let missing: 'predecessor' | 'documents' = 'predecessor';
    const dispatcher = start((entry, session) => Promise.resolve(entry.attributes.sequence === undefined ? effect(entry, session) : { kind: 'parked', waitingFor: missing }));
    dispatcher.enqueue(await receive([one!, two!, world.compose('resend-requested', { request, resendfrom: 1 })]));
    await until(async () => (await effects()) === 1);
    missing = 'documents';
    dispatcher.enqueue([request]);
    await until(async () => (await pool.query("SELECT 1 FROM journal WHERE waiting_for = 'documents'")).rowCount === 2);
  });

  it('another sender of the same request does not wait', async () => {
    const request = uuidv7();
    const mine = world.compose('submitted', { request, sequence: 1 });
    const other = world.compose('urged', { request, sequence: 2, from: 'tennis-club-1', to: 'rowing-club-1' });
    const dispatcher = start((entry, session) => Promise.resolve(entry.attributes.recipient === 'chess-club-1' ? { kind: 'parked', waitingFor: 'documents' } : effect(entry, session)));
    dispatcher.enqueue(await receive([mine, { ...other, attributes: { ...other.attributes, source: '/organisations/rowing-club-1' }, event: Buffer.from(other.event.toString().replace('/organisations/tennis-club-1', '/organisations/rowing-club-1')) }]));
    await until(async () => (await handlings()) === 'pd');
  });

  it('a failure that may pass is tried again until it is over, without loss', async () => {
    let failing = 4;
    const dispatcher = start((entry, session) => {
      if ((failing -= 1) >= 0) throw Object.assign(new Error('deadlock'), { code: '40P01' });
      return inOrder(entry, session);
    });
    dispatcher.enqueue(await receive([...world.lane(3), ...world.lane(3)]));
    await until(async () => (await effects()) === 6);
    expect(errors).toHaveLength(4);
    expect(refused).toEqual([]);
  });

  it('a message whose handler has a fault is a dead letter after some attempts: it, no other, and those behind it go on', async () => {
    const request = uuidv7();
    const bad = world.lane(4, request);
    const good = Array.from({ length: 5 }, () => world.lane(2));
    let attempts = 0;
    const dispatcher = start((entry, session) => {
      if (entry.attributes.id === bad[1]!.attributes.id) {
        attempts += 1;
        throw new TypeError('undefined is not a function');
      }
      return inOrder(entry, session);
    });
    dispatcher.enqueue(await receive([...bad, ...good.flat()]));
    await until(async () => (await effects()) === 14);
    // Five rounds, each with the others and then apart.
    expect(attempts).toBe(10);
    expect(refused).toEqual([{ sequence: 2, reason: 'handler-failed' }]);
    const { rows } = await pool.query('SELECT message_id, reason, detail, authentic FROM dead_letter');
    expect(rows).toEqual([{ message_id: bad[1]!.attributes.id, reason: 'handler-failed', detail: 'TypeError', authentic: true }]);
    expect((await pool.query('SELECT message_id FROM journal WHERE handling = \'x\'')).rows).toEqual([{ message_id: bad[1]!.attributes.id }]);
  });

  it('what the database refuses is a dead letter at once, even when telling of it fails too', async () => {
    const request = uuidv7();
    const entries = world.lane(3, request);
    await pool.query('ALTER TABLE effect ADD CONSTRAINT no_second CHECK (sequence <> 2)');
    const dispatcher = start((entry, session) => Promise.resolve(effect(entry, session)));
    dispatcher.enqueue(await receive(entries));
    await until(async () => (await handlings()) === 'dxd');
    expect(refused).toEqual([{ sequence: 2, reason: 'handler-failed' }]);
  });

  it('commits nothing of a batch that fails, and tells of commits only', async () => {
    let failed = false;
    const dispatcher = start((entry, session) => {
      const verdict = effect(entry, session);
      if (entry.attributes.sequence === 2 && !failed) {
        failed = true;
        throw Object.assign(new Error('gone'), { code: '08006' });
      }
      return Promise.resolve(verdict);
    });
    dispatcher.enqueue(await receive(world.lane(2)));
    await until(async () => (await effects()) === 2);
    expect(committed.flat()).toHaveLength(2);
  });
});
