import { BusRefusal, positionKey, type MessageBus } from '@lianzhi/exchange';
import type { BusUnderTest } from './bus-under-test';
import { readAll } from './publishing';

const spread = (topic: string, count: number, from = 0) => Array.from({ length: count }, (_, n) => ({ topic, key: `request-${from + n}`, value: Buffer.from(`${from + n}`) }));

export function reading(under: () => BusUnderTest, connect: () => MessageBus): void {
  describe('reading to the end', () => {
    it('sees everything once and ends, partitions without records included', async () => {
      const bus = connect();
      const [full, sparse, empty] = [await under().createTopic(3), await under().createTopic(8), await under().createTopic(2)];
      await bus.publish([...spread(full, 3_000), ...spread(sparse, 2)]);
      const all = await readAll(bus, full, sparse, empty);
      expect(all).toHaveLength(3_002);
      expect(new Set(all.map((record) => `${positionKey(record)}/${record.offset}`)).size).toBe(3_002);
      await expect(readAll(bus, empty)).resolves.toEqual([]);
    });

    it('ends at the end as it stood, though publishing goes on', async () => {
      const bus = connect();
      const topic = await under().createTopic(1);
      await bus.publish(spread(topic, 500));
      let read = 0;
      for await (const records of bus.readToEnd([topic], new Map())) {
        read += records.length;
        await bus.publish(spread(topic, 10, 500));
      }
      expect(read).toBe(500);
    });

    it('begins where it is told; at the end it returns at once', async () => {
      const bus = connect();
      const topic = await under().createTopic(2);
      await bus.publish(spread(topic, 10));
      const ends = await bus.endOffsets([topic]);
      await bus.publish(spread(topic, 7, 10));
      const rest: string[] = [];
      for await (const records of bus.readToEnd([topic], ends)) rest.push(...records.map(({ value }) => value!.toString()));
      expect(rest.sort()).toEqual(['10', '11', '12', '13', '14', '15', '16']);
      const started = performance.now();
      for await (const records of bus.readToEnd([topic], await bus.endOffsets([topic]))) throw new Error(`${records.length} records after the end`);
      expect(performance.now() - started).toBeLessThan(500);
    });

    it('may be left early', async () => {
      const bus = connect();
      const topic = await under().createTopic(3);
      await bus.publish(spread(topic, 3_000));
      for await (const records of bus.readToEnd([topic], new Map())) { expect(records.length).toBeGreaterThan(0); break; }
      await bus.close();
    });

    it('knows the offset after the last record of every partition', async () => {
      const bus = connect();
      const [topic, empty] = [await under().createTopic(3), await under().createTopic(1)];
      const published = await bus.publish(spread(topic, 100));
      const ends = await bus.endOffsets([topic, empty]);
      expect(ends.size).toBe(4);
      expect(ends.get(`${empty}/0`)).toBe(0n);
      for (let partition = 0; partition < 3; partition += 1) {
        const last = published.filter((at) => at.partition === partition).map(({ offset }) => offset).pop();
        expect(ends.get(`${topic}/${partition}`)).toBe(last === undefined ? 0n : last + 1n);
      }
    });

    it('refuses an unknown and a forbidden topic', async () => {
      const bus = connect();
      const forbidden = await under().createForbiddenTopic();
      await expect(readAll(bus, 'open.no-such-topic')).rejects.toMatchObject({ constructor: BusRefusal, reason: 'unknown-topic' });
      await expect(readAll(bus, forbidden)).rejects.toMatchObject({ constructor: BusRefusal, reason: 'not-permitted' });
      await expect(bus.endOffsets(['open.no-such-topic'])).rejects.toBeInstanceOf(BusRefusal);
    });
  });
}
