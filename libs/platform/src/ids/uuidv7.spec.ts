import { isUuidv7, uuidv7 } from './uuidv7';

describe('uuidv7', () => {
  it('is a version 7 UUID that carries the time', () => {
    const at = Date.now() + 10_000;
    const id = uuidv7(at);
    expect(isUuidv7(id)).toBe(true);
    expect(parseInt(id.replace(/-/g, '').slice(0, 12), 16)).toBe(at);
  });

  it('ascends and never repeats, also within a millisecond and when the clock steps back', () => {
    const at = Date.now() + 20_000;
    const ids = Array.from({ length: 20_000 }, (_, i) => uuidv7(at - (i % 3)));
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every(isUuidv7)).toBe(true);
  });
});
