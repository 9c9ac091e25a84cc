import { randomBytes } from 'node:crypto';
import { BusRefusal, positionKey, type MessageBus, type ReceivedRecord } from '@lianzhi/exchange';
import type { BusUnderTest } from './bus-under-test';

const text = (topic: string, key: string, value: string) => ({ topic, key, value: Buffer.from(value) });

export async function readAll(bus: MessageBus, ...topics: string[]): Promise<ReceivedRecord[]> {
  const all: ReceivedRecord[] = [];
  for await (const records of bus.readToEnd(topics, new Map())) all.push(...records);
  return all;
}

export function publishing(under: () => BusUnderTest, connect: () => MessageBus): void {
  describe('publishing', () => {
    it('says truly where each record went and when', async () => {
      const bus = connect();
      const [one, two] = [await under().createTopic(3), await under().createTopic(1)];
      const records = Array.from({ length: 40 }, (_, n) => text(n % 3 ? one : two, `request-${n % 7}`, `v${n}`));
      const published = [...(await bus.publish(records.slice(0, 25))), ...(await bus.publish(records.slice(25)))];
      const found = new Map((await readAll(bus, one, two)).map((record) => [`${positionKey(record)}/${record.offset}`, record]));
      expect(found.size).toBe(40);
      for (const [n, at] of published.entries()) {
        const record = found.get(`${positionKey(at)}/${at.offset}`)!;
        expect({ topic: record.topic, key: record.key, value: record.value!.toString(), at: record.appendedAt })
          .toEqual({ topic: records[n]!.topic, key: records[n]!.key, value: `v${n}`, at: at.appendedAt });
      }
    });

    it('gives all records of a key one partition and keeps their order, however calls are made', async () => {
      const bus = connect();
      const topic = await under().createTopic(4);
      const calls = Array.from({ length: 60 }, (_, n) => bus.publish([text(topic, 'a', `a${n}`), text(topic, `other-${n}`, 'x'), text(topic, 'b', `b${n}`)]));
      const published = await Promise.all(calls);
      expect(new Set(published.map(([first]) => first!.partition)).size).toBe(1);
      const all = await readAll(bus, topic);
      for (const key of ['a', 'b']) expect(all.filter((record) => record.key === key).map(({ value }) => value!.toString())).toEqual(Array.from({ length: 60 }, (_, n) => `${key}${n}`));
    });

    it('takes nothing for nothing', async () => {
      await expect(connect().publish([])).resolves.toEqual([]);
    });

    it('carries values of 1 MiB, several in one call, and bytes as they are', async () => {
      const bus = connect();
      const topic = await under().createTopic(2);
      const values = Array.from({ length: 4 }, (_, n) => Buffer.alloc(1024 * 1024, n).fill(Buffer.from([0, 255, n, 128]), 7, 4096));
      await bus.publish(values.map((value, n) => ({ topic, key: `k${n % 2}`, value, contentType: 'application/octet-stream' })));
      const all = await readAll(bus, topic);
      expect(all).toHaveLength(4);
      for (const value of values) expect(all.some((record) => record.value!.equals(value))).toBe(true);
    });

    it('refuses a value that is too big, for good', async () => {
      const bus = connect();
      const topic = await under().createTopic(1);
      const random = randomBytes(3 * 1024 * 1024);
      await expect(bus.publish([{ topic, key: 'k', value: random }])).rejects.toMatchObject({ constructor: BusRefusal, reason: 'too-big', topic });
      await expect(bus.publish([text(topic, 'k', 'small')])).resolves.toHaveLength(1);
    });

    it('refuses an unknown and a forbidden topic, for good and alone', async () => {
      const bus = connect();
      const topic = await under().createTopic(1);
      const forbidden = await under().createForbiddenTopic();
      const [unknown, refused, good] = await Promise.allSettled([bus.publish([text('open.no-such-topic', 'k', 'x')]), bus.publish([text(forbidden, 'k', 'x')]), bus.publish([text(topic, 'k', 'y')])]);
      expect(unknown).toMatchObject({ status: 'rejected', reason: { constructor: BusRefusal, reason: 'unknown-topic', topic: 'open.no-such-topic' } });
      expect(refused).toMatchObject({ status: 'rejected', reason: { constructor: BusRefusal, reason: 'not-permitted', topic: forbidden } });
      expect(good.status).toBe('fulfilled');
      expect((await readAll(bus, topic)).map(({ value }) => value!.toString())).toEqual(['y']);
    });

    it('refuses everything once closed', async () => {
      const bus = connect();
      const topic = await under().createTopic(1);
      await bus.close();
      await expect(bus.publish([text(topic, 'k', 'x')])).rejects.toThrow('closed');
    });
  });
}
