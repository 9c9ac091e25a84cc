import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { compactDecrypt } from 'jose';
import { Directory } from '../directory/directory';
import { generateOperatorKeys, generateRootKey } from '../directory/generate-keys';
import { signDirectory } from '../directory/sign-directory';
import { ContentKeys } from './content-keys';
import { decodeHeader } from './jwe-header';
import { openBytes, openChunk, openData } from './open-data';
import { sealChunk, sealData } from './seal-data';
import type { DataAttributes } from './sealed-data';
import { UnusableData } from './unusable-data';

const from = '2026-01-01T00:00:00Z';
const now = Date.parse('2026-11-22T23:59:59Z');
const root = generateRootKey();
const pairs = Object.fromEntries(['court', 'police', 'bank'].map((code) => [code, generateOperatorKeys(code, from)]));
const directory = new Directory(root.publicJwk);
signDirectory(Object.values(pairs).flatMap(({ records }) => records), root.privateJwk).forEach((signed) => directory.apply(signed));
const keysOf = (code: string): ContentKeys => new ContentKeys(code, pairs[code]!.privateKeys, directory);
const [court, police, bank] = [keysOf('court'), keysOf('police'), keysOf('bank')];
const lane = { from: 'court', to: 'police' };
const body = { subject: { name: '张三' }, details: { items: ['household'] } };
const seal = (plain: object = body) => sealData(plain, court.forSealing('police', 'json', now));

function faultOf(run: () => unknown): string {
  try {
    run();
    return 'none';
  } catch (error) {
    return error instanceof UnusableData ? error.kind : String(error);
  }
}

describe('sealData and openData', () => {
  it('gives the recipient, and the sender itself, what was sealed', () => {
    const sealed = seal();
    expect(sealed.datacontenttype).toBe('application/jose');
    expect(sealed.data).not.toContain('张三');
    expect(openData(sealed, lane, police)).toEqual(body);
    expect(openData(sealed, lane, court)).toEqual(body);
  });

  it('carries any JSON object', () => {
    fc.assert(fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }).filter((name) => name !== 'salt' && name !== '__proto__'), fc.jsonValue()), (plain) => {
      const wanted: unknown = JSON.parse(JSON.stringify(plain));
      expect(openData(seal(plain), lane, police)).toEqual(wanted);
    }), { numRuns: 50 });
  });

  it('digests exactly the plain bytes, with a salt of 32 bytes that is never the same', () => {
    const [one, two] = [seal(), seal()];
    const plain = openBytes(one, lane, police);
    expect(createHash('sha256').update(plain).digest('base64url')).toBe(one.datadigest);
    expect(Buffer.from((JSON.parse(plain.toString()) as { salt: string }).salt, 'base64url')).toHaveLength(32);
    expect(one.datadigest).not.toBe(two.datadigest);
  });

  it('works within one operator: a court may write to a court', () => {
    const sealed = sealData(body, court.forSealing('court', 'json', now));
    expect(openData(sealed, { from: 'court', to: 'court' }, court)).toEqual(body);
  });

  it('is an ordinary JWE: jose opens it with the derived key', async () => {
    const sealed = seal();
    const key = police.forHeader(sealed.data!.split('.')[0]!, lane);
    const { plaintext, protectedHeader } = await compactDecrypt(sealed.data!, key);
    expect(JSON.parse(new TextDecoder().decode(plaintext))).toMatchObject(body);
    expect(protectedHeader).toEqual({
      alg: 'dir', enc: 'A256GCM', typ: 'JOSE', cty: 'json', day: '2026-11-22',
      kid: pairs['police']!.privateKeys.encryption[0]!.kid, skid: pairs['court']!.privateKeys.encryption[0]!.kid,
    });
  });

  it('has another key for the other direction and for the next day', () => {
    const header = seal().data!.split('.')[0]!;
    const other = (at: number, back = false) => (back ? police.forSealing('court', 'json', at) : court.forSealing('police', 'json', at)).key.export().toString('hex');
    expect(new Set([police.forHeader(header, lane).export().toString('hex'), other(now), other(now + 1000), other(now, true)]).size).toBe(3);
  });

  const sealed = seal();
  const [header, , iv, ciphertext, tag] = sealed.data!.split('.') as [string, string, string, string, string];
  const flip = (text: string): string => `${text[0] === 'A' ? 'B' : 'A'}${text.slice(1)}`;
  const withHeader = (change: object): DataAttributes => {
    const json = JSON.parse(Buffer.from(header, 'base64url').toString()) as object;
    return { ...sealed, data: [Buffer.from(JSON.stringify({ ...json, ...change })).toString('base64url'), '', iv, ciphertext, tag].join('.') };
  };
  it.each<[string, string, DataAttributes]>([
    ['other data under the same digest', 'digest-mismatch', { ...seal(), datadigest: sealed.datadigest }],
    ['a changed ciphertext', 'unreadable-data', { ...sealed, data: [header, '', iv, flip(ciphertext), tag].join('.') }],
    ['a changed tag', 'unreadable-data', { ...sealed, data: [header, '', iv, ciphertext, flip(tag)].join('.') }],
    ['a shortened tag', 'unreadable-data', { ...sealed, data: [header, '', iv, ciphertext, tag.slice(0, 8)].join('.') }],
    ['a short initialisation vector', 'unreadable-data', { ...sealed, data: [header, '', iv.slice(4), ciphertext, tag].join('.') }],
    ['an encrypted key', 'unreadable-data', { ...sealed, data: [header, 'AAAA', iv, ciphertext, tag].join('.') }],
    ['too many parts', 'unreadable-data', { ...sealed, data: `${sealed.data}.x` }],
    ['no JWE', 'unreadable-data', { ...sealed, data: 'hello' }],
    ['another day', 'unreadable-data', withHeader({ day: '2026-11-21' })],
    ['no day', 'unreadable-data', withHeader({ day: 1 })],
    ['a header that is no JSON', 'unreadable-data', { ...sealed, data: ['AAAA', '', iv, ciphertext, tag].join('.') }],
    ['an algorithm we do not speak', 'unreadable-data', withHeader({ alg: 'RSA-OAEP' })],
    ['a critical extension', 'unreadable-data', withHeader({ crit: ['b64'] })],
    ['a key of its own that it does not hold', 'unreadable-data', withHeader({ kid: 'lost' })],
    ['a key of a third operator', 'unreadable-data', withHeader({ skid: pairs['bank']!.privateKeys.encryption[0]!.kid })],
    ['neither data nor data_base64', 'unreadable-data', { datadigest: sealed.datadigest }],
    ['data that is no text', 'unreadable-data', { ...sealed, data: 7 as unknown as string }],
  ])('refuses %s: %s', (_name, fault, event) => {
    expect(faultOf(() => openData(event, lane, police))).toBe(fault);
  });

  it('names the key id that the directory does not know', () => {
    try {
      openData(withHeader({ skid: 'new-key' }), lane, police);
    } catch (error) {
      expect((error as UnusableData).unknownKid).toBe('new-key');
    }
    expect.assertions(1);
  });

  it('tells a third operator nothing', () => {
    expect(faultOf(() => openData(sealed, lane, bank))).toBe('unreadable-data');
    expect(faultOf(() => openData(sealed, { from: 'court', to: 'bank' }, bank))).toBe('unreadable-data');
  });

  it('has no place for a member "salt"', () => {
    expect(() => seal({ salt: 'x' })).toThrow('salt');
  });

  it('cannot seal for an operator without a valid key', () => {
    expect(() => court.forSealing('nobody', 'json', now)).toThrow('no valid encryption key of operator nobody');
    expect(() => court.forSealing('police', 'json', Date.parse('2025-01-01'))).toThrow('no valid encryption key');
  });
});

