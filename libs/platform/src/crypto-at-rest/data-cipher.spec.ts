import { DataCipher } from './data-cipher';

describe('DataCipher', () => {
  const cipher = new DataCipher(Buffer.alloc(32, 1));

  it('reads back what it wrote, never twice the same bytes', () => {
    const sealed = cipher.encrypt('被执行人 李某', 'row-1');
    expect(cipher.decryptText(sealed, 'row-1')).toBe('被执行人 李某');
    expect(cipher.encrypt('被执行人 李某', 'row-1').equals(sealed)).toBe(false);
    expect(cipher.decrypt(cipher.encrypt(Buffer.alloc(0)))).toEqual(Buffer.alloc(0));
  });

  it('refuses what was changed, moved to another row, or made with another key', () => {
    const sealed = cipher.encrypt('x', 'row-1');
    expect(() => cipher.decrypt(sealed, 'row-2')).toThrow();
    expect(() => new DataCipher(Buffer.alloc(32, 2)).decrypt(sealed, 'row-1')).toThrow();
    for (const at of [0, 1, 13, sealed.length - 1]) {
      const changed = Buffer.from(sealed);
      changed[at] ^= 1;
      expect(() => cipher.decrypt(changed, 'row-1')).toThrow();
    }
    expect(() => cipher.decrypt(Buffer.of(1, 2, 3))).toThrow();
    expect(() => new DataCipher(Buffer.alloc(16))).toThrow(RangeError);
  });

  it('finds an ID number however it was typed', () => {
    expect(cipher.hashIdNumber('14010519900101123x').equals(cipher.hashIdNumber(' 140105 19900101 123Ｘ '))).toBe(true);
    expect(cipher.keyedHash('a').equals(cipher.keyedHash('b'))).toBe(false);
    expect(cipher.keyedHash('a').equals(new DataCipher(Buffer.alloc(32, 2)).keyedHash('a'))).toBe(false);
    expect(cipher.keyedHash('a')).toHaveLength(32);
  });
});
