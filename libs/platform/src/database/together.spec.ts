import { setTimeout as sleep } from 'node:timers/promises';
import { together } from './together';

describe('together', () => {
  it('gives what each of them answers', async () => {
    const [number, text] = await together([sleep(2, 7), Promise.resolve('seven')]);
    expect([number, text]).toEqual([7, 'seven']);
  });

  it('rejects with the first that failed, however early another did, and only once all have ended', async () => {
    let ended = 0;
    const fails = async (ms: number, reason: string): Promise<never> => {
      await sleep(ms);
      ended += 1;
      throw new Error(reason);
    };
    await expect(together([sleep(1), fails(15, 'the cause'), fails(2, 'what follows from it')])).rejects.toThrow('the cause');
    expect(ended).toBe(2);
  });
});
