import { BusRefusal, type MessageBus } from '@lianzhi/exchange';
import { testKafka } from '../support/test-kafka';
import { eventually, pause } from './bus-under-test';
import { kafkaUnderTest, type KafkaUnderTest } from './kafka-under-test';
import { readAll } from './publishing';
import { Receiver } from './receiver';

jest.setTimeout(60_000);

const spread = (topic: string, count: number, from = 0) => Array.from({ length: count }, (_, n) => ({ topic, key: `request-${from + n}`, value: Buffer.from(`${from + n}`) }));

/** What only Kafka can get wrong. */
describe('the bus on Kafka alone', () => {
  let under: KafkaUnderTest;
  const connected: MessageBus[] = [];
  const connect = (principal = 'tennis-club') => {
    const bus = under.connectAs(principal);
    connected.push(bus);
    return bus;
  };
  beforeAll(async () => { under = await kafkaUnderTest(); });
  afterEach(async () => { await Promise.all(connected.splice(0).map((bus) => under.release(bus))); });
  afterAll(() => under.close());

  it('keeps its membership during a batch of twice the session timeout: no record comes twice', async () => {
    const topic = await under.createTopic(2);
    const [bus, receiver] = [connect(), new Receiver()];
    receiver.beforeStore = async () => { if (receiver.batches.length === 1) await pause(13_000); };
    await bus.publish(spread(topic, 20));
    await bus.consume(receiver.options(under.newGroup(), topic));
    await eventually('all 20', () => receiver.values.length === 20, 30_000);
    await bus.publish(spread(topic, 5, 20));
    await eventually('all 25', () => receiver.values.length === 25, 10_000);
    expect(receiver.batches.reduce((sum, count) => sum + count, 0)).toBe(25);
  });

  describe('a principal without rules', () => {
    it('neither writes nor reads a foreign lane nor learns that it is there', async () => {
      const topic = await under.createTopic(1);
      const stranger = connect('chess-club');
      const refused = { constructor: BusRefusal, reason: 'not-permitted' };
      await expect(stranger.publish(spread(topic, 1))).rejects.toMatchObject(refused);
      await expect(readAll(stranger, topic)).rejects.toMatchObject(refused);
      await expect(stranger.endOffsets([topic])).rejects.toMatchObject(refused);
      await expect(stranger.consume(new Receiver().options('chess-club.x', topic))).rejects.toMatchObject(refused);
      await expect(stranger.endOffsets(['open.never-made'])).rejects.toMatchObject(refused);
    });

    it("cannot join another's group, and is told so at once", async () => {
      const topic = await under.createTopic(1);
      await expect(connect().consume(new Receiver().options('chess-club.x', topic))).rejects.toThrow('is READ on it permitted?');
    });
  });

  it('ends with onCrash when a topic that may be seen may not be read', async () => {
    const topic = await under.createNamed('seen.1', 1);
    const receiver = new Receiver();
    await connect().consume(receiver.options(under.newGroup(), topic));
    await eventually('the crash', () => receiver.crashes.length === 1);
    expect(receiver.crashes[0]).toMatchObject({ constructor: BusRefusal, reason: 'not-permitted' });
  });

  it('is not held up by a caller whose topic may be seen but not written', async () => {
    const [topic, seen] = [await under.createTopic(1), await under.createNamed('seen.2', 1)];
    const bus = connect();
    await bus.publish(spread(topic, 1));
    const calls = await Promise.allSettled([bus.publish(spread(topic, 1, 1)), bus.publish(spread(seen, 1)), bus.publish(spread(topic, 1, 2))]);
    expect(calls.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(new Set((await readAll(bus, topic)).map(({ value }) => value!.toString()))).toEqual(new Set(['0', '1', '2']));
  });

  it('goes on behind records that have expired, and says from where', async () => {
    const topic = await under.createTopic(1);
    const bus = connect();
    await bus.publish(spread(topic, 30));
    const admin = testKafka('admin').admin();
    await admin.connect();
    await admin.fetchTopicOffsets(under.prefix + topic);
    await admin.deleteTopicRecords({ topic: under.prefix + topic, partitions: [{ partition: 0, offset: '20' }] });
    await admin.disconnect();
    for (const stored of [undefined, 5n]) {
      const receiver = new Receiver({ records: [], duplicates: 0, positions: new Map(stored === undefined ? [] : [[`${topic}/0`, stored]]) });
      const client = connect();
      await client.consume(receiver.options(under.newGroup(), topic));
      await eventually('the ten that are left', () => receiver.values.length === 10);
      expect(receiver.store.records[0]).toMatchObject({ from: stored ?? 0n, offset: 20n });
      await client.close();
    }
    expect(await readAll(bus, topic)).toHaveLength(10);
  });

  it('goes on from the beginning when the stored position lies beyond the end: the broker was restored', async () => {
    const topic = await under.createTopic(1);
    const [bus, receiver] = [connect(), new Receiver()];
    await bus.publish(spread(topic, 10));
    const options = { ...receiver.options(under.newGroup(), topic), positions: async () => new Map([[`${topic}/0`, 50n]]) };
    await bus.consume(options);
    await eventually('all 10', () => receiver.values.length === 10);
    expect(await (async () => { for await (const records of bus.readToEnd([topic], new Map([[`${topic}/0`, 50n]]))) return records.length; return 0; })()).toBe(0);
  });

  it('passes over transaction markers and aborted records, also at the end', async () => {
    const topic = await under.createTopic(1);
    const producer = testKafka('admin').producer({ transactionalId: `${under.prefix}t`, idempotent: true, maxInFlightRequests: 1 });
    await producer.connect();
    for (const end of ['commit', 'abort', 'commit', 'abort'] as const) {
      const transaction = await producer.transaction();
      await transaction.send({ topic: under.prefix + topic, messages: [{ key: 'k', value: end }, { key: 'k', value: end }] });
      await transaction[end]();
    }
    await producer.disconnect();
    const [bus, receiver] = [connect(), new Receiver()];
    expect((await readAll(bus, topic)).map(({ value }) => value!.toString())).toEqual(Array(4).fill('commit'));
    await bus.consume(receiver.options(under.newGroup(), topic));
    await eventually('the four committed', () => receiver.values.length === 4);
    await bus.publish(spread(topic, 2));
    await eventually('and what comes after', () => receiver.values.length === 6);
    expect(await readAll(bus, topic)).toHaveLength(6);
  });

  it('tells Kafka how far it is, so that lag tools work', async () => {
    const topic = await under.createTopic(1);
    const [bus, receiver, group] = [connect(), new Receiver(), under.newGroup()];
    await bus.publish(spread(topic, 10));
    await bus.consume(receiver.options(group, topic));
    await eventually('10', () => receiver.values.length === 10);
    const admin = testKafka('admin').admin();
    await admin.connect();
    await pause(300);
    const [offsets] = await admin.fetchOffsets({ groupId: under.prefix + group, topics: [under.prefix + topic] });
    await admin.disconnect();
    expect(offsets!.partitions[0]!.offset).toBe('10');
  });
});
