import type { Pool, PoolClient } from 'pg';
import { inTransaction } from '@lianzhi/platform';
import { commitmentOf } from '../journal/commitment';
import { readAttributes } from '../journal/event-bytes';
import { insertOutgoing } from '../journal/journal';
import { TestWorld, until } from '../testing/test-world';
import { entryDigest, sealedInstantSql } from './entry-digest';
import { lastPosition, sealedAfter, Sequencer } from './sequencer';

jest.setTimeout(40_000);

describe('Sequencer', () => {
  let world: TestWorld;
  let pool: Pool;
  let url: string;
  let sequencers: Sequencer[];
  const errors: unknown[] = [];

  beforeAll(async () => { world = await TestWorld.create(); });
  afterAll(() => world.close());
  beforeEach(async () => {
    ({ pool, url } = await world.database('sealing'));
    sequencers = [];
  });
  afterEach(async () => {
    await Promise.all(sequencers.map((sequencer) => sequencer.stop()));
    expect(errors.splice(0)).toEqual([]);
  });

  function start(own: Pool = pool): Sequencer {
    const sequencer = new Sequencer(own, { alone: () => false, onSealed: () => undefined, onError: (error) => errors.push(error) });
    sequencers.push(sequencer);
    sequencer.start();
    return sequencer;
  }

  const entries = async (): Promise<number> => (await pool.query('SELECT count(*)::int AS n FROM journal')).rows[0].n;
  const allSealed = async (): Promise<boolean> => (await lastPosition(pool)) === BigInt(await entries());

  async function chainHolds(): Promise<void> {
    const { rows } = await pool.query<{ position: string; event: Buffer; topic: string; recorded: string; digest: Buffer }>(
      `SELECT s.position, s.digest, j.event, j.topic, ${sealedInstantSql('j.recorded_at')} AS recorded FROM seal s JOIN journal j ON j.seq = s.journal_seq ORDER BY s.position`);
    for (const [index, { position, event, topic, recorded, digest }] of rows.entries()) {
      expect(Number(position)).toBe(index + 1);
      expect(digest).toEqual(entryDigest({ direction: 'sent', leaf: commitmentOf(readAttributes(event), topic), recordedAt: recorded, appendedAt: undefined }));
    }
  }

  it('passes over no entry, with writers that commit out of order, two replicas and a reader that goes on from where it is', async () => {
    start();
    start(world.poolOf(url));
    const read: string[] = [];
    let writing = true;
    const reader = (async () => {
      for (let position = 0n; writing || !(await allSealed()) || BigInt(read.length) < position || read.length < (await entries());) {
        const found = await sealedAfter(pool, position, 7);
        read.push(...found.map(({ message_id }) => message_id));
        if (found.length > 0) position = BigInt(found.at(-1)!.position);
        else await new Promise((resolve) => { setTimeout(resolve, 5); });
      }
    })();
    await Promise.all(Array.from({ length: 6 }, async (_, writer) => {
      for (let round = 0; round < 8; round += 1) {
        await inTransaction(pool, async (client) => {
          await insertOutgoing(client, world.lane(2));
          await new Promise((resolve) => { setTimeout(resolve, ((writer * 7 + round * 13) % 5) * 6); });
          await insertOutgoing(client, world.lane(1));
        });
      }
    }));
    writing = false;
    await reader;
    expect(new Set(read).size).toBe(144);
    expect(read).toHaveLength(144);
    await chainHolds();
  });

  it('waits for a long transaction, and seals what it wrote afterwards', async () => {
    const client: PoolClient = await pool.connect();
    await client.query('BEGIN');
    await insertOutgoing(client, world.lane(1));
    await insertOutgoing(pool, world.lane(3));
    start();
    await new Promise((resolve) => { setTimeout(resolve, 500); });
    expect(await lastPosition(pool)).toBe(0n);
    await client.query('COMMIT');
    client.release();
    await until(allSealed);
    expect(await lastPosition(pool)).toBe(4n);
    await chainHolds();
  });

  it('is not held up by a long transaction of another database on the same server', async () => {
    const other = await (await world.database('elsewhere')).pool.connect();
    await other.query('BEGIN');
    await other.query('SELECT pg_current_xact_id()');
    await insertOutgoing(pool, world.lane(3));
    start();
    await until(allSealed);
    await other.query('COMMIT');
    other.release();
    await chainHolds();
  });

  it('seals more than a batch, also of one transaction, and goes on after a stop', async () => {
    await insertOutgoing(pool, world.lane(1_300));
    const first = start();
    await until(allSealed);
    await first.stop();
    await insertOutgoing(pool, world.lane(1_100));
    await insertOutgoing(pool, world.lane(2));
    start();
    await until(allSealed);
    expect(await lastPosition(pool)).toBe(2_402n);
    await chainHolds();
  });

  it('a transaction that rolled back leaves no hole', async () => {
    start();
    await inTransaction(pool, async (client) => {
      await insertOutgoing(client, world.lane(2));
      throw new Error('changed its mind');
    }).catch(() => undefined);
    await insertOutgoing(pool, world.lane(1));
    await until(allSealed);
    expect(await lastPosition(pool)).toBe(1n);
    await chainHolds();
  });
});
