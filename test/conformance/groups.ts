import { positionKey, type MessageBus } from '@lianzhi/exchange';
import { eventually, pause, type BusUnderTest } from './bus-under-test';
import { Receiver } from './receiver';

const spread = (topic: string, count: number, from = 0) => Array.from({ length: count }, (_, n) => ({ topic, key: `request-${from + n}`, value: Buffer.from(`${from + n}`) }));

export function groups(under: () => BusUnderTest, connect: () => MessageBus): void {
  describe('a group', () => {
    /** Two replicas with one database, both at work. */
    async function twoMembers() {
      const topic = await under().createTopic(6);
      const group = under().newGroup();
      const store: Receiver['store'] = { records: [], positions: new Map(), duplicates: 0 };
      const members = [0, 1].map(() => ({ bus: connect(), receiver: new Receiver(store) }));
      const [first, second] = [members[0]!, members[1]!];
      const subscriptions = [await first.bus.consume(first.receiver.options(group, topic)), await second.bus.consume(second.receiver.options(group, topic))];
      let sent = 0;
      const send = async (count: number) => {
        await first.bus.publish(spread(topic, count, sent));
        sent += count;
      };
      const allStored = () => eventually(`all ${sent} stored`, () => new Set(store.records.map(({ value }) => value!.toString())).size === sent);
      while (first.receiver.batches.length === 0 || second.receiver.batches.length === 0) {
        await send(60);
        await allStored();
      }
      return { topic, group, store, first, second, subscriptions, send, allStored };
    }

    it('shares the partitions: each is read by one member at a time', async () => {
      const { first, second, send, allStored } = await twoMembers();
      const [ones, others] = [new Set<string>(), new Set<string>()];
      first.receiver.beforeStore = (records) => records.forEach((record) => ones.add(positionKey(record)));
      second.receiver.beforeStore = (records) => records.forEach((record) => others.add(positionKey(record)));
      await send(200);
      await allStored();
      expect(ones.size + others.size).toBe(6);
      expect([...ones].filter((key) => others.has(key))).toEqual([]);
      expect(Math.min(ones.size, others.size)).toBe(3);
    });

    it('goes on when a member stops', async () => {
      const { second, subscriptions, send, allStored } = await twoMembers();
      await subscriptions[1]!.stop();
      const before = second.receiver.batches.length;
      await send(100);
      await allStored();
      expect(second.receiver.batches.length).toBe(before);
    });

    it('loses nothing when a member is killed, between batches or within one', async () => {
      const { second, first, send, allStored, store } = await twoMembers();
      let reached = false;
      second.receiver.beforeStore = () => { reached = true; return new Promise(() => undefined); };
      await send(60);
      await eventually('the second is within a batch', () => reached);
      under().kill(second.bus);
      await send(60);
      await allStored();
      expect(first.receiver.crashes).toEqual([]);
      const offsets = store.records.map((record) => `${positionKey(record)}/${record.offset}`);
      expect(new Set(offsets).size).toBe(offsets.length);
    });

    it('takes a new member in although the batch of another is rejected again and again', async () => {
      const topic = await under().createTopic(4);
      const group = under().newGroup();
      const store: Receiver['store'] = { records: [], positions: new Map(), duplicates: 0 };
      const [ill, well] = [new Receiver(store), new Receiver(store)];
      ill.beforeStore = () => { throw new Error('the database is away'); };
      const bus = connect();
      await bus.consume(ill.options(group, topic));
      await bus.publish(spread(topic, 80));
      await eventually('the ill one tries', () => ill.batches.length > 1);
      await connect().consume(well.options(group, topic));
      await eventually('the well one has its share', () => new Set(store.records.map(({ partition }) => partition)).size === 2);
      ill.beforeStore = () => undefined;
      await eventually('all', () => store.records.length === 80);
    });

    it('reads what the other has stored meanwhile only once', async () => {
      const topic = await under().createTopic(1);
      const group = under().newGroup();
      const store: Receiver['store'] = { records: [], positions: new Map(), duplicates: 0 };
      const [one, two] = [new Receiver(store), new Receiver(store)];
      const first = connect();
      const subscription = await first.consume(one.options(group, topic));
      await first.publish(spread(topic, 10));
      await eventually('10', () => store.records.length === 10);
      await connect().consume(two.options(group, topic));
      await subscription.stop();
      await first.publish(spread(topic, 10, 10));
      await eventually('20', () => store.records.length === 20);
      await pause(100);
      expect(store.duplicates).toBe(0);
    });

    it('does not disturb followers: each reads everything, from where it wants', async () => {
      const topic = await under().createTopic(2);
      const bus = connect();
      await bus.publish(spread(topic, 20));
      const [all, rest] = [[] as string[], [] as string[]];
      const into = (list: string[]) => async (records: { value: Buffer | null }[]) => { list.push(...records.map(({ value }) => value!.toString())); };
      await bus.follow({ topics: [topic], from: new Map(), onBatch: into(all) });
      await connect().follow({ topics: [topic], from: await bus.endOffsets([topic]), onBatch: into(rest) });
      await bus.publish(spread(topic, 5, 20));
      await eventually('all at the one, the rest at the other', () => all.length === 25 && rest.length === 5);
      expect(rest.sort()).toEqual(['20', '21', '22', '23', '24']);
    });
  });
}
