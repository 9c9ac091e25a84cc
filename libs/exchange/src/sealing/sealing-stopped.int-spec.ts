import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { anchorsTopic } from '@lianzhi/contracts';
import type { BusRecord, Published } from '../bus/message-bus';
import type { LaneNames } from '../bus/own-lanes';
import { Exchange } from '../exchange';
import { noMetrics } from '../exchange-metrics';
import { insertOutgoing } from '../journal/journal';
import { MemoryBus } from '../memory';
import { TestWorld, until, type TestOperator } from '../testing/test-world';
import { sealingLag } from './sealing-lag';

jest.setTimeout(90_000);
const lane = 'exchange.tennis-club.chess-club';

describe('whatever holds up proof', () => {
  let world: TestWorld;
  let [tennis, chess]: Pool[] = [];
  let anchorsAway = false;
  const running: Exchange[] = [];
  const errors: string[] = [];

  beforeEach(async () => {
    world = await TestWorld.create();
    [tennis, chess] = (await Promise.all(['tennis', 'chess'].map((label) => world.database(label)))).map(({ pool }) => pool);
    running.push(await start('tennis-club', tennis!, { reads: [], writes: [lane] }), await start('chess-club', chess!, { reads: [lane], writes: [] }));
  });
  afterEach(async () => {
    anchorsAway = false;
    await Promise.all(running.splice(0).map((exchange) => exchange.stop()));
    await world.close();
    errors.length = 0;
  });

  /** A broker on which nobody may write to `anchors`, when a spec says so. */
  class BusWithoutAnchors extends MemoryBus {
    override publish(records: BusRecord[]): Promise<Published[]> {
      return anchorsAway && records.some(({ topic }) => topic === anchorsTopic) ? Promise.reject(new Error('anchors cannot be written')) : super.publish(records);
    }
  }

  async function start(operator: TestOperator, pool: Pool, lanes: LaneNames): Promise<Exchange> {
    const exchange = new Exchange({
      operator, replica: randomBytes(4).toString('hex'), pool, bus: new BusWithoutAnchors(world.broker), directory: world.directory, reader: world.reader(), keys: world.operatorKeys(operator), cipher: world.cipher, clock: world.clock,
      lanes: () => lanes, metrics: noMetrics, sealEveryMs: 60, onError: (where) => errors.push(where), onCrash: (error) => { throw error; },
    });
    await exchange.receive({ participant: { begin: () => Promise.resolve({}), flush: () => Promise.resolve(), committed: () => undefined }, handle: () => Promise.resolve({ kind: 'done' }) });
    return exchange;
  }

  const handled = async (count: number): Promise<void> => until(async () => (await chess!.query(`SELECT 1 FROM journal WHERE handling = 'd'`)).rowCount === count);
  const proven = async (): Promise<void> => until(async () => (await sealingLag(tennis!, 'tennis-club')).entries + (await sealingLag(chess!, 'chess-club')).entries === 0, 30_000);

  /** Sends while `held` holds, and again when it is over. */
  async function exchangesWhile(held: () => Promise<() => Promise<unknown>>): Promise<void> {
    await insertOutgoing(tennis!, world.lane(2));
    running[0]!.nudge();
    await handled(2);
    await proven();
    const release = await held();
    await insertOutgoing(tennis!, world.lane(5));
    running[0]!.nudge();
    await handled(7);
    const lag = await sealingLag(tennis!, 'tennis-club');
    expect(lag.entries).toBe(5);
    expect(lag.seconds).toBeGreaterThan(0);
    await release();
    await proven();
  }

  it('tables of the proof that are locked: messages go out, come in and are handled; what was behind is caught up', async () => {
    await exchangesWhile(async () => {
      const clients = await Promise.all([tennis!, chess!].map((pool) => pool.connect()));
      for (const client of clients) await client.query('BEGIN; LOCK TABLE seal, seal_progress, sealed_batch, anchor, anchor_conflict IN EXCLUSIVE MODE');
      return () => Promise.all(clients.map(async (client) => { await client.query('ROLLBACK'); client.release(); }));
    });
  });

  it('statements that cannot be signed or published: the same', async () => {
    await exchangesWhile(() => {
      anchorsAway = true;
      return Promise.resolve(async () => {
        // Not before it was tried.
        await until(() => Promise.resolve(errors.length > 0));
        anchorsAway = false;
      });
    });
    expect(new Set(errors)).toEqual(new Set(['sealer']));
  });
});
