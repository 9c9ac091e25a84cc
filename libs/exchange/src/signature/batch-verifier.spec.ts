import * as fc from 'fast-check';
import { generateOperatorKeys } from '../directory/generate-keys';
import { BatchVerifier } from './batch-verifier';
import { EcdsaSigner } from './ecdsa-signer';
import { es256 } from './es256';
import { publicKeyOf } from './jwk';
import { leafBytes } from './leaf-bytes';
import { decodeProof, encodeProof, type Proof } from './proof';
import type { SignatureSuite } from './signature-suite';
import type { KeyLookup } from './verdict';

const keys = generateOperatorKeys('court', '2026-01-01T00:00:00Z').privateKeys;
const signer = EcdsaSigner.of(keys);
const key = { kid: signer.kid, operator: 'court', alg: 'ES256', key: publicKeyOf(keys.signing[0]!) };
const resolve = (kid: string): KeyLookup => (kid === signer.kid ? { kind: 'ok', key } : { kind: 'unknown-key' });
const topic = 'exchange.court.police';

const event = (n: number) => ({ specversion: '1.0', id: `message-${n}`, sequence: n, datadigest: 'x', data: 'secret' });
function batch(size: number): { proof: string }[] {
  const events = Array.from({ length: size }, (_, n) => event(n));
  const proofs = signer.signBatch(events.map((one) => leafBytes(one, topic)));
  return events.map((one, n) => ({ ...one, proof: proofs[n]! }));
}
const changed = (message: { proof: string }, change: (proof: Proof) => Partial<Proof>): object => {
  const proof = decodeProof(message.proof)!;
  return { ...message, proof: encodeProof({ ...proof, ...change(proof) }) };
};
const verdict = (message: object, on = topic, by = resolve, verifier = new BatchVerifier()): string => verifier.verify(message, on, by).kind;

/** Counts how often the costly part is done. */
function counting(): SignatureSuite & { verified: number } {
  const suite = { ...es256, verified: 0, verify: (...args: Parameters<typeof es256.verify>) => { suite.verified += 1; return es256.verify(...args); } };
  return suite;
}