describe('unencrypted mode', () => {
  it('carries the same bytes in base64', () => {
    const plain = sealData(body, undefined);
    expect(plain).toMatchObject({ datacontenttype: 'application/json' });
    expect(JSON.parse(Buffer.from(plain.data_base64!, 'base64').toString())).toMatchObject(body);
    expect(openData(plain, lane, police)).toEqual(body);
  });

  it.each([['no JSON', 'hello'], ['no object', '[]'], ['no salt', '{}'], ['no UTF-8', '\xff']])('refuses data that is or has %s', (_name, text) => {
    const bytes = Buffer.from(text, 'latin1');
    const event = { data_base64: bytes.toString('base64'), datadigest: createHash('sha256').update(bytes).digest('base64url') };
    expect(faultOf(() => openData(event, lane, police))).toBe('unreadable-data');
  });
});

describe('document chunks', () => {
  it.each([['encrypted', court.forSealing('police', 'octet-stream', now), 'application/jose'], ['unencrypted', undefined, 'application/octet-stream']] as const)(
    'come out as they went in, %s', (_mode, key, type) => {
      const content = Buffer.alloc(512 * 1024, 'chunk');
      const chunk = sealChunk(content, key);
      expect(chunk.datacontenttype).toBe(type);
      expect(openChunk(chunk, lane, police).equals(content)).toBe(true);
      expect(openBytes(chunk, lane, police)).toHaveLength(content.length + 32);
    });

  it('are announced as bytes', () => {
    const { header } = court.forSealing('police', 'octet-stream', now);
    expect(decodeHeader(header).day).toBe('2026-11-22');
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toMatchObject({ cty: 'octet-stream' });
  });

  it('are refused when shorter than their salt', () => {
    const bytes = Buffer.alloc(31);
    const event = { data_base64: bytes.toString('base64'), datadigest: createHash('sha256').update(bytes).digest('base64url') };
    expect(faultOf(() => openChunk(event, lane, police))).toBe('unreadable-data');
  });
});
