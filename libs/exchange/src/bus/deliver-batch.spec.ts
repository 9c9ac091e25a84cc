import { backOffMs, deliverBatch, type DeliveryControl } from './deliver-batch';
import { PositionGap, type ReceivedRecord } from './message-bus';

const record = (topic: string, offset: bigint): ReceivedRecord => ({ topic, partition: 0, from: offset, offset, appendedAt: 0, key: null, value: null });
const control = (change: Partial<DeliveryControl> = {}): DeliveryControl => ({
  abandoned: () => false, pause: async () => undefined, seekBack: async () => undefined, backOff: (attempt) => backOffMs(attempt, 0), ...change,
});

describe('deliverBatch', () => {
  it('tries again, waiting longer each time, until it is durable', async () => {
    const waits: number[] = [];
    let left = 9;
    await expect(deliverBatch([record('a', 0n)], async () => { if (left-- > 0) throw new Error('away'); }, control({ pause: async (ms) => { waits.push(ms); } }))).resolves.toBe(true);
    expect(waits).toEqual([100, 200, 400, 800, 1_600, 3_200, 6_400, 10_000, 10_000]);
  });

  it('takes a partition with a gap out, has it read again, and hands the others over at once', async () => {
    const [seen, back]: [string[][], PositionGap[]] = [[], []];
    const onBatch = async (records: ReceivedRecord[]) => {
      seen.push(records.map(({ topic }) => topic));
      if (seen.length === 1) throw new PositionGap({ topic: 'a', partition: 0 }, 3n);
    };
    await deliverBatch([record('a', 5n), record('b', 0n)], onBatch, control({ seekBack: async (gap) => { back.push(gap); } }));
    expect(seen).toEqual([['a', 'b'], ['b']]);
    expect(back[0]).toMatchObject({ at: { topic: 'a', partition: 0 }, expected: 3n });
  });

  it('treats a gap of a partition that is not in the batch as any other failure', async () => {
    let attempts = 0;
    await deliverBatch([record('a', 5n)], async () => { if (attempts++ === 0) throw new PositionGap({ topic: 'b', partition: 0 }, 3n); }, control());
    expect(attempts).toBe(2);
  });

  it('stops trying when abandoned', async () => {
    let tried = 0;
    await expect(deliverBatch([record('a', 0n)], async () => { tried += 1; throw new Error('away'); }, control({ abandoned: () => tried === 2 }))).resolves.toBe(false);
    expect(tried).toBe(2);
  });

  it('spreads replicas over half the time', () => expect([backOffMs(1, 0), backOffMs(1, 0.999)].map(Math.round)).toEqual([100, 50]));
});
