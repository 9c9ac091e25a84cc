import { unsafeText } from './unsafe-text';

const codes = (value: unknown): string[] => unsafeText(value).map(({ pointer, code }) => `${pointer} ${code}`);

describe('unsafeText', () => {
  it('lets ordinary values pass', () => {
    expect(codes({ name: '李㛃𠮷😀', n: 1, list: [null, true, ''], buffer: Buffer.alloc(3) })).toEqual([]);
  });

  it('points at each fault', () => {
    expect(codes({ a: ['x', 'y\0'], 'b/~': '\ud800', c: { 'k\0': 1 } })).toEqual(['/a/1 null-character', '/b~1~0 lone-surrogate', '/c/k\\u0000 null-character']);
    expect(codes('\udc00')).toEqual([' lone-surrogate']);
    expect(codes(JSON.parse('{"__proto__":{"a":1}}'))).toEqual(['/__proto__ forbidden-name']);
  });

  it('stops at 32 levels and after 20 faults', () => {
    expect(unsafeText(JSON.parse('['.repeat(50_000) + ']'.repeat(50_000)))).toMatchObject([{ code: 'too-deep' }]);
    expect(unsafeText(Array(100).fill('\0'))).toHaveLength(20);
  });
});
