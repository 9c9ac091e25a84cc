import type { Proof } from '../signature';

/** A path in a tree, as text that a shell can read. */
export interface TreePath { size: number; index: number; path: Buffer[] }

/**
 * On which side each sibling of a path stands (RFC 9162 §2.1.3.2), from the leaf up. The path of a well-formed proof has that length.
 */
export function sidesOf(index: number, size: number): ('left' | 'right')[] {
  const sides: ('left' | 'right')[] = [];
  for (let [node, last] = [index, size - 1]; last > 0; [node, last] = [node >>> 1, last >>> 1]) {
    const left = node % 2 === 1 || node === last;
    sides.push(left ? 'left' : 'right');
    while (left && node % 2 === 0 && node !== 0) [node, last] = [node >>> 1, last >>> 1];
  }
  return sides;
}

const pathLines = ({ size, index, path }: TreePath): string => {
  const sides = sidesOf(index, size);
  return `size ${size}\nindex ${index}\n${path.map((hash, at) => `${sides[at] ?? 'none'} ${hash.toString('hex')}\n`).join('')}`;
};

/** `proof.txt` of an evidence pack. WARNING: docs/evidence.md reads it with a shell. */
export const writeProofText = (proof: Proof): string => `kid ${proof.kid}\nalg ${proof.alg}\n${pathLines(proof)}signature ${proof.sig.toString('hex')}\n`;

/** Order of the group of P-256 (FIPS 186-4 D.1.2.3). */
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/**
 * `manifest.proof.txt`, which no other file lists: of the two `s` that hold for every ECDSA signature only the lower one counts, or
 * anybody could change it for the other.
 */
export function writeManifestProof(proof: Proof): string {
  const s = BigInt(`0x${proof.sig.subarray(32).toString('hex') || '0'}`);
  const lower = s > order / 2n ? order - s : s;
  return writeProofText({ ...proof, sig: Buffer.concat([proof.sig.subarray(0, 32), Buffer.from(lower.toString(16).padStart(64, '0'), 'hex')]) });
}

/** `seal.txt`: the batch, and the way of an entry to its root. */
export const writeSealText = ({ batch, ...path }: TreePath & { batch: number }): string => `batch ${batch}\n${pathLines(path)}`;

/** Undefined unless the text is exactly what writing its content gives. */
export function parseProofText(text: string): Proof | undefined {
  const fields = fieldsOf(text);
  const { kid, alg, signature } = fields;
  if (!kid || !alg || !signature) return undefined;
  const proof = { kid, alg, ...pathOf(fields), sig: Buffer.from(signature, 'hex') };
  return writeProofText(proof) === text ? proof : undefined;
}

export function parseSealText(text: string): (TreePath & { batch: number }) | undefined {
  const fields = fieldsOf(text);
  const seal = { batch: Number(fields['batch']), ...pathOf(fields) };
  return isSane(seal.size) && writeSealText(seal) === text ? seal : undefined;
}

type Fields = Record<string, string> & { siblings?: never };

function fieldsOf(text: string): Fields & { hashes: string } {
  const lines = text.split('\n').map((line) => line.split(' '));
  const hashes = lines.flatMap(([name, value]) => (name === 'left' || name === 'right' ? [value ?? ''] : [])).join(' ');
  return { ...Object.fromEntries(lines.map(([name, ...value]) => [name, value.join(' ')])), hashes } as Fields & { hashes: string };
}

function pathOf({ size, index, hashes }: Fields & { hashes: string }): TreePath {
  const counted = Number(size);
  return { size: isSane(counted) ? counted : 0, index: Number(index), path: hashes === '' ? [] : hashes.split(' ').map((hash) => Buffer.from(hash, 'hex')) };
}

const isSane = (size: number): boolean => Number.isSafeInteger(size) && size > 0 && size <= 65_536;
