import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto';
import { randomSlice } from '@lianzhi/platform';
import { UnusableData } from './unusable-data';

const ivBytes = 12;
const tagBytes = 16;

/** Encrypts with A256GCM under a key agreed beforehand (`dir`): RFC 7516 §5.1. @param header base64url of the protected header */
export function encryptCompact(plain: Buffer, key: KeyObject, header: string, iv: Buffer = randomSlice(ivBytes)): string {
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(header, 'ascii'));
  const ciphertext = Buffer.concat([cipher.update(plain), cipher.final()]);
  return `${header}..${iv.toString('base64url')}.${ciphertext.toString('base64url')}.${cipher.getAuthTag().toString('base64url')}`;
}

/** @param keyFor the content key for a protected header (base64url) @throws UnusableData */
export function decryptCompact(jwe: string, keyFor: (header: string) => KeyObject): Buffer {
  const parts = jwe.split('.', 6);
  const [header, encryptedKey, iv64, ciphertext, tag64] = parts;
  if (parts.length !== 5 || !header || encryptedKey !== '') throw new UnusableData('unreadable-data', 'no compact JWE with alg "dir"');
  const iv = Buffer.from(iv64!, 'base64url');
  const tag = Buffer.from(tag64!, 'base64url');
  // A shorter tag would be accepted by GCM and easier to forge.
  if (iv.length !== ivBytes || tag.length !== tagBytes) throw new UnusableData('unreadable-data', 'initialisation vector or tag of the wrong length');
  const decipher = createDecipheriv('aes-256-gcm', keyFor(header), iv, { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(header, 'ascii'));
  decipher.setAuthTag(tag);
  try {
    return Buffer.concat([decipher.update(ciphertext!, 'base64url'), decipher.final()]);
  } catch {
    throw new UnusableData('unreadable-data', 'the ciphertext does not fit the key');
  }
}
