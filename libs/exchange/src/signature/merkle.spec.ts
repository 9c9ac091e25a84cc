import * as fc from 'fast-check';
import { es256 } from './es256';
import { leafHash, maxTreeSize, MerkleTree, nodeHash, rootOf } from './merkle';

/** Leaves and roots of the reference implementation of RFC 6962 (certificate-transparency, merkle_tree_test). */
const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map((hex) => Buffer.from(hex, 'hex'));
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d', 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77', 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4', '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c', '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

/** The RFC's own definitions, word for word: MTH(D[n]) of §2.1.1 and PATH(m, D[n]) of §2.1.3.1. */
const split = (n: number): number => 2 ** Math.ceil(Math.log2(n) - 1);
const mth = (d: Buffer[]): Buffer => (d.length === 1 ? leafHash(es256, d[0]!) : nodeHash(es256, mth(d.slice(0, split(d.length))), mth(d.slice(split(d.length)))));
const path = (m: number, d: Buffer[]): Buffer[] => {
  if (d.length === 1) return [];
  const k = split(d.length);
  return m < k ? [...path(m, d.slice(0, k)), mth(d.slice(k))] : [...path(m - k, d.slice(k)), mth(d.slice(0, k))];
};

const someLeaves = fc.array(fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)), { minLength: 1, maxLength: 130 });
const leavesAndIndex = someLeaves.chain((all) => fc.record({ all: fc.constant(all), index: fc.nat(all.length - 1) }));

describe('MerkleTree', () => {
  it.each(roots.map((root, at) => [at + 1, root] as const))('has the root of RFC 6962 over %i leaves', (size, root) => {
    expect(new MerkleTree(es256, leaves.slice(0, size)).root.toString('hex')).toBe(root);
  });

  it('has the roots and paths that RFC 9162 defines, for any size and index', () => {
    fc.assert(fc.property(leavesAndIndex, ({ all, index }) => {
      const tree = new MerkleTree(es256, all);
      expect(tree.root).toEqual(mth(all));
      expect(tree.path(index)).toEqual(path(index, all));
    }));
  });

  it('proves every leaf', () => {
    fc.assert(fc.property(leavesAndIndex, ({ all, index }) => {
      const tree = new MerkleTree(es256, all);
      expect(rootOf(es256, all[index]!, index, tree.size, tree.path(index))).toEqual(tree.root);
    }));
  });

  it('leads elsewhere after any flipped bit of leaf or path, at another index, or in a tree of another size', () => {
    fc.assert(fc.property(leavesAndIndex, fc.nat(), fc.nat(), ({ all, index }, bit, other) => {
      const tree = new MerkleTree(es256, all);
      const parts = [Buffer.from(all[index]!), ...tree.path(index).map((hash) => Buffer.from(hash))].filter((part) => part.length > 0);
      fc.pre(parts.length > 0);
      const part = parts[bit % parts.length]!;
      part[(bit >> 3) % part.length]! ^= 1 << (bit & 7);
      const [leaf, ...flipped] = all[index]!.length > 0 ? parts : [Buffer.alloc(0), ...parts];
      expect(rootOf(es256, leaf!, index, tree.size, flipped)?.equals(tree.root) ?? false).toBe(false);
      const elsewhere = other % (tree.size + 3);
      // Equal leaves may change places unseen: nothing is told apart that is not different.
      const distinct = new Set(all.map((each) => each.toString('hex'))).size === all.length;
      if (elsewhere !== index && distinct) expect(rootOf(es256, all[index]!, elsewhere, tree.size, tree.path(index))?.equals(tree.root) ?? false).toBe(false);
    }));
  });

  it('takes no path that is too short or too long', () => {
    fc.assert(fc.property(leavesAndIndex, ({ all, index }) => {
      const tree = new MerkleTree(es256, all);
      const good = tree.path(index);
      expect(rootOf(es256, all[index]!, index, tree.size, [...good, tree.root])).toBeUndefined();
      if (good.length > 0) expect(rootOf(es256, all[index]!, index, tree.size, good.slice(1))).toBeUndefined();
    }));
  });

  it.each([[0, 0], [-1, 1], [1, 1], [0.5, 2], [0, maxTreeSize + 1], [NaN, 1]])('knows no leaf %d in a tree of %d', (index, size) => {
    expect(rootOf(es256, Buffer.alloc(0), index, size, [])).toBeUndefined();
  });

  it('is never empty', () => {
    expect(() => new MerkleTree(es256, [])).toThrow(RangeError);
  });
});
