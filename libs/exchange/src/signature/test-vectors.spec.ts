import { diffieHellman } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageType, moveNames, moveRule } from '@lianzhi/contracts';
import { ContentKeys, dataDigest, deriveContentKey, openBytes } from '../encryption';
import { Directory, type SignedRecord } from '../directory';
import { BatchVerifier } from './batch-verifier';
import { es256 } from './es256';
import { privateKeyOf, publicKeyOf, type Jwk, type OperatorKeys } from './jwk';
import { leafBytes } from './leaf-bytes';
import { leafHash, MerkleTree } from './merkle';
import { batchMessage, decodeProof } from './proof';
import vectors from './test-vectors.json';

/**
 * The vectors that docs/wire-format.md gives to other implementations, and its worked examples. WARNING: a failure here
 * means that the wire format has changed, which within v1 it must not. Only signatures and initialisation vectors are random.
 */
describe('the test vectors of the wire format', () => {
  const directory = new Directory(vectors.root as Jwk);
  const operators = vectors.operators as Record<'court' | 'police', OperatorKeys>;
  const batches = [vectors.batchOfThree, vectors.batchOfOne];
  const messages = batches.flatMap((batch) => batch.messages);
  const bytesOf = (message: { plain: string }): Buffer => Buffer.from(message.plain, 'plainEncoding' in message ? 'base64' : 'utf8');

  it('holds a directory that the root signed', () => {
    expect((vectors.directory as SignedRecord[]).map((signed) => directory.apply(signed))).toEqual(vectors.directory.map(() => 'applied'));
  });

  it.each(batches.map((batch) => [batch.kid, batch] as const))('verifies the batch of %s, step by step and at once', (kid, batch) => {
    const leaves = batch.messages.map(({ value, topic }) => leafBytes(value, topic));
    expect(leaves.map(String)).toEqual(batch.messages.map(({ leaf }) => leaf));
    expect(leaves.map((leaf) => leafHash(es256, leaf).toString('hex'))).toEqual(batch.messages.map(({ leafHash: hash }) => hash));
    const tree = new MerkleTree(es256, leaves);
    expect(tree.root.toString('hex')).toBe(batch.root);
    expect(batchMessage(tree.size, tree.root).toString()).toBe(batch.batchMessage);
    batch.messages.forEach(({ value }, index) => {
      expect(decodeProof(value.proof)).toEqual({ kid, alg: 'ES256', size: tree.size, index, path: tree.path(index), sig: Buffer.from(batch.signature, 'base64url') });
    });
    const verdicts = batch.messages.map(({ value, topic }) => new BatchVerifier().verify(value, topic, directory.keysAt(Date.parse(value.time))).kind);
    expect(new Set(verdicts)).toEqual(new Set(['ok']));
  });

  it('derives the content keys of both directions, from either side', () => {
    const { day, sharedSecret, directions } = vectors.encryption;
    const [court, police] = [operators.court.encryption[0]!, operators.police.encryption[0]!];
    expect(diffieHellman({ privateKey: privateKeyOf(court), publicKey: publicKeyOf(police) }).toString('hex')).toBe(sharedSecret);
    for (const { from, to, info, contentKey } of directions) {
      expect(info).toBe(`lianzhi-v1|${from}|${to}|${day}`);
      expect(deriveContentKey(privateKeyOf(court), publicKeyOf(police), { from, to }, day).export().toString('hex')).toBe(contentKey);
      expect(deriveContentKey(privateKeyOf(police), publicKeyOf(court), { from, to }, day).export().toString('hex')).toBe(contentKey);
    }
  });

  it.each(messages.map((message) => [message.value.id, message] as const))('opens message %s as recipient and as sender', (_id, { topic, value, ...rest }) => {
    const [, from, to] = topic.split('.') as [string, 'court' | 'police', 'court' | 'police'];
    for (const operator of [from, to]) {
      expect(openBytes(value, { from, to }, new ContentKeys(operator, operators[operator], directory)).equals(bytesOf(rest))).toBe(true);
    }
    expect(dataDigest(bytesOf(rest))).toBe(value.datadigest);
  });

  describe('docs/wire-format.md', () => {
    const text = readFileSync(join(__dirname, '../../../../docs/wire-format.md'), 'utf8');
    const { batchOfThree: batch, encryption } = vectors;
    const [first] = batch.messages;
    const proof = decodeProof(first!.value.proof)!;
    const rows = text.split('\n').filter((line) => line.startsWith('|'));
    it.each(moveNames)('has a row for %s', (move) => {
      const row = rows.find((line) => line.startsWith(`| \`${messageType(move)}\``));
      const { by, from } = moveRule(move);
      expect(row).toContain(by === 'both' ? 'either desk' : by);
      for (const [before, after] of Object.entries(from)) if (before !== after && before !== 'none') expect(row).toMatch(new RegExp(`(${before}|open).*→ ${after}`));
    });

    it.each(Object.entries({
      leaf: first!.leaf, 'leaf hashes': batch.messages.map(({ leafHash: hash }) => hash).join('\n'), 'first hash of the path': proof.path[0]!.toString('base64url'),
      'second hash of the path': proof.path[1]!.toString('base64url'), proof: JSON.stringify({ kid: proof.kid, alg: proof.alg, size: proof.size, index: proof.index }).slice(0, -1),
      root: batch.root, 'signed message': batch.batchMessage.trimEnd(), signature: batch.signature, 'signature as DER': batch.signatureDer, 'public key': batch.publicKeyPem.trimEnd(),
      'shared secret': encryption.sharedSecret, info: encryption.directions[0]!.info, 'content key': encryption.directions[0]!.contentKey,
      'plain data': first!.plain, 'protected header': first!.value.data.split('.')[0]!, 'data digest': first!.value.datadigest,
    }))('shows the %s', (_name, value) => {
      for (const line of value.split('\n')) expect(text).toContain(line);
    });
  });
});
