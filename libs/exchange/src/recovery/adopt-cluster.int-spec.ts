import type { Pool } from 'pg';
import { insertOutgoing } from '../journal/journal';
import { lastPosition, Sequencer } from '../sealing/sequencer';
import { TestWorld, until } from '../testing/test-world';
import { adoptCluster } from './adopt-cluster';

jest.setTimeout(40_000);

describe('adoptCluster', () => {
  let world: TestWorld;
  let pool: Pool;
  let sequencer: Sequencer | undefined;

  beforeAll(async () => { world = await TestWorld.create(); });
  afterAll(() => world.close());
  beforeEach(async () => { ({ pool } = await world.database('adopt')); });
  afterEach(async () => {
    await sequencer?.stop();
    sequencer = undefined;
  });

  const seal = async (count: number): Promise<void> => {
    sequencer = new Sequencer(pool, { alone: () => false, onSealed: () => undefined, onError: () => undefined });
    sequencer.start();
    await until(async () => (await lastPosition(pool)) === BigInt(count), 5_000);
    await sequencer.stop();
  };
  /** As a dump looks in a server that has counted less far than the one it was made on. */
  const restoreElsewhere = async (ahead = '1000000000'): Promise<void> => {
    await pool.query(`UPDATE journal SET xid = (xid::text::bigint + ${ahead})::text::xid8`);
    await pool.query(`UPDATE seal_progress SET xid = (xid::text::bigint + ${ahead})::text::xid8 WHERE position > 0`);
  };
  const digests = async (): Promise<string[]> => (await pool.query<{ digest: Buffer }>('SELECT digest FROM seal ORDER BY position')).rows.map((row) => row.digest.toString('hex'));

  it('sealing goes on after a dump was restored into another server; what was sealed stays', async () => {
    await insertOutgoing(pool, world.lane(3));
    await seal(3);
    const before = await digests();
    await insertOutgoing(pool, world.lane(2));
    await restoreElsewhere();
    expect(await adoptCluster(pool)).toBe(5);
    expect(await adoptCluster(pool)).toBe(0);
    await insertOutgoing(pool, world.lane(4));
    await seal(9);
    expect((await digests()).slice(0, 3)).toEqual(before);
    const { rows } = await pool.query('SELECT count(DISTINCT journal_seq)::int AS n FROM seal');
    expect(rows).toEqual([{ n: 9 }]);
  });

  it('without it sealing stands still: the spec would notice', async () => {
    await insertOutgoing(pool, world.lane(1));
    await seal(1);
    await restoreElsewhere();
    await insertOutgoing(pool, world.lane(1));
    await expect(seal(2)).rejects.toThrow('not within');
  });

  it('two replicas that start at once adopt once; where nothing was restored nothing changes', async () => {
    await insertOutgoing(pool, world.lane(4));
    expect(await adoptCluster(pool)).toBe(0);
    await restoreElsewhere();
    const adopted = await Promise.all([adoptCluster(pool), adoptCluster(pool), adoptCluster(pool)]);
    expect(adopted.sort()).toEqual([0, 0, 4]);
    await seal(4);
  });
});
