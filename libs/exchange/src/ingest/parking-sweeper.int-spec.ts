import type { Pool } from 'pg';
import { uuidv7 } from '@lianzhi/platform';
import { insertIncoming, mark, unhandled } from '../journal/journal';
import { TestWorld, until } from '../testing/test-world';
import { ParkingSweeper, type Parked } from './parking-sweeper';

describe('ParkingSweeper', () => {
  let world: TestWorld;
  let pool: Pool;
  let asked: Parked[];

  beforeEach(async () => {
    world = await TestWorld.create();
    ({ pool } = await world.database('parking'));
    asked = [];
  });
  afterEach(() => world.close());

  async function park(waitingFor: Parked['waitingFor'], count: number, request = uuidv7()): Promise<string> {
    const entries = world.lane(count, request);
    await insertIncoming(pool, entries.map((entry, index) => ({ attributes: entry.attributes, leaf: entry.leaf, record: { ...world.record(entry), partition: 0, offset: BigInt(index), from: 0n, appendedAt: Date.now() } })));
    await mark(pool, (await unhandled(pool, [request])).map(({ seq }) => ({ seq, verdict: { kind: 'parked', waitingFor } })));
    return request;
  }

  /** One look: the sweeper begins with one. */
  async function look(): Promise<Parked[]> {
    asked = [];
    let looked = false;
    const query = pool.query.bind(pool) as (...parts: unknown[]) => Promise<unknown>;
    const spy = jest.spyOn(pool, 'query').mockImplementation(((...parts: unknown[]) => query(...parts).finally(() => { looked = true; })) as never);
    const sweeper = new ParkingSweeper(pool, (parked) => { asked.push(...parked); return Promise.resolve(); }, (error) => { throw error; });
    sweeper.start();
    await until(() => looked);
    await sweeper.stop();
    spy.mockRestore();
    return asked;
  }

  const age = (seconds: number): Promise<unknown> => pool.query(`UPDATE journal SET parked_at = parked_at - make_interval(secs => $1), asked_again_at = asked_again_at - make_interval(secs => $1)`, [seconds]);

  it('asks after 30 s for a predecessor and after 15 min for documents, once per request and sender', async () => {
    const gap = await park('predecessor', 3);
    const documents = await park('documents', 2);
    expect(await look()).toEqual([]);
    await age(31);
    expect((await look()).map(({ requestId, waitingFor }) => [requestId, waitingFor])).toEqual([[gap, 'predecessor']]);
    expect(await look()).toEqual([]);
    await age(15 * 60);
    expect((await look()).map(({ requestId }) => requestId).sort()).toEqual([gap, documents].sort());
  });

  it('asks again, each time after twice as long', async () => {
    await park('predecessor', 1);
    const times: number[] = [];
    for (let second = 0; second < 700; second += 10) {
      if ((await look()).length > 0) times.push(second);
      await age(10);
    }
    const gaps = times.slice(1).map((time, index) => time - times[index]!);
    expect(times[0]).toBeLessThanOrEqual(40);
    expect(times.length).toBeLessThanOrEqual(6);
    expect([...gaps]).toEqual([...gaps].sort((a, b) => a - b));
  });
});
