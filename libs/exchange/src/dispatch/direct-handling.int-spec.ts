import type { Pool, PoolClient } from 'pg';
import { documentChunkType, sourceOf } from '@lianzhi/contracts';
import { uuidv7 } from '@lianzhi/platform';
import type { ReceivedRecord } from '../bus/message-bus';
import { Ingest } from '../ingest/ingest';
import { insertIncoming } from '../journal/journal';
import { done, type OutgoingEntry, type StoredEntry, type Verdict } from '../journal/journal-entry';
import { BatchVerifier } from '../signature';
import { chess, tennis, TestWorld } from '../testing/test-world';
import { DirectHandling } from './direct-handling';
import { lock } from './dispatcher';
import type { Participant } from './participant';

jest.setTimeout(40_000);

interface Session { client: PoolClient; written: string[] }

describe('messages handled in the transaction that takes them in', () => {
  let world: TestWorld;
  let pool: Pool;
  let waiting: string[];
  let next: bigint;
  let handled: (number | undefined)[];
  let committed: number;
  let touched: string[];

  beforeAll(async () => { world = await TestWorld.create(); });
  afterAll(() => world.close());
  beforeEach(async () => {
    ({ pool } = await world.database('direct'));
    await pool.query('CREATE TABLE effect (request uuid, sequence int, PRIMARY KEY (request, sequence))');
    [waiting, handled, touched] = [[], [], []];
    next = 0n;
    committed = 0;
  });

  const participant: Participant<Session> = {
    begin: (client) => Promise.resolve({ client, written: [] }),
    flush: async ({ client, written }) => { for (const one of written) await client.query('INSERT INTO effect (request, sequence) SELECT $1, $2', one.split(' ')); },
    committed: () => { committed += 1; },
  };
  const write = (entry: StoredEntry, session: Session): Promise<Verdict> => {
    handled.push(entry.attributes.sequence);
    session.written.push(`${entry.attributes.subject} ${entry.attributes.sequence ?? 0}`);
    return Promise.resolve(done);
  };
  const ingest = (handle = write): Ingest => new Ingest({
    pool, authentication: { directory: world.directory, verifier: new BatchVerifier(), allowClockOffset: false },
    refreshDirectory: () => Promise.resolve(false), storeChunks: () => Promise.resolve(touched),
    handling: new DirectHandling({ participant, handle }), onTaken: (ids) => waiting.push(...ids),
  });
  const received = (entry: OutgoingEntry): ReceivedRecord => {
    const offset = next;
    next += 1n;
    return { ...world.record(entry), partition: 0, offset, from: offset, appendedAt: Date.now() };
  };
  const handlings = async (): Promise<string> => (await pool.query(`SELECT coalesce(string_agg(handling::text, '' ORDER BY sequence, seq), '') AS all FROM journal`)).rows[0].all;
  const effects = async (): Promise<number> => (await pool.query('SELECT count(*)::int AS n FROM effect')).rows[0].n;

  it('in order, each once, with nothing left for the dispatcher', async () => {
    const [first, second, third] = world.lane(3).map(received);
    await ingest().take([third!, first!, first!, second!]);
    expect([handled, await handlings(), await effects(), waiting, committed]).toEqual([[1, 2, 3], 'ddd', 3, [], 1]);
    await ingest().take([second!]);
    expect([handled, await effects(), waiting]).toEqual([[1, 2, 3], 3, []]);
  });

  it('what another transaction is at is left to the dispatcher, and so is what comes behind something that waits', async () => {
    const [busy, free] = [uuidv7(), uuidv7()];
    const [one, two] = world.lane(2, busy).map(received);
    const client = await pool.connect();
    await client.query('BEGIN');
    await lock(client, [busy]);
    await ingest().take([one!, ...world.lane(1, free).map(received)]);
    expect([handled.length, await handlings(), waiting]).toEqual([1, expect.stringMatching(/^(dn|nd)$/), [busy]]);
    await client.query('COMMIT');
    client.release();
    await ingest().take([two!]);
    expect([handled.length, waiting]).toEqual([1, [busy, busy]]);
  });

  it('parks what has to wait, keeps a dead letter, and goes on with the others', async () => {
    const verdicts: Record<number, Verdict> = { 1: { kind: 'dead', reason: 'invalid' }, 2: { kind: 'parked', waitingFor: 'predecessor' } };
    await ingest((entry) => Promise.resolve(verdicts[entry.attributes.sequence!] ?? done)).take(world.lane(4).map(received));
    // Behind the parked one the others of its sender wait too.
    expect([await handlings(), (await pool.query('SELECT reason, journal_seq IS NOT NULL AS kept FROM dead_letter')).rows]).toEqual(['xppp', [{ reason: 'invalid', kept: true }]]);
  });

  it('when a handler fails all is stored unhandled, and nothing of what it did remains', async () => {
    const failing = (entry: StoredEntry, session: Session): Promise<Verdict> => (entry.attributes.sequence === 2 ? Promise.reject(new Error('broken')) : write(entry, session));
    const entries = world.lane(3);
    await ingest(failing).take(entries.map(received));
    expect([await handlings(), await effects(), waiting, committed]).toEqual(['nnn', 0, [entries[0]!.attributes.subject], 0]);
  });

  it('a handler whose effect the database refuses leaves the message to the dispatcher, not to the dead letters', async () => {
    const [entry] = world.lane(1);
    await pool.query('INSERT INTO effect VALUES ($1, 1)', [entry!.attributes.subject]);
    await ingest().take([received(entry!)]);
    expect([await handlings(), (await pool.query('SELECT 1 FROM dead_letter')).rowCount]).toEqual(['n', 0]);
  });

  it('documents wake what waits for them, and only that', async () => {
    const [parked, other] = [uuidv7(), uuidv7()];
    const [entry] = world.lane(1, parked);
    await insertIncoming(pool, [{ attributes: entry!.attributes, leaf: entry!.leaf, record: received(entry!) as never }]);
    touched = [parked, other];
    const chunk = world.composer('tennis-club').composeChunk({
      id: uuidv7(), source: sourceOf(tennis), type: documentChunkType, subject: parked, dataschema: 'urn:lianzhi:document', recipient: chess,
      requesttype: 'lend-racket', urgency: 'ordinary', thread: parked, document: uuidv7(), chunk: 0, chunks: 1,
    }, Buffer.from('文书'));
    await ingest().take([received(chunk)]);
    expect(waiting).toEqual([parked]);
  });
});
