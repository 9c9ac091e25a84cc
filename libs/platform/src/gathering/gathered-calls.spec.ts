import { setTimeout as sleep } from 'node:timers/promises';
import { GatheredCalls } from './gathered-calls';

describe('GatheredCalls', () => {
  const recording = (most?: number) => {
    const rounds: number[][] = [];
    const calls = new GatheredCalls<number, number>(async (keys) => {
      rounds.push([...keys]);
      await sleep(5);
      if (keys.includes(13)) throw new Error('unlucky');
      return keys.map((key) => key * 10);
    }, most);
    return { calls, rounds };
  };

  it('answers each call its own value; calls of one tick share a round', async () => {
    const { calls, rounds } = recording();
    expect(await Promise.all([1, 2, 2, 3].map((key) => calls.call(key)))).toEqual([10, 20, 20, 30]);
    expect(rounds).toEqual([[1, 2, 2, 3]]);
  });

  it('gathers what comes during a round for the next one, at most so many', async () => {
    const { calls, rounds } = recording(2);
    const first = calls.call(1);
    await sleep(2);
    const others = [2, 3, 4].map((key) => calls.call(key));
    expect([await first, ...(await Promise.all(others))]).toEqual([10, 20, 30, 40]);
    expect(rounds).toEqual([[1], [2, 3], [4]]);
  });

  it('a round that fails fails its calls only', async () => {
    const { calls } = recording();
    const unlucky = Promise.allSettled([calls.call(13), calls.call(1)]);
    await sleep(2);
    const next = calls.call(2);
    expect((await unlucky).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await next).toBe(20);
    expect(await calls.call(3)).toBe(30);
  });
});
