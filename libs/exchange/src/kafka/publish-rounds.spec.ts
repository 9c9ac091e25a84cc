import { publishRounds } from './publish-rounds';

const record = (partition: number, bytes: number, topic = 'lane') => ({ topic, partition, bytes });

describe('publishRounds', () => {
  it('keeps everything in its order', () => {
    const records = Array.from({ length: 5_000 }, (_, n) => record(n % 3, 100 + n));
    expect(publishRounds(records).flat()).toEqual(records);
  });

  it('makes one request of what fits into one', () => {
    expect(publishRounds([record(0, 500_000), record(1, 500_000), record(0, 200_000)])).toHaveLength(1);
  });

  it('begins another before the batch of one partition is too big', () => {
    expect(publishRounds([record(0, 500_000), record(1, 500_000), record(0, 300_000)]).map((round) => round.length)).toEqual([2, 1]);
  });

  it('lets a record that is too big for that go alone in its partition', () => {
    expect(publishRounds([record(0, 1_100_000), record(0, 10), record(1, 10)]).map((round) => round.length)).toEqual([1, 2]);
  });

  it('makes nothing of nothing', () => expect(publishRounds([])).toEqual([]));
});
