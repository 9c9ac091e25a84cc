import type { KeyObject } from 'node:crypto';
import { BoundedCache } from './bounded-cache';
import { es256 } from './es256';
import { leafBytes } from './leaf-bytes';
import { rootOf } from './merkle';
import { batchMessage, decodeProof, type Proof } from './proof';
import type { SignatureSuite } from './signature-suite';
import type { ResolveKey, Verdict } from './verdict';

/** Verifies messages one by one, but each signed root only once: the others of its batch cost only hashes. */
export class BatchVerifier {
  /** Good signatures only, by everything that was signed and with what. A replaced key is another KeyObject and counts anew. */
  private readonly verified: BoundedCache<string, KeyObject>;
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
    const { kid, alg, size, index, path } = proof;
    const suite = this.suites.get(alg);
    if (!suite) return { kind: 'unknown-algorithm', kid };
    if (!leaf || path.some((hash) => hash.length !== suite.hashBytes)) return { kind: 'malformed-proof', kid };
    const root = rootOf(suite, leaf, index, size, path);
    if (!root) return { kind: 'wrong-path', kid };
    const found = resolveKey(kid);
    if (found.kind !== 'ok') return { kind: found.kind, kid };
    // A key speaks only in its own algorithm, whatever the proof says.
    const signed = found.key.alg === alg && this.isSigned(suite, proof, root, found.key.key);
    return signed ? { ...found, leaf } : { kind: 'wrong-signature', kid };
  }

  private isSigned(suite: SignatureSuite, { kid, size, sig }: Proof, root: Buffer, key: KeyObject): boolean {
    const id = `${suite.alg} ${kid} ${size} ${root.toString('base64url')} ${sig.toString('base64url')}`;
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
