import { positionKey, type MessageBus, type Published } from '@lianzhi/exchange';
import { eventually, pause } from '../conformance/bus-under-test';
import { kafkaUnderTest, type KafkaUnderTest } from '../conformance/kafka-under-test';
import { readAll } from '../conformance/publishing';
import { Receiver } from '../conformance/receiver';

jest.setTimeout(120_000);

/** Connections to the broker break at any moment; what was confirmed is there, and everything arrives. */
describe('lost connections to Kafka', () => {
  let under: KafkaUnderTest;
  const connected: MessageBus[] = [];
  const connect = () => {
    const bus = under.connect();
    connected.push(bus);
    return bus;
  };
  beforeAll(async () => { under = await kafkaUnderTest(); });
  afterEach(async () => { await Promise.all(connected.splice(0).map((bus) => under.release(bus))); });
  afterAll(() => under.close());

  /** Cuts again and again until `work` has ended. */
  async function cutting(bus: MessageBus, everyMs: number, work: Promise<unknown>): Promise<number> {
    let cuts = 0;
    let over = false;
    const done = work.finally(() => { over = true; });
    while (!over) {
      await pause(everyMs * (0.5 + Math.random()));
      if (!over) { under.cutConnections(bus); cuts += 1; }
    }
    await done;
    return cuts;
  }

  it('loses nothing that was confirmed and keeps the order of a key, when connections break while publishing', async () => {
    const topic = await under.createTopic(2);
    const bus = connect();
    const confirmed: { value: string; at: Published }[] = [];
    const writer = async (key: string) => {
      for (let n = 0; n < 150; n += 1) {
        const values = [`${key}:${n}`];
        for (;;) {
          try {
            const published = await bus.publish(values.map((value) => ({ topic, key, value: Buffer.from(value) })));
            confirmed.push(...published.map((at, index) => ({ at, value: values[index]! })));
            break;
          } catch { await pause(20); }
        }
      }
    };
    const cuts = await cutting(bus, 150, Promise.all(['a', 'b', 'c', 'd', 'e'].map(writer)));
    expect(cuts).toBeGreaterThan(3);
    const all = await readAll(connect(), topic);
    const stored = new Map(all.map((record) => [`${positionKey(record)}/${record.offset}`, record.value!.toString()]));
    for (const { value, at } of confirmed) expect(stored.get(`${positionKey(at)}/${at.offset}`)).toBe(value);
    for (const key of ['a', 'b', 'c', 'd', 'e']) {
      const first = [...new Set(all.filter((record) => record.key === key).map(({ value }) => value!.toString()))];
      expect(first).toEqual(Array.from({ length: 150 }, (_, n) => `${key}:${n}`));
    }
  });

  it('goes on reading without loss and without repetition of what is stored', async () => {
    const topic = await under.createTopic(3);
    const [publisher, bus, receiver] = [connect(), connect(), new Receiver()];
    await bus.consume(receiver.options(under.newGroup(), topic));
    const work = (async () => {
      for (let n = 0; n < 40; n += 1) {
        await publisher.publish(Array.from({ length: 10 }, (_, i) => ({ topic, key: `request-${i}`, value: Buffer.from(`${n}`) })));
        await pause(50);
      }
      await eventually('all 400', () => receiver.values.length === 400, 60_000);
    })();
    expect(await cutting(bus, 700, work)).toBeGreaterThan(1);
    for (let i = 0; i < 10; i += 1) expect(receiver.valuesOf(`request-${i}`)).toEqual(Array.from({ length: 40 }, (_, n) => `${n}`));
    expect(receiver.crashes).toEqual([]);
  });
});
