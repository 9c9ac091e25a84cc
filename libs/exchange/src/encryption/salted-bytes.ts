import { hash } from 'node:crypto';
import { randomSlice } from '@lianzhi/platform';
import { UnusableData } from './unusable-data';

const saltBytes = 32;

/** Base64url SHA-256 over exactly the plain bytes. The salt in them keeps a digest from being guessed back to an ID number. */
export const dataDigest = (plain: Buffer): string => hash('sha256', plain, 'base64url');

/** UTF-8 JSON `{"salt":"<32 random bytes, base64url>", …body}`. WARNING: `salt` is a reserved member of every body. */
export function saltedJson(body: object, salt: Buffer = randomSlice(saltBytes)): Buffer {
  if (Object.hasOwn(body, 'salt')) throw new Error('A message body has no member "salt" of its own.');
  return Buffer.from(JSON.stringify({ salt: salt.toString('base64url'), ...body }), 'utf8');
}

/** The body without its salt. @throws UnusableData */
export function bodyOf(plain: Buffer): Record<string, unknown> {
  const json = parse(plain);
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new UnusableData('unreadable-data', 'the plain data is no JSON object');
  const { salt, ...body } = json as Record<string, unknown>;
  if (typeof salt !== 'string') throw new UnusableData('unreadable-data', 'the plain data has no salt');
  return body;
}

/** Document chunks: 32 bytes of salt, then the content. */
export function saltedContent(content: Buffer, salt: Buffer = randomSlice(saltBytes)): Buffer {
  return Buffer.concat([salt, content]);
}

/** @throws UnusableData */
export function contentOf(plain: Buffer): Buffer {
  if (plain.length < saltBytes) throw new UnusableData('unreadable-data', 'the chunk is shorter than its salt');
  return plain.subarray(saltBytes);
}

function parse(plain: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(plain));
  } catch {
    throw new UnusableData('unreadable-data', 'the plain data is no UTF-8 JSON');
  }
}
