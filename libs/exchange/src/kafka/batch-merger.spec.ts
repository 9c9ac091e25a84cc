import type { ReceivedRecord } from '../bus/message-bus';
import { BatchMerger } from './batch-merger';

const records = (topic: string, count: number, bytes = 1): ReceivedRecord[] =>
  Array.from({ length: count }, (_, n) => ({ topic, partition: 0, from: BigInt(n), offset: BigInt(n), appendedAt: 0, key: null, value: Buffer.alloc(bytes) }));
const limits = { maxRecords: 10, maxBytes: 100 };

describe('BatchMerger', () => {
  it('merges what comes in one turn, cuts at the number of records, and says when each part is durable', async () => {
    const sizes: number[] = [];
    const merger = new BatchMerger(async (batch) => { sizes.push(batch.length); return new Set(); }, limits);
    await expect(Promise.all([merger.add(records('a', 4)), merger.add(records('b', 9)), merger.add([])])).resolves.toEqual([true, true, true]);
    expect(sizes).toEqual([10, 3]);
  });

  it('cuts at the number of bytes, but hands over one record at least', async () => {
    const sizes: number[] = [];
    const merger = new BatchMerger(async (batch) => { sizes.push(batch.length); return new Set(); }, limits);
    await merger.add([...records('a', 3, 40), ...records('a', 1, 500)]);
    expect(sizes).toEqual([2, 1, 1]);
  });

  it('collects while a batch is under way', async () => {
    const sizes: number[] = [];
    let release: () => void = () => undefined;
    const merger = new BatchMerger(async (batch) => { sizes.push(batch.length); if (sizes.length === 1) await new Promise<void>((resolve) => { release = resolve; }); return new Set(); }, limits);
    const first = merger.add(records('a', 2));
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    const others = [merger.add(records('b', 2)), merger.add(records('c', 2))];
    release();
    await Promise.all([first, ...others]);
    expect(sizes).toEqual([2, 4]);
  });

  it('says what will probably come next: what waits beyond the batch, as of when it is asked', async () => {
    const next: number[] = [];
    const merger: BatchMerger = new BatchMerger(async (batch, upcoming) => {
      if (batch.length < 10) return new Set();
      next.push(upcoming().length);
      void merger.add(records('b', 2));
      next.push(upcoming().length);
      return new Set();
    }, limits);
    await merger.add(records('a', 13));
    expect(next).toEqual([3, 5]);
  });

  it('drops the rest of a partition that is to be read again, not that of others', async () => {
    const merger = new BatchMerger(async (batch) => new Set(batch.some(({ topic }) => topic === 'a') ? ['a/0'] : []), limits);
    await expect(Promise.all([merger.add(records('a', 15)), merger.add(records('b', 3))])).resolves.toEqual([false, true]);
  });

  it('lets go of what waits when it ends, and takes nothing more', async () => {
    const merger = new BatchMerger(async () => undefined, limits);
    const waiting = merger.add(records('a', 1));
    await merger.end();
    merger.release(new Error('the group is dividing anew'));
    await expect(waiting).rejects.toThrow('anew');
    await expect(merger.add(records('a', 1))).resolves.toBe(false);
  });
});
