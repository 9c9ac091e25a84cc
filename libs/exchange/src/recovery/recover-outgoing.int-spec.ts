import type { Pool } from 'pg';
import { uuidv7 } from '@lianzhi/platform';
import type { Positions } from '../bus/message-bus';
import { insertOutgoing } from '../journal/journal';
import type { OutgoingEntry } from '../journal/journal-entry';
import { BatchVerifier } from '../signature';
import { TestWorld } from '../testing/test-world';
import { recoverOutgoing, type RecoveryOptions } from './recover-outgoing';

const lanes = ['exchange.tennis-club.chess-club', 'exchange.tennis-club.rowing-club'];

describe('recoverOutgoing', () => {
  let world: TestWorld;
  let pool: Pool;

  beforeEach(async () => {
    world = await TestWorld.create();
    ({ pool } = await world.database('recovery'));
  });
  afterEach(() => world.close());

  const publish = (entries: readonly OutgoingEntry[]): Promise<unknown> => world.bus().publish(entries.map((entry) => world.record(entry)));
  const recover = (): Promise<string[]> => recoverOutgoing({ pool, bus: world.bus(), lanes, operator: 'tennis-club', directory: world.directory, verifier: new BatchVerifier() });
  const rows = async (): Promise<{ message_id: string; event: Buffer; pending: boolean; sequence: number }[]> =>
    (await pool.query('SELECT message_id, event, pending, sequence FROM journal ORDER BY sequence, message_id')).rows;

  it('reads back into an empty journal what was published, byte for byte, and nothing is sent twice', async () => {
    const entries = world.lane(5);
    await publish(entries);
    expect(await recover()).toEqual([entries[0]!.attributes.subject]);
    const found = await rows();
    expect(found.map(({ message_id, pending }) => [message_id, pending])).toEqual(entries.map(({ attributes }) => [attributes.id, false]));
    expect(found.every(({ event }, index) => event.equals(entries[index]!.event))).toBe(true);
    expect(await recover()).toEqual([]);
  });

  it('a message that was published twice, also within one batch, stands once with its first append time', async () => {
    const [first, second] = world.lane(2);
    await publish([first!, second!, first!]);
    await publish([first!, second!]);
    expect(await recover()).toEqual([first!.attributes.subject]);
    const appended = async (): Promise<unknown> => (await pool.query('SELECT message_id, appended_at FROM journal ORDER BY sequence')).rows;
    const before = await appended();
    expect(await recover()).toEqual([]);
    expect(await appended()).toEqual(before);
    expect(await rows()).toHaveLength(2);
  });

  it('what was published and not marked is not published again', async () => {
    const entries = world.lane(3);
    await insertOutgoing(pool, entries);
    await publish(entries.slice(0, 2));
    expect(await recover()).toEqual([]);
    expect((await rows()).map(({ pending }) => pending)).toEqual([false, false, true]);
  });

  it('has those folded anew that were published late and not marked: their time is another one now', async () => {
    const [inTime] = world.lane(1);
    const late = world.compose('submitted', { request: uuidv7(), sequence: 1, time: new Date(Date.now() - 120_000).toISOString() });
    await insertOutgoing(pool, [inTime!, late]);
    await publish([inTime!, late]);
    expect(await recover()).toEqual([late.attributes.subject]);
  });

  it('finds what is uncertain also when another replica has marked a later offset', async () => {
    const entries = world.lane(4);
    await insertOutgoing(pool, entries);
    const [at] = await world.bus().publish(entries.map((entry) => world.record(entry)));
    const [last] = (await pool.query<{ message_id: string }>('SELECT message_id FROM journal ORDER BY seq DESC LIMIT 1')).rows;
    await pool.query('UPDATE journal SET pending = false, "offset" = 3, partition = $2, appended_at = clock_timestamp() WHERE message_id = $1', [last!.message_id, at!.partition]);
    expect(await recover()).toEqual([]);
    expect((await rows()).map(({ pending }) => pending)).toEqual([false, false, false, false]);
  });

  it('reads what it has looked at no second time, also while something is uncertain', async () => {
    const entries = world.lane(3);
    await insertOutgoing(pool, entries);
    await publish(entries.slice(0, 2));
    const read: string[] = [];
    const bus = world.bus();
    const counting: RecoveryOptions['bus'] = {
      endOffsets: (topics) => bus.endOffsets(topics),
      async *readToEnd(topics, from) {
        for await (const records of bus.readToEnd(topics, from)) {
          read.push(...records.map(({ offset }) => `${offset}`));
          yield records;
        }
      },
    };
    const looked: Positions = new Map();
    const look = (): Promise<string[]> => recoverOutgoing({ pool, bus: counting, lanes, operator: 'tennis-club', directory: world.directory, verifier: new BatchVerifier(), looked });
    await look();
    await publish(entries.slice(2));
    await look();
    expect(read).toEqual(['0', '1', '2']);
    expect((await rows()).map(({ pending }) => pending)).toEqual([false, false, false]);
  });

  it('believes only its own signature', async () => {
    const [mine] = world.lane(1);
    const forged = world.compose('submitted', { request: uuidv7(), sequence: 1 });
    await world.bus().publish([world.record(forged, 'chess-club'), { ...world.record(mine!), value: Buffer.from('no event') }, world.record(mine!)]);
    expect(await recover()).toEqual([mine!.attributes.subject]);
    expect(await rows()).toHaveLength(1);
  });
});
