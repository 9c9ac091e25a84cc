import type { Pool } from 'pg';
import { documentChunkType, noticeType } from '@lianzhi/contracts';
import { uuidv7 } from '@lianzhi/platform';
import { PositionGap, positionKey, type BusRecord, type ReceivedRecord } from '../bus/message-bus';
import { commitmentOf } from '../journal/commitment';
import { readAttributes, withProof } from '../journal/event-bytes';
import { insertIncoming, unhandled } from '../journal/journal';
import type { OutgoingEntry } from '../journal/journal-entry';
import { BatchVerifier } from '../signature';
import { chess, tennis, TestWorld } from '../testing/test-world';
import { Ingest } from './ingest';

jest.setTimeout(30_000);

describe('Ingest', () => {
  let world: TestWorld;
  let pool: Pool;
  let ingest: Ingest;
  let taken: string[];
  let refused: string[];
  let refreshed: number;
  let next: bigint;

  beforeAll(async () => { world = await TestWorld.create(); });
  afterAll(() => world.close());

  beforeEach(async () => {
    ({ pool } = await world.database('ingest'));
    taken = [];
    refused = [];
    refreshed = 0;
    next = 0n;
    ingest = new Ingest({
      pool, authentication: { directory: world.directory, verifier: new BatchVerifier(), allowClockOffset: false },
      refreshDirectory: () => { refreshed += 1; return Promise.resolve(true); }, storeChunks: () => Promise.resolve([]),
      onTaken: (ids) => taken.push(...ids), onRefused: (reason) => refused.push(reason),
    });
  });

  const at = (record: BusRecord, offset = next, from = offset): ReceivedRecord => {
    next = offset + 1n;
    return { ...record, partition: 0, offset, from, appendedAt: Date.now() };
  };
  const received = (entry: OutgoingEntry): ReceivedRecord => at(world.record(entry));
  const journalled = async (): Promise<string[]> => (await pool.query('SELECT message_id FROM journal ORDER BY "offset"')).rows.map((row: { message_id: string }) => row.message_id);
  const letters = async (): Promise<{ reason: string; authentic: boolean }[]> => (await pool.query('SELECT reason, authentic FROM dead_letter ORDER BY "offset"')).rows;
  const position = async (): Promise<bigint | undefined> => {
    const topic = 'exchange.tennis-club.chess-club';
    return (await ingest.positions([{ topic, partition: 0 }])).get(positionKey({ topic, partition: 0 }));
  };

  it('takes a batch and its positions together, and a second time nothing', async () => {
    const entries = world.lane(3);
    const records = entries.map(received);
    await ingest.take(records);
    expect(await journalled()).toEqual(entries.map(({ attributes }) => attributes.id));
    expect(await position()).toBe(3n);
    expect(taken).toEqual([entries[0]!.attributes.subject]);
    await ingest.take(records);
    await ingest.take([at(world.record(entries[1]!), 3n)]);
    expect(await journalled()).toHaveLength(3);
    expect([await position(), taken.length, await letters()]).toEqual([4n, 1, []]);
    await ingest.take(records.slice(0, 1));
    expect(await position()).toBe(4n);
  });

  it('refuses a batch that starts beyond the stored position, but not for what the bus no longer holds', async () => {
    const [first, second, third] = world.lane(3);
    await ingest.take([received(first!)]);
    await expect(ingest.take([at(world.record(third!), 2n)])).rejects.toEqual(new PositionGap({ topic: third!.topic, partition: 0 }, 1n));
    expect([await position(), await journalled()]).toEqual([1n, [first!.attributes.id]]);
    await ingest.take([at(world.record(second!), 7n, 1n), at(world.record(third!), 9n, 8n)]);
    expect([await position(), (await journalled()).length]).toEqual([10n, 3]);
  });

  it('two replicas that take the same batch at once store it once', async () => {
    const records = world.lane(50).map(received);
    await Promise.all([ingest.take(records), ingest.take(records), ingest.take(records.slice(0, 20))]);
    expect((await journalled()).length).toBe(50);
    expect(await position()).toBe(50n);
  });

  it('judges what comes next while it stores, and what it then cannot believe once more when its turn comes', async () => {
    const [first, second, third] = world.lane(3).map(received);
    const keysAt = jest.spyOn(world.directory, 'keysAt');
    await ingest.take([first!], () => [second!]);
    expect(keysAt).toHaveBeenCalledTimes(2);
    await ingest.take([second!], () => {
      keysAt.mockReturnValueOnce(() => ({ kind: 'unknown-key' }));
      return [third!];
    });
    expect(keysAt).toHaveBeenCalledTimes(3);
    await ingest.take([third!]);
    expect(keysAt).toHaveBeenCalledTimes(4);
    keysAt.mockRestore();
    expect([(await journalled()).length, await letters(), refused, refreshed]).toEqual([3, [], [], 0]);
  });

  it('keeps the bytes of every message as they came', async () => {
    const records = [...world.lane(2), world.compose('submitted', { sequence: 1, body: { 姓名: '张某甲', text: 'x'.repeat(5_000) } })].map(received);
    await ingest.take(records);
    const { rows } = await pool.query<{ event: Buffer; leaf: Buffer }>('SELECT event, leaf FROM journal ORDER BY "offset"');
    expect(rows.map(({ event }) => event)).toEqual(records.map(({ value }) => value));
    expect(rows.map(({ event, leaf }) => leaf.equals(commitmentOf(readAttributes(event), records[0]!.topic)))).toEqual([true, true, true]);
  });

  it('a record that the database refuses is a dead letter, the others are taken', async () => {
    const entries = world.lane(4);
    const records = entries.map(received);
    await pool.query(`ALTER TABLE journal ADD CONSTRAINT no_third CHECK (sequence <> 3)`);
    await ingest.take(records);
    expect((await journalled()).length).toBe(3);
    expect(await letters()).toEqual([{ reason: 'refused-by-database', authentic: false }]);
    expect(await position()).toBe(4n);
  });

  it('a failure that may pass leaves everything as it was', async () => {
    const records = world.lane(2).map(received);
    const client = await pool.connect();
    jest.spyOn(pool, 'connect').mockRejectedValueOnce(Object.assign(new Error('gone'), { code: '57P01' }) as never);
    await expect(ingest.take(records)).rejects.toMatchObject({ code: '57P01' });
    client.release();
    expect(await position()).toBeUndefined();
    await ingest.take(records);
    expect(await position()).toBe(2n);
  });

  it.each<[string, string, (entry: OutgoingEntry) => ReceivedRecord]>([
    ['no JSON', 'broken-event', (entry) => at({ ...world.record(entry), value: Buffer.from('{"specversion":"1.0"') })],
    ['a tombstone', 'broken-event', (entry) => ({ ...at(world.record(entry)), value: null })],
    ['a thread that is no UUID', 'broken-event', () => received(world.compose('submitted', { sequence: 1, thread: 'x' }))],
    ['a sequence beyond all numbers', 'broken-event', () => received(world.compose('submitted', { sequence: 2 ** 40 }))],
    ['a NUL', 'broken-event', () => received(world.compose('submitted', { sequence: 1, milestone: 'a\0b' }))],
    ['a changed attribute', 'wrong-path', (entry) => { const { value, ...record } = world.record(entry); return at({ ...record, value: Buffer.from(value.toString().replace('"urgency":"ordinary"', '"urgency":"critical"')) }); }],
    ['a signature of nobody', 'broken-proof', (entry) => at({ ...world.record(entry), value: withProof(entry.event, 'e30') })],
    ['another lane', 'foreign-lane', (entry) => at({ ...world.record(entry), topic: 'directory' })],
    ['another operator’s key', 'wrong-key', (entry) => at(world.record(entry, 'rowing-club'))],
    ['the key of another request', 'wrong-record-key', (entry) => at({ ...world.record(entry), key: uuidv7() })],
    ['somebody else’s organisation', 'not-its-operator', () => received(world.compose('submitted', { sequence: 1, source: '/organisations/rowing-club-1' }))],
    ['an unknown organisation', 'unknown-organisation', () => received(world.compose('submitted', { sequence: 1, source: '/organisations/nobody' }))],
    ['a notice on a lane of requests', 'wrong-lane', () => received(world.compose('submitted', { type: noticeType('escalation') }))],
    ['a chunk on a lane of requests', 'wrong-lane', () => received(world.compose('submitted', { type: documentChunkType }))],
    ['a clock offset outside local mode', 'clock-offset', () => received(withOffset(world.compose('submitted', { sequence: 1 })))],
  ])('%s: a dead letter that nobody vouches for; the messages behind it go on', async (_what, reason, make) => {
    const [first] = world.lane(1);
    const bad = make(first!);
    const good = received(first!);
    await ingest.take([{ ...bad, topic: bad.topic }, good]);
    const found = await letters();
    expect(found).toHaveLength(1);
    expect(found[0]!.authentic).toBe(false);
    if (reason !== 'wrong-path' && reason !== 'broken-proof') expect(found[0]!.reason).toBe(reason);
    expect(await journalled()).toEqual([first!.attributes.id]);
    expect(refused.length).toBeGreaterThan(0);
  });

  it('looks into the directory once more before it refuses an unknown key or organisation', async () => {
    await ingest.take([received(world.compose('submitted', { sequence: 1, source: '/organisations/nobody' }))]);
    expect(refreshed).toBe(1);
    await ingest.take([received(world.lane(1)[0]!)]);
    expect(refreshed).toBe(1);
  });

  it('hands over in order of sequence per request, what has none first', async () => {
    const request = uuidv7();
    const entries = world.lane(3, request);
    const asking = world.compose('resend-requested', { request, resendfrom: 1 });
    await ingest.take([entries[2]!, entries[0]!, asking, entries[1]!].map(received));
    const found = await unhandled(pool, [request]);
    expect(found.map(({ attributes }) => attributes.sequence)).toEqual([undefined, 1, 2, 3]);
    expect(found.every(({ handling, appendedAt, topic }) => handling === 'n' && appendedAt > 0 && topic === entries[0]!.topic)).toBe(true);
  });

  it('keeps one copy when the same message stands twice in a batch, and the same id sent and received', async () => {
    const [entry] = world.lane(1);
    const record = received(entry!);
    expect(await insertIncoming(pool, [record, record].map((one) => ({ record: one as never, attributes: entry!.attributes, leaf: entry!.leaf })))).toEqual([expect.objectContaining({ request_id: entry!.attributes.subject })]);
    expect(await insertIncoming(pool, [{ record: record as never, attributes: entry!.attributes, leaf: entry!.leaf }])).toEqual([]);
    expect([tennis, chess]).toContain(entry!.attributes.recipient);
  });
});

function withOffset(entry: OutgoingEntry): OutgoingEntry {
  const attributes = { ...entry.attributes, clockoffset: 5_000 };
  return { ...entry, attributes, event: Buffer.from(JSON.stringify({ ...JSON.parse(entry.event.toString()), clockoffset: 5_000 })) };
}
