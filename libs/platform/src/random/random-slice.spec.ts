import { randomSlice } from './random-slice';

describe('random bytes from the pool', () => {
  it('has the length asked for, never the same twice, also across the end of the pool', () => {
    const seen = new Set<string>();
    for (let index = 0; index < 5_000; index += 1) {
      const slice = randomSlice(12);
      expect(slice).toHaveLength(12);
      seen.add(slice.toString('hex'));
    }
    expect(seen.size).toBe(5_000);
  });

  it('is the caller’s own: what follows does not change it', () => {
    const first = randomSlice(16);
    const copy = Buffer.from(first);
    for (let index = 0; index < 3_000; index += 1) randomSlice(16);
    expect(first.equals(copy)).toBe(true);
  });

  it('refuses more than its pool holds', () => {
    expect(() => randomSlice(16_385)).toThrow(RangeError);
  });
});
