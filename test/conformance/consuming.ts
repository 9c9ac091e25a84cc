import { BusRefusal, positionKey, type MessageBus } from '@lianzhi/exchange';
import { eventually, pause, type BusUnderTest } from './bus-under-test';
import { Receiver } from './receiver';

const numbered = (topic: string, key: string, count: number, from = 0) => Array.from({ length: count }, (_, n) => ({ topic, key, value: Buffer.from(`${key}:${from + n}`) }));
const expected = (key: string, count: number, from = 0) => Array.from({ length: count }, (_, n) => `${key}:${from + n}`);

export function consuming(under: () => BusUnderTest, connect: () => MessageBus): void {
  describe('consuming', () => {
    it('hands over what is there and what comes, in order per key, several topics together', async () => {
      const [bus, receiver] = [connect(), new Receiver()];
      const [one, two] = [await under().createTopic(3), await under().createTopic(1)];
      await bus.publish([...numbered(one, 'a', 30), ...numbered(two, 'b', 30), ...numbered(one, 'c', 30)]);
      await bus.consume(receiver.options(under().newGroup(), one, two));
      await eventually('the first 90', () => receiver.values.length === 90);
      await bus.publish([...numbered(one, 'a', 10, 30), ...numbered(two, 'b', 10, 30)]);
      await eventually('the other 20', () => receiver.values.length === 110);
      expect(receiver.valuesOf('a')).toEqual(expected('a', 40));
      expect(receiver.valuesOf('b')).toEqual(expected('b', 40));
      expect(receiver.valuesOf('c')).toEqual(expected('c', 30));
      expect(receiver.store.duplicates).toBe(0);
    });

    it('hands over many records in few batches, none above 1,000', async () => {
      const [bus, receiver] = [connect(), new Receiver()];
      const topic = await under().createTopic(4);
      await bus.publish(Array.from({ length: 5_000 }, (_, n) => ({ topic, key: `k${n}`, value: Buffer.from(`${n}`) })));
      await bus.consume(receiver.options(under().newGroup(), topic));
      await eventually('all 5,000', () => receiver.values.length === 5_000);
      expect(Math.max(...receiver.batches)).toBeLessThanOrEqual(1_000);
      expect(receiver.batches.length).toBeLessThan(40);
    });

    it('hands a rejected batch over again until it is stored; nothing overtakes it', async () => {
      const [bus, receiver] = [connect(), new Receiver()];
      const topic = await under().createTopic(2);
      let failures = 0;
      receiver.beforeStore = () => { if (failures++ < 3) throw new Error('the database is away'); };
      await bus.consume(receiver.options(under().newGroup(), topic));
      await bus.publish(numbered(topic, 'a', 20));
      await bus.publish(numbered(topic, 'a', 20, 20));
      await eventually('all 40', () => receiver.values.length === 40);
      expect(receiver.valuesOf('a')).toEqual(expected('a', 40));
      expect(failures).toBeGreaterThan(3);
      expect(receiver.store.duplicates).toBe(0);
    });

    it('reads again from where the receiver says when a batch starts beyond that; other partitions go on', async () => {
      const [bus, receiver] = [connect(), new Receiver()];
      const [one, two] = [await under().createTopic(1), await under().createTopic(1)];
      await bus.publish([...numbered(one, 'a', 10), ...numbered(two, 'b', 10)]);
      await bus.consume(receiver.options(under().newGroup(), one, two));
      await eventually('20', () => receiver.values.length === 20);
      // Restored from a backup under the feet of the running consumer: the last 7 of one partition are gone.
      receiver.store.records.splice(0, Infinity, ...receiver.store.records.filter(({ key, offset }) => key === 'b' || offset < 3n));
      receiver.store.positions.set(`${one}/0`, 3n);
      await bus.publish([...numbered(one, 'a', 5, 10), ...numbered(two, 'b', 5, 10)]);
      await eventually('30', () => receiver.values.length === 30);
      expect(receiver.valuesOf('a')).toEqual(expected('a', 15));
      expect(receiver.valuesOf('b')).toEqual(expected('b', 15));
    });

    it('goes on from the stored positions after a restart, also backwards, and remembers none itself', async () => {
      const first = new Receiver();
      const topic = await under().createTopic(1);
      const group = under().newGroup();
      const before = connect();
      await before.publish(numbered(topic, 'a', 10));
      await before.consume(first.options(group, topic));
      await eventually('10', () => first.values.length === 10);
      await before.close();
      const further = new Receiver({ records: [], duplicates: 0, positions: new Map([[`${topic}/0`, 8n]]) });
      const forward = connect();
      await forward.consume(further.options(group, topic));
      await eventually('the last two', () => further.values.length === 2);
      expect(further.values).toEqual(expected('a', 2, 8));
      await forward.close();
      const nothing = new Receiver();
      await connect().consume(nothing.options(group, topic));
      await eventually('all again', () => nothing.values.length === 10);
    });

    it('asks for the positions again when they cannot be had', async () => {
      const [bus, receiver] = [connect(), new Receiver()];
      const topic = await under().createTopic(1);
      let asked = 0;
      receiver.beforePositions = () => { if (asked++ < 2) throw new Error('the database is away'); };
      await bus.publish(numbered(topic, 'a', 3));
      await bus.consume(receiver.options(under().newGroup(), topic));
      await eventually('3', () => receiver.values.length === 3);
      expect(asked).toBeGreaterThanOrEqual(3);
    });

    it('says where reading went on, without a gap', async () => {
      const [bus, receiver] = [connect(), new Receiver()];
      const topic = await under().createTopic(1);
      await bus.consume(receiver.options(under().newGroup(), topic));
      for (let n = 0; n < 10; n += 1) await bus.publish(numbered(topic, 'a', 3, 3 * n));
      await eventually('30', () => receiver.values.length === 30);
      for (const record of receiver.store.records) expect(record.from).toBe(record.offset);
    });

    it('ends stop() when the running batch has ended, and begins no other', async () => {
      const [bus, receiver] = [connect(), new Receiver()];
      const topic = await under().createTopic(1);
      let [began, ended] = [0, 0];
      receiver.beforeStore = async () => { began += 1; await pause(400); ended += 1; };
      const subscription = await bus.consume(receiver.options(under().newGroup(), topic));
      await bus.publish(numbered(topic, 'a', 1));
      await eventually('a batch began', () => began === 1);
      await bus.publish(numbered(topic, 'a', 1, 1));
      await subscription.stop();
      expect([began, ended, receiver.values.length]).toEqual([1, 1, 1]);
      await pause(200);
      expect(began).toBe(1);
    });

    it('ends stop() soon when the batch is rejected again and again', async () => {
      const [bus, receiver] = [connect(), new Receiver()];
      const topic = await under().createTopic(1);
      receiver.beforeStore = () => { throw new Error('the database is away'); };
      const subscription = await bus.consume(receiver.options(under().newGroup(), topic));
      await bus.publish(numbered(topic, 'a', 1));
      await eventually('a few attempts', () => receiver.batches.length >= 4);
      const started = performance.now();
      await subscription.stop();
      expect(performance.now() - started).toBeLessThan(2_000);
    });

    it('is content with empty topics', async () => {
      const [bus, receiver] = [connect(), new Receiver()];
      const topic = await under().createTopic(3);
      const subscription = await bus.consume(receiver.options(under().newGroup(), topic));
      await pause(150);
      await subscription.stop();
      expect(receiver.batches).toEqual([]);
    });

    it('refuses an unknown and a forbidden topic', async () => {
      const [bus, receiver] = [connect(), new Receiver()];
      const forbidden = await under().createForbiddenTopic();
      await expect(bus.consume(receiver.options(under().newGroup(), 'open.no-such-topic'))).rejects.toMatchObject({ constructor: BusRefusal, reason: 'unknown-topic' });
      await expect(bus.consume(receiver.options(under().newGroup(), forbidden))).rejects.toMatchObject({ constructor: BusRefusal, reason: 'not-permitted' });
      expect(positionKey({ topic: forbidden, partition: 0 })).toBe(`${forbidden}/0`);
    });
  });
}
