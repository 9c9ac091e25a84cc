import type { KeyObject } from 'node:crypto';
import { BoundedCache } from './bounded-cache';
import { es256 } from './es256';
import { leafBytes } from './leaf-bytes';
import { climb, leafHash, type Waypoint } from './merkle';
import { batchMessage, decodeProof, type Proof } from './proof';
import type { SignatureSuite } from './signature-suite';
import type { ResolveKey, Verdict } from './verdict';

/** Batches of which the way is remembered: those of the last few fetches. */
const rememberedWays = 32;

/** Verifies messages one by one, but each signed root only once: the others of its batch cost a few hashes. */
export class BatchVerifier {
  /** Good signatures only, by everything that was signed and with what. A replaced key is another KeyObject and counts anew. */
  private readonly verified: BoundedCache<string, KeyObject>;
  /** Of signed roots, the places from which the way to them is known. By signature: whoever changes anything below meets none of them. */
  private readonly ways = new BoundedCache<string, { root: Buffer; way: Map<number, Omit<Waypoint, 'at'>> }>(rememberedWays);
  private readonly suites: ReadonlyMap<string, SignatureSuite>;

  /** @param remembered how many verified roots to keep */
  constructor(suites: readonly SignatureSuite[] = [es256], remembered = 1024) {
    this.suites = new Map(suites.map((suite) => [suite.alg, suite]));
    this.verified = new BoundedCache(remembered);
  }

  /** Never throws, whatever the event holds. @param event the parsed JSON of the record; @param topic without a deployment's prefix */
  verify(event: object, topic: string, resolveKey: ResolveKey): Verdict {
    const leaf = leafOf(event, topic);
    return this.verifyLeaf(leaf, (event as { proof?: unknown }).proof, resolveKey);
  }

  /** The same for what has a leaf of its own. @param leaf what was signed; undefined: it has no canonical form */
  verifyLeaf(leaf: Buffer | undefined, proofText: unknown, resolveKey: ResolveKey): Verdict {
    const proof = decodeProof(proofText);
    if (!proof) return { kind: 'malformed-proof' };
    const { kid, alg, size, index, path, sig } = proof;
    const suite = this.suites.get(alg);
    if (!suite) return { kind: 'unknown-algorithm', kid };
    if (!leaf || path.some((hash) => hash.length !== suite.hashBytes)) return { kind: 'malformed-proof', kid };
    const batch = `${alg} ${kid} ${size} ${sig.toString('base64url')}`;
    const known = this.ways.get(batch);
    const climbed = climb(suite, leafHash(suite, leaf), index, size, path, known);
    if (!climbed) return { kind: 'wrong-path', kid };
    const found = resolveKey(kid);
    if (found.kind !== 'ok') return { kind: found.kind, kid };
    // A key speaks only in its own algorithm, whatever the proof says.
    const signed = found.key.alg === alg && this.isSigned(suite, proof, batch, climbed.root, found.key.key);
    if (!signed) return { kind: 'wrong-signature', kid };
    this.remember(batch, climbed);
    return { ...found, leaf };
  }

  private remember(batch: string, { root, way }: { root: Buffer; way: readonly Waypoint[] }): void {
    const before = this.ways.get(batch);
    const known = before?.root.equals(root) ? before : { root, way: new Map<number, Omit<Waypoint, 'at'>>() };
    if (known !== before) this.ways.set(batch, known);
    // The leaf itself is nobody else's way.
    for (const { at, ...place } of way.slice(1)) known.way.set(at, place);
  }

  private isSigned(suite: SignatureSuite, { size, sig }: Proof, batch: string, root: Buffer, key: KeyObject): boolean {
    const id = `${batch} ${root.toString('base64url')}`;
    if (this.verified.get(id) === key) return true;
    if (!suite.verify(batchMessage(size, root), sig, key)) return false;
    this.verified.set(id, key);
    return true;
  }
}

function leafOf(event: object, topic: string): Buffer | undefined {
  try {
    return leafBytes(event, topic);
  } catch {
    return undefined;
  }
}