describe('BatchVerifier', () => {
  it('believes every message of a batch of any size, each alone, in any order of members', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(), (size, n) => {
      const message = batch(size)[n % size]!;
      const backwards = Object.fromEntries(Object.entries(message).reverse());
      expect(new BatchVerifier().verify(backwards, topic, resolve)).toEqual({ kind: 'ok', key, leaf: leafBytes(message, topic) });
    }), { numRuns: 30 });
  });

  it('verifies one signature per batch', () => {
    const suite = counting();
    const verifier = new BatchVerifier([suite]);
    expect(batch(50).map((message) => verdict(message, topic, resolve, verifier)).every((kind) => kind === 'ok')).toBe(true);
    expect(suite.verified).toBe(1);
  });

  it('walks the common way to the root once, and still compares the whole path', () => {
    const suite = { ...es256, hashes: 0, hash: (bytes: Buffer) => { suite.hashes += 1; return es256.hash(bytes); } };
    const verifier = new BatchVerifier([suite]);
    const messages = batch(64);
    expect(messages.map((message) => verdict(message, topic, resolve, verifier)).every((kind) => kind === 'ok')).toBe(true);
    // One for each leaf and each inner node, not six for each leaf.
    expect(suite.hashes).toBeLessThan(64 * 3);
    // Offline, without what this verifier remembers, such a proof would fail: so it fails here too.
    const last = changed(messages[1]!, ({ path }) => ({ path: [...path.slice(0, -1), path[0]!] }));
    expect(verdict(last, topic, resolve, verifier)).toBe('wrong-signature');
  });

  it('verifies anew with a key that was replaced under the same id', () => {
    const verifier = new BatchVerifier();
    const [message] = batch(1);
    const other = publicKeyOf(generateOperatorKeys('court', '2026-01-01T00:00:00Z').privateKeys.signing[0]!);
    expect(verdict(message!, topic, resolve, verifier)).toBe('ok');
    expect(verdict(message!, topic, () => ({ kind: 'ok', key: { ...key, key: other } }), verifier)).toBe('wrong-signature');
  });

  it('does not cover the data itself, which datadigest stands for', () => {
    const [message] = batch(1);
    expect(verdict({ ...message, data: undefined })).toBe('ok');
    expect(verdict({ ...message, data_base64: 'erased' })).toBe('ok');
  });

  const [first, second, third] = batch(3) as [{ proof: string }, { proof: string }, { proof: string }];
  it.each<[string, string, object, string?, ((kid: string) => KeyLookup)?]>([
    ['another attribute', 'wrong-signature', { ...first, sequence: 9 }],
    ['an attribute more', 'wrong-signature', { ...first, more: 1 }],
    ['another lane', 'wrong-signature', first, 'exchange.court.bank'],
    ['the proof of a neighbour', 'wrong-signature', { ...first, proof: second.proof }],
    ['no proof', 'malformed-proof', { ...first, proof: undefined }],
    ['a proof that is no JSON', 'malformed-proof', { ...first, proof: 'bm8' }],
    ['a proof that is no text', 'malformed-proof', { ...first, proof: { kid: 1 } }],
    ['an attribute without canonical form', 'malformed-proof', { ...first, thread: '\ud800' }],
    ['a path of short hashes', 'malformed-proof', changed(first, ({ path }) => ({ path: path.map((hash) => hash.subarray(1)) }))],
    ['a path too long', 'wrong-path', changed(first, ({ path }) => ({ path: [...path, path[0]!] }))],
    ['a path too short', 'wrong-path', changed(first, () => ({ path: [] }))],
    ['an index beyond the batch', 'wrong-path', changed(third, () => ({ index: 3 }))],
    ['a size of 0', 'wrong-path', changed(first, () => ({ size: 0 }))],
    ['another size with a path of the same length', 'wrong-signature', changed(first, () => ({ size: 4 }))],
    ['another hash in the path', 'wrong-signature', changed(first, ({ path }) => ({ path: [path[1]!, path[0]!] }))],
    ['a signature of nothing', 'wrong-signature', changed(first, () => ({ sig: Buffer.alloc(64) }))],
    ['a short signature', 'wrong-signature', changed(first, () => ({ sig: Buffer.alloc(3) }))],
    ['a key that nobody has', 'unknown-key', changed(first, () => ({ kid: 'nobody' }))],
    ['a revoked key', 'revoked-key', first, topic, () => ({ kind: 'revoked-key' })],
    ['an unknown algorithm', 'unknown-algorithm', changed(first, () => ({ alg: 'none' }))],
    ['a key of another algorithm', 'wrong-signature', first, topic, () => ({ kind: 'ok', key: { ...key, alg: 'SM2' } })],
  ])('refuses %s: %s', (...[, kind, message, on, by]) => { // with fewer columns than parameters jest would pass "done"
    expect(verdict(message, on, by)).toBe(kind);
  });

  it('refuses any flipped bit of the proof, also once the batch is known to be good', () => {
    const verifier = new BatchVerifier();
    const messages = batch(11);
    messages.forEach((message) => verifier.verify(message, topic, resolve));
    fc.assert(fc.property(fc.nat(10), fc.nat(), fc.nat(), (n, part, bit) => {
      const message = messages[n]!;
      const flipped = changed(message, ({ path, sig }) => {
        const parts = [...path, sig].map((bytes) => Buffer.from(bytes));
        const bytes = parts[part % parts.length]!;
        bytes[(bit >> 3) % bytes.length]! ^= 1 << (bit & 7);
        return { path: parts.slice(0, -1), sig: parts.at(-1)! };
      });
      expect(verdict(flipped, topic, resolve, verifier)).toBe('wrong-signature');
    }));
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.object(), fc.anything(), (message, proof) => {
      expect(verdict({ ...message, proof: typeof proof === 'object' ? Buffer.from(JSON.stringify(proof) ?? '').toString('base64url') : proof })).not.toBe('ok');
    }));
  });
});

describe('decodeProof', () => {
  it('refuses base64url that is not exactly what encoding gives', () => {
    const { proof } = batch(1)[0]!;
    expect(decodeProof(proof)).toBeDefined();
    expect(decodeProof(`${proof}=`)).toBeUndefined();
    expect(decodeProof(` ${proof}`)).toBeUndefined();
  });

  it('ignores members it does not know', () => {
    const json = JSON.parse(Buffer.from(batch(1)[0]!.proof, 'base64url').toString()) as object;
    expect(decodeProof(Buffer.from(JSON.stringify({ ...json, later: 1 })).toString('base64url'))).toBeDefined();
  });
});

describe('EcdsaSigner', () => {
  it('signs nothing when there is nothing', () => expect(signer.signBatch([])).toEqual([]));
  it('needs a key', () => expect(() => EcdsaSigner.of({ signing: [] })).toThrow('no signing key'));
});
