import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { uuidv7, inTransaction } from '@lianzhi/platform';
import { BusRefusal } from '../bus/message-bus';
import { readEvent } from '../journal/event-bytes';
import { insertOutgoing, pendingEntries, sendAgain } from '../journal/journal';
import type { OutgoingEntry } from '../journal/journal-entry';
import type { MemoryBus } from '../memory';
import { recoverOutgoing } from '../recovery/recover-outgoing';
import { BatchVerifier } from '../signature';
import { TestWorld, until } from '../testing/test-world';
import { Relay } from './relay';
import { Replicas } from './replicas';

jest.setTimeout(30_000);

const lanes = ['exchange.tennis-club.chess-club', 'exchange.tennis-club.rowing-club'];

describe('Relay', () => {
  let world: TestWorld;
  let pool: Pool;
  let url: string;
  const running: { relay: Relay; replicas: Replicas; bus: MemoryBus }[] = [];
  const late: string[][] = [];
  const errors: unknown[] = [];

  beforeEach(async () => {
    world = await TestWorld.create();
    ({ pool, url } = await world.database('relay'));
  });

  afterEach(async () => {
    for (const { relay, replicas, bus } of running.splice(0)) {
      await relay.stop();
      await replicas.leave();
      await bus.close();
    }
    await world.close();
    late.length = 0;
    errors.length = 0;
  });

  function start(own: Pool = pool): (typeof running)[number] {
    const bus = world.bus();
    const replicas = new Replicas(own, randomBytes(4).toString('hex'));
    const relay = new Relay({ pool: own, bus, signer: world.signer('tennis-club'), replicas, onLate: (ids) => { late.push(ids); return Promise.resolve(); },
      readBack: async (except) => { await recoverOutgoing({ pool: own, bus, lanes: lanes.filter((lane) => !except.includes(lane)), operator: 'tennis-club', directory: world.directory, verifier: new BatchVerifier() }); }, onError: (error) => errors.push(error) });
    const started = { relay, replicas, bus };
    running.push(started);
    relay.start();
    return started;
  }

  const write = (entries: OutgoingEntry[]): Promise<void> => inTransaction(pool, (client) => insertOutgoing(client, entries));
  const pending = async (): Promise<number> => Number((await pool.query('SELECT count(*) FROM journal WHERE pending')).rows[0].count);

  /** Message ids per request as they first appear on the lane: what a receiver that knows duplicates sees. */
  async function published(topic = 'exchange.tennis-club.chess-club'): Promise<Map<string, number[]>> {
    const seen = new Set<string>();
    const sequences = new Map<string, number[]>();
    for await (const records of world.bus().readToEnd([topic], new Map())) {
      for (const { value } of records) {
        const event = readEvent(value!);
        if (seen.has(event.id)) continue;
        seen.add(event.id);
        sequences.set(event.subject, [...(sequences.get(event.subject) ?? []), event.sequence!]);
      }
    }
    return sequences;
  }

  const complete = (sequences: Map<string, number[]>, requests: number, length: number): void => {
    expect(sequences.size).toBe(requests);
    for (const list of sequences.values()) expect(list).toEqual(Array.from({ length }, (_, index) => index + 1));
  };

  it('publishes everything in order per request, whoever writes how slowly, and although publishing fails in the middle', async () => {
    let calls = 0;
    world.broker.faults.beforePublish = () => { if ((calls += 1) % 3 === 1) throw new Error('connection lost'); };
    world.broker.faults.afterPublish = () => { if (calls % 4 === 2) throw new Error('answer lost'); };
    start();
    const requests = Array.from({ length: 24 }, () => world.lane(5));
    await Promise.all(requests.map(async (entries, index) => {
      for (const entry of entries) {
        // A slow transaction has an earlier place in the journal and commits later than others: nothing may be passed over.
        await inTransaction(pool, async (client) => {
          await insertOutgoing(client, [entry]);
          await new Promise((resolve) => { setTimeout(resolve, (index % 5) * 8); });
        });
      }
    }));
    await until(async () => (await pending()) === 0);
    complete(await published(), 24, 5);
    expect(errors.length).toBeGreaterThan(0);
    const { rows } = await pool.query('SELECT count(*)::int AS n FROM journal WHERE "offset" IS NULL OR appended_at IS NULL OR proof IS NULL');
    expect(rows[0].n).toBe(0);
  });

  it('publishes a backlog of many batches in order per request, although publishing fails now and then and its confirmation too', async () => {
    const requests = Array.from({ length: 400 }, () => world.lane(5));
    for (const part of [0, 1, 2, 3, 4]) await write(requests.map((entries) => entries[part]!));
    let calls = 0;
    world.broker.faults.beforePublish = () => { if ((calls += 1) % 4 === 0) throw new Error('connection lost'); };
    world.broker.faults.afterPublish = () => { if (calls % 5 === 1) throw new Error('answer lost'); };
    start();
    await until(async () => (await pending()) === 0);
    complete(await published(), 400, 5);
    expect(errors.length).toBeGreaterThan(0);
  });

  it('takes of every lane that waits, however much one of them has, and of each what is oldest', async () => {
    await write(Array.from({ length: 300 }, () => world.lane(2)).flat());
    const [other] = world.lane(1);
    await write([{ ...other!, topic: lanes[1]! }]);
    const shards = Array.from({ length: 64 }, (_, shard) => shard);
    const rows = await pendingEntries(pool, shards, 50);
    expect([rows.length, rows.filter(({ topic }) => topic === lanes[1]).length]).toEqual([50, 1]);
    const { rows: oldest } = await pool.query<{ seq: string }>('SELECT seq FROM journal WHERE topic = $1 ORDER BY seq LIMIT 49', [lanes[0]]);
    expect(rows.filter(({ topic }) => topic === lanes[0]).map(({ seq }) => seq)).toEqual(oldest.map(({ seq }) => seq));
    expect((await pendingEntries(pool, shards, 50, [lanes[0]!])).map(({ topic }) => topic)).toEqual([lanes[1]]);
  });

  it('finds what it published although the bus never confirmed it: its receivers count from that copy', async () => {
    let lost = 0;
    world.broker.faults.afterPublish = () => { if ((lost += 1) === 1) throw new Error('answer lost'); };
    await write(world.lane(3));
    start();
    await until(async () => (await pending()) === 0);
    let copies = 0;
    for await (const records of world.bus().readToEnd(lanes, new Map())) copies += records.length;
    expect([lost, copies]).toEqual([1, 3]);
  });

  it('marks what a relay published that died before it could say so', async () => {
    const dying = world.poolOf(url);
    const query = dying.query.bind(dying) as (...parts: unknown[]) => Promise<unknown>;
    jest.spyOn(dying, 'query').mockImplementation(((statement: { name?: string }, ...rest: unknown[]) =>
      statement.name === 'journal-published' ? new Promise(() => undefined) : query(statement, ...rest)) as never);
    const entries = world.lane(40);
    await write(entries);
    const first = start(dying);
    await until(async () => (await published()).size === 1);
    expect(await pending()).toBe(40);
    void first.relay.stop();
    running.splice(0);
    await pool.query("UPDATE lease SET until = '-infinity'");
    await pool.query("UPDATE replica SET seen_at = '-infinity'");
    start();
    await until(async () => (await pending()) === 0);
    complete(await published(), 1, 40);
  });

  it('counts from the copy of a stalled relay that published before its successor did and died before it could say so', async () => {
    const dying = world.poolOf(url);
    const query = dying.query.bind(dying) as (...parts: unknown[]) => Promise<unknown>;
    jest.spyOn(dying, 'query').mockImplementation(((statement: { name?: string }, ...rest: unknown[]) =>
      statement.name === 'journal-published' ? new Promise(() => undefined) : query(statement, ...rest)) as never);
    let [publishes, appended] = [0, 0];
    let wake = (): void => undefined;
    const stalled = new Promise<void>((done) => { wake = done; });
    world.broker.faults.beforePublish = async () => {
      if ((publishes += 1) === 1) await stalled;
      else {
        wake();
        await until(() => appended > 0);
        await sleep(20);
      }
    };
    world.broker.faults.afterPublish = () => { appended += 1; };
    const first = start(dying);
    await until(async () => (await pool.query('SELECT 1 FROM lease WHERE holder IS NOT NULL')).rowCount === 8);
    await write(world.lane(3));
    first.relay.nudge();
    await until(() => publishes === 1);
    running.splice(0);
    const second = start();
    await sleep(200);
    await pool.query("UPDATE replica SET seen_at = '-infinity' WHERE id <> (SELECT id FROM replica ORDER BY seen_at DESC LIMIT 1)");
    await pool.query("UPDATE lease SET until = '-infinity'");
    await until(async () => (await pending()) === 0);
    const copies: Date[] = [];
    for await (const records of world.bus().readToEnd(lanes, new Map())) copies.push(...records.map(({ appendedAt }) => new Date(appendedAt)));
    expect(copies).toHaveLength(6);
    const { rows } = await pool.query<{ appended_at: Date }>('SELECT DISTINCT appended_at FROM journal');
    expect(rows.map((row) => row.appended_at)).toEqual([copies[0]]);
    void first.relay.stop();
    void second;
  });

  it('two replicas share the shards, each request stays in order, and the one that stops is replaced at once', async () => {
    start();
    await until(async () => (await pool.query("SELECT 1 FROM lease WHERE holder IS NOT NULL")).rowCount === 8);
    start(world.poolOf(url));
    const requests = Array.from({ length: 40 }, () => world.lane(6));
    for (let index = 0; index < 6; index += 1) {
      await write(requests.map((entries) => entries[index]!));
      if (index === 3) {
        const [stopped] = running.splice(0, 1);
        await stopped!.relay.stop();
        await stopped!.replicas.leave();
        await stopped!.bus.close();
      }
    }
    await until(async () => (await pending()) === 0);
    complete(await published(), 40, 6);
    const { rows } = await pool.query('SELECT count(DISTINCT holder)::int AS holders FROM lease WHERE until > clock_timestamp()');
    expect(rows[0].holders).toBe(1);
  });

  it('a lane that the bus refuses holds up no other', async () => {
    const refusing = (records: { topic: string }[]) => {
      const refused = records.find(({ topic }) => topic === 'exchange.tennis-club.rowing-club');
      if (refused) throw new BusRefusal('unknown-topic', refused.topic);
    };
    world.broker.faults.beforePublish = refusing;
    await write([world.compose('submitted', { sequence: 1, to: 'rowing-club-1' }), ...world.lane(3)]);
    start();
    await until(async () => (await pending()) === 1);
    complete(await published(), 1, 3);
    world.broker.faults.beforePublish = undefined;
    await until(async () => (await pending()) === 0);
    complete(await published('exchange.tennis-club.rowing-club'), 1, 1);
  });

  it('tells of what reached the bus late before it counts as published', async () => {
    const request = uuidv7();
    await write([world.compose('submitted', { request, sequence: 1, time: new Date(Date.now() - 120_000).toISOString() }), ...world.lane(1)]);
    start();
    await until(async () => (await pending()) === 0);
    expect(late).toEqual([[request]]);
  });

  it('sends again from where the receiver asks', async () => {
    const request = uuidv7();
    await write(world.lane(4, request));
    start();
    await until(async () => (await pending()) === 0);
    const before = (await pool.query('SELECT appended_at FROM journal ORDER BY seq')).rows;
    expect(await sendAgain(pool, request, 'chess-club-1', 3)).toBe(2);
    expect(await sendAgain(pool, request, 'rowing-club-1', 1)).toBe(0);
    await until(async () => (await pending()) === 0);
    let records = 0;
    for await (const batch of world.bus().readToEnd(['exchange.tennis-club.chess-club'], new Map())) records += batch.length;
    expect(records).toBe(6);
    expect((await pool.query('SELECT appended_at FROM journal ORDER BY seq')).rows).toEqual(before);
  });
});
