import fc from 'fast-check';
import { allocate, availableOf } from './allocation';

describe('allocate', () => {
  it('gives to earlier freezes first and ranks those that get nothing', () => {
    expect(allocate(100n, [60n, 60n, 10n, 5n])).toEqual([{ frozen: 60n, rank: 0 }, { frozen: 40n, rank: 0 }, { frozen: 0n, rank: 1 }, { frozen: 0n, rank: 2 }]);
  });

  it('puts the first in effect on an empty account, for money that arrives later', () => {
    expect(allocate(0n, [5n, 5n])).toEqual([{ frozen: 0n, rank: 0 }, { frozen: 0n, rank: 1 }]);
  });

  it('never freezes more than there is or than a limit, and loses no fen', () => {
    const fen = fc.bigInt({ min: 0n, max: 99_999_999_999_999_999n });
    fc.assert(fc.property(fen, fc.array(fen, { maxLength: 8 }), (balance, limits) => {
      const shares = allocate(balance, limits);
      const frozen = shares.reduce((sum, share) => sum + share.frozen, 0n);
      expect(frozen + availableOf(balance, limits)).toBe(balance);
      expect(shares.every((share, index) => share.frozen <= limits[index]!)).toBe(true);
    }));
  });
});
