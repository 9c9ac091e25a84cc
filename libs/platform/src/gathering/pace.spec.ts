import { Pace } from './pace';

describe('Pace', () => {
  /** How long a row of steps takes that are over at once, ms. */
  async function row(steps: number, strain: number): Promise<number> {
    const pace = new Pace(20, () => strain);
    const begun = performance.now();
    for (let step = 0; step < steps; step += 1) (await pace.begin())();
    return performance.now() - begun;
  }

  it('keeps a row of steps apart in a process that has much to do', async () => {
    // The first four come closely. Timers may be a little early, never much.
    expect(await row(10, 1)).toBeGreaterThan(6 * 20 * 0.8);
  });

  it('keeps them less apart the less there is to do', async () => {
    // The same steps one after the other, on the same machine: only the order of the two is asserted.
    expect(await row(40, 0)).toBeLessThan(await row(40, 1));
  });
});
