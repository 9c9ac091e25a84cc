import type { ReceivedRecord } from '../bus/message-bus';
import { MemoryBroker } from './memory-broker';
import { MemoryBus } from './memory-bus';

const text = (value: string, key = 'k') => ({ topic: 'lane', key, value: Buffer.from(value) });
const turn = () => new Promise((resolve) => setTimeout(resolve, 20));

async function readAll(bus: MemoryBus): Promise<ReceivedRecord[]> {
  const all: ReceivedRecord[] = [];
  for await (const records of bus.readToEnd(['lane'], new Map())) all.push(...records);
  return all;
}
const values = (records: ReceivedRecord[]) => records.map(({ value }) => value!.toString());

/** What the conformance suite does not know: clock, faults, gaps. */
describe('the in-memory bus', () => {
  it("appends by the broker's clock", async () => {
    let now = 1_000;
    const bus = new MemoryBus(new MemoryBroker({ topics: { lane: 1 }, now: () => now }));
    await bus.publish([text('a')]);
    now = 2_000;
    await bus.publish([text('b')]);
    expect((await readAll(bus)).map(({ appendedAt }) => appendedAt)).toEqual([1_000, 2_000]);
  });

  it('can lose the connection before and after storing, and store twice', async () => {
    const broker = new MemoryBroker({ topics: { lane: 1 } });
    const bus = new MemoryBus(broker);
    broker.faults = { beforePublish: () => { throw new Error('cut'); } };
    await expect(bus.publish([text('a')])).rejects.toThrow('cut');
    broker.faults = { afterPublish: () => { throw new Error('cut'); } };
    await expect(bus.publish([text('b')])).rejects.toThrow('cut');
    broker.faults = { duplicates: () => 1 };
    await bus.publish([text('c')]);
    expect(values(await readAll(bus))).toEqual(['b', 'c', 'c']);
  });

  it('can lose a member before a delivery; the records come again', async () => {
    const broker = new MemoryBroker({ topics: { lane: 1 } });
    const bus = new MemoryBus(broker);
    let cuts = 2;
    broker.faults = { beforeDelivery: () => { if (cuts-- > 0) throw new Error('cut'); } };
    const seen: string[] = [];
    await bus.consume({ group: 'g', topics: ['lane'], positions: async () => new Map(), onBatch: async (records) => { seen.push(...values(records)); } });
    await bus.publish([text('a')]);
    await turn();
    await bus.close();
    expect(seen).toEqual(['a']);
  });

  it('says across compacted, expired and skipped positions where reading went on', async () => {
    const broker = new MemoryBroker({ topics: { lane: 1 } });
    const bus = new MemoryBus(broker);
    await bus.publish([text('old', 'a'), text('b', 'b'), text('new', 'a')]);
    const [partition] = broker.topic('lane');
    partition!.compact();
    partition!.skip();
    await bus.publish([text('c', 'c')]);
    expect((await readAll(bus)).map(({ from, offset }) => [from, offset])).toEqual([[0n, 1n], [2n, 2n], [3n, 4n]]);
    partition!.expire(3n);
    expect((await readAll(bus)).map(({ from, offset }) => [from, offset])).toEqual([[0n, 4n]]);
  });

  it('does not let a receiver change what is stored', async () => {
    const bus = new MemoryBus(new MemoryBroker({ topics: { lane: 1 } }));
    await bus.publish([text('a')]);
    (await readAll(bus))[0]!.value!.fill(0);
    expect(values(await readAll(bus))).toEqual(['a']);
  });
});
