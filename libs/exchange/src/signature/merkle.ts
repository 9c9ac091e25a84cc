import type { SignatureSuite } from './signature-suite';

type Hash = Pick<SignatureSuite, 'hash'>;

/** Trees are bounded so that index and size stay far inside 32-bit arithmetic and a path inside 16 hashes. */
export const maxTreeSize = 65_536;

const leafPrefix = Buffer.of(0x00);
const nodePrefix = Buffer.of(0x01);

/** RFC 9162 §2.1.1: HASH(0x00 || leaf). */
export const leafHash = (suite: Hash, leaf: Buffer): Buffer => suite.hash(Buffer.concat([leafPrefix, leaf]));

/** RFC 9162 §2.1.1: HASH(0x01 || left || right). */
export const nodeHash = (suite: Hash, left: Buffer, right: Buffer): Buffer => suite.hash(Buffer.concat([nodePrefix, left, right]));

/** A place on the way from a leaf to the root: the hash there, and the path of that leaf with the step that comes next. */
export interface Waypoint { at: number; hash: Buffer; path: readonly Buffer[]; step: number }

/** What is known to lead to a root that was signed, by place. */
export type KnownWay = ReadonlyMap<number, Omit<Waypoint, 'at'>>;

/** Whether it goes on alike from there. */
function goesOnAlike(known: Omit<Waypoint, 'at'>, hash: Buffer, path: readonly Buffer[], step: number): boolean {
  const left = path.length - step;
  if (!known.hash.equals(hash) || known.path.length - known.step !== left) return false;
  for (let ahead = 0; ahead < left; ahead += 1) if (!known.path[known.step + ahead]!.equals(path[step + ahead]!)) return false;
  return true;
}

/** A Merkle tree over leaves, as RFC 9162 §2.1 (and RFC 6962) defines it for any number of them from 1. */
export class MerkleTree {
  /** From the leaves' hashes up to the root. Pairing neighbours and lifting an odd last node makes the RFC's tree. */
  private readonly levels: Buffer[][];

  constructor(suite: Hash, leaves: readonly Buffer[], hashed = leaves.map((leaf) => leafHash(suite, leaf))) {
    if (hashed.length < 1 || hashed.length > maxTreeSize) throw new RangeError(`a tree holds 1 to ${maxTreeSize} leaves, not ${hashed.length}`);
    this.levels = [hashed];
    for (let level = this.levels[0]!; level.length > 1; ) this.levels.push((level = parents(suite, level)));
  }

  /** Of leaves of which only the hashes are at hand. */
  static ofHashes(suite: Hash, hashes: readonly Buffer[]): MerkleTree {
    return new MerkleTree(suite, [], [...hashes]);
  }

  get size(): number {
    return this.levels[0]!.length;
  }

  get root(): Buffer {
    return this.levels.at(-1)![0]!;
  }

  /** PATH(m, D[n]) of RFC 9162 §2.1.3.1: the siblings from the leaf up. */
  path(index: number): Buffer[] {
    if (!Number.isInteger(index) || index < 0 || index >= this.size) throw new RangeError(`no leaf ${index} in a tree of ${this.size}`);
    const path: Buffer[] = [];
    for (const level of this.levels.slice(0, -1)) {
      const sibling = level[index ^ 1];
      if (sibling) path.push(sibling);
      index >>>= 1;
    }
    return path;
  }
}

/**
 * The root to which a leaf and its path lead (RFC 9162 §2.1.3.2), or undefined when a path of that length cannot belong to
 * that index in a tree of that size. Whether it is the right root, only the signature says.
 */
export const rootOf = (suite: Hash, leaf: Buffer, index: number, size: number, path: readonly Buffer[]): Buffer | undefined =>
  climb(suite, leafHash(suite, leaf), index, size, path)?.root;

/**
 * The same from the hash of the leaf, with the way it took. Where it meets a place that is known, with the same siblings from there on, it has arrived:
 * of a batch that is verified leaf by leaf most of the way is walked once.
 */
export function climb(
  suite: Hash, leaf: Buffer, index: number, size: number, path: readonly Buffer[], known?: { root: Buffer; way: KnownWay },
): { root: Buffer; way: Waypoint[] } | undefined {
  if (!Number.isInteger(size) || size < 1 || size > maxTreeSize || !Number.isInteger(index) || index < 0 || index >= size) return undefined;
  let node = index;
  let last = size - 1;
  let root = leaf;
  const way: Waypoint[] = [];
  for (const [step, sibling] of path.entries()) {
    if (last === 0) return undefined;
    const at = last * maxTreeSize + node;
    const met = known?.way.get(at);
    if (met && goesOnAlike(met, root, path, step)) return { root: known!.root, way };
    way.push({ at, hash: root, path, step });
    if (node % 2 === 1 || node === last) {
      root = nodeHash(suite, sibling, root);
      while (node % 2 === 0 && node !== 0) {
        node >>>= 1;
        last >>>= 1;
      }
    } else {
      root = nodeHash(suite, root, sibling);
    }
    node >>>= 1;
    last >>>= 1;
  }
  return last === 0 ? { root, way } : undefined;
}

function parents(suite: Hash, level: readonly Buffer[]): Buffer[] {
  const above: Buffer[] = [];
  for (let at = 0; at < level.length; at += 2) {
    const right = level[at + 1];
    above.push(right ? nodeHash(suite, level[at]!, right) : level[at]!);
  }
  return above;
}
