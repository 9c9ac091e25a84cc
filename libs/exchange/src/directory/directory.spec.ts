import * as fc from 'fast-check';
import { Directory } from './directory';
import type { DirectoryRecord, KeyRecord, OrganisationRecord } from './directory-record';
import { generateOperatorKeys, generateRootKey } from './generate-keys';
import { signDirectory } from './sign-directory';
import { parseSignedRecord, type SignedRecord } from './signed-record';
import { verifyRecord } from './verify-record';

const root = generateRootKey();
const from = '2026-01-01T00:00:00Z';
const [before, start, later] = ['2025-12-31T23:59:59Z', from, '2026-06-01T00:00:00Z'].map((text) => Date.parse(text)) as [number, number, number];
const club = generateOperatorKeys('tennis-club', from);
const [signing, encryption] = club.records as [KeyRecord, KeyRecord];
const organisation = (code: string, more: Partial<OrganisationRecord> = {}): OrganisationRecord =>
  ({ kind: 'organisation', code, agency: 'tennis', operator: 'tennis-club', region: '140000', name: code, validFrom: from, status: 'active', ...more });

const directoryOf = (...records: DirectoryRecord[]): Directory => {
  const directory = new Directory(root.publicJwk);
  for (const signed of sign(...records)) expect(directory.apply(signed)).toBe('applied');
  return directory;
};
const sign = (...records: DirectoryRecord[]): SignedRecord[] => signDirectory(records, root.privateJwk);

describe('signDirectory', () => {
  const [signed] = sign(signing) as [SignedRecord];

  it('signs what verifyRecord believes, and nobody else', () => {
    expect(signed).toMatchObject({ key: `key/tennis-club/${signing.kid}`, version: 1 });
    expect(verifyRecord(signed, root.publicJwk)).toBe(true);
    expect(verifyRecord(signed, generateRootKey().publicJwk)).toBe(false);
  });

  it.each([
    ['version', { version: 2 }], ['key', { key: 'key/chess-club/x' }], ['record', { record: { ...signing, validTo: '2026-06-01T00:00:00Z' } }], ['proof', { proof: 'bm8' }],
  ])('does not verify with another %s', (_name, change) => {
    expect(verifyRecord({ ...signed, ...change }, root.publicJwk)).toBe(false);
  });

  it('keeps version and proof of what did not change, and counts the others up', () => {
    const first = sign(organisation('a'), organisation('b'));
    const second = signDirectory([organisation('a'), organisation('b', { status: 'suspended' }), organisation('c')], root.privateJwk, first);
    expect(second.map(({ version }) => version)).toEqual([1, 2, 1]);
    expect(second[0]).toBe(first[0]);
  });
});

describe('Directory', () => {
  it('finds operators, organisations and who stands above whom', () => {
    const directory = directoryOf(
      { kind: 'operator', code: 'tennis-club', agency: 'tennis', versions: [1] },
      organisation('top'), organisation('middle', { parent: 'top' }), organisation('low', { parent: 'middle' }), organisation('watcher', { operator: undefined, agency: 'supervisor' }),
    );
    expect(directory.operator('tennis-club')?.versions).toEqual([1]);
    expect(directory.operators()).toHaveLength(1);
    expect(directory.operatorOf('low')).toBe('tennis-club');
    expect(directory.operatorOf('watcher')).toBeUndefined();
    expect(directory.agencyOf('watcher')).toBe('supervisor');
    expect(directory.organisationsOf('tennis-club').map(({ code }) => code)).toEqual(['low', 'middle', 'top']);
    expect(directory.superiors('low').map(({ code }) => code)).toEqual(['middle', 'top']);
    expect(directory.children('top').map(({ code }) => code)).toEqual(['middle']);
    expect(directory.superiors('nobody')).toEqual([]);
    expect(() => directory.getOrganisation('nobody')).toThrow('no organisation nobody');
  });

  it('does not go round in circles', () => {
    const directory = directoryOf(organisation('a', { parent: 'b' }), organisation('b', { parent: 'a' }));
    expect(directory.superiors('a').map(({ code }) => code)).toEqual(['b']);
  });

  it('knows who takes part at which time', () => {
    const directory = directoryOf(organisation('a', { validTo: '2026-06-01T00:00:00Z' }), organisation('b', { status: 'suspended' }));
    expect([before, start, later].map((at) => directory.isActive('a', at))).toEqual([false, true, false]);
    expect(directory.isActive('b', start)).toBe(false);
    expect(directory.isActive('nobody', start)).toBe(false);
  });

  it('judges signing keys by append time', () => {
    const kinds = (change: Partial<KeyRecord>): string[] => {
      const directory = directoryOf({ ...signing, ...change });
      return [before, start, later].map((at) => directory.signingKey(signing.kid, at).kind);
    };
    expect(kinds({})).toEqual(['unknown-key', 'ok', 'ok']);
    expect(kinds({ revokedAt: '2026-06-01T00:00:00Z' })).toEqual(['unknown-key', 'ok', 'revoked-key']);
    expect(kinds({ validTo: '2026-06-01T08:00:00+08:00' })).toEqual(['unknown-key', 'ok', 'revoked-key']);
    expect(kinds({ use: 'enc' })).toEqual(['unknown-key', 'unknown-key', 'unknown-key']);
    expect(directoryOf(signing).keysAt(start)('nobody').kind).toBe('unknown-key');
  });

  it('seals to the newest valid key and keeps the old ones for reading', () => {
    const [, second] = generateOperatorKeys('tennis-club', '2026-03-01T00:00:00Z').records as [KeyRecord, KeyRecord];
    const directory = directoryOf(encryption, { ...second, revokedAt: '2026-06-01T00:00:00Z' }, signing);
    expect(directory.encryptionKeyOf('tennis-club', start)?.kid).toBe(encryption.kid);
    expect(directory.encryptionKeysOf('tennis-club', Date.parse('2026-04-01')).map(({ kid }) => kid)).toEqual([second.kid, encryption.kid]);
    expect(directory.encryptionKeyOf('tennis-club', later)?.kid).toBe(encryption.kid);
    expect(directory.encryptionKey(second.kid)?.operator).toBe('tennis-club');
    expect(directory.encryptionKey(signing.kid)).toBeUndefined();
    expect(directory.encryptionKeyOf('chess-club', start)).toBeUndefined();
  });

  it('holds calendars and rules as they are', () => {
    const directory = directoryOf({ kind: 'calendar', id: '2026', payload: { restDays: ['2026-01-01'] } }, { kind: 'rules', id: 'all', payload: [] });
    expect(directory.payload('calendar', '2026')).toEqual({ restDays: ['2026-01-01'] });
    expect(directory.payloads('calendar').map(({ id }) => id)).toEqual(['2026']);
    expect(directory.payload('rules', 'none')).toBeUndefined();
  });

  it('ends with the highest version in whatever order and however often records come', () => {
    const versions = [1, 2, 3].reduce<SignedRecord[][]>((done, n) =>
      [...done, signDirectory([organisation('a', { name: `name ${n}` })], root.privateJwk, done.at(-1))], []).flat();
    fc.assert(fc.property(fc.array(fc.constantFrom(...versions), { minLength: 1 }), (order) => {
      const directory = new Directory(root.publicJwk);
      order.forEach((signed) => directory.apply(signed));
      expect(directory.find('organisation/a')?.version).toBe(Math.max(...order.map(({ version }) => version)));
      expect(directory.organisation('a')?.name).toBe(`name ${directory.find('organisation/a')!.version}`);
    }), { numRuns: 20 });
  });

  it('tells who listens, until that ends', () => {
    const directory = new Directory(root.publicJwk);
    const heard: string[] = [];
    const end = directory.onChange(({ key }) => heard.push(key));
    const [a, b] = sign(organisation('a'), organisation('b')) as [SignedRecord, SignedRecord];
    expect([directory.apply(a), directory.apply(a)]).toEqual(['applied', 'stale']);
    end();
    directory.apply(b);
    expect(heard).toEqual(['organisation/a']);
    expect(directory.version).toBe(2);
    expect(directory.signedRecords()).toEqual([a, b]);
  });

  it('believes each of two roots while one replaces the other', () => {
    const next = generateRootKey();
    const directory = new Directory([root.publicJwk, next.publicJwk]);
    expect(directory.apply(signDirectory([organisation('a')], next.privateJwk)[0]!)).toBe('applied');
    expect(directory.apply(sign(organisation('b'))[0]!)).toBe('applied');
  });

  it.each<[string, () => SignedRecord]>([
    ['what another root signed', () => signDirectory([organisation('a')], generateRootKey().privateJwk)[0]!],
    ['a changed record', () => ({ ...sign(organisation('a'))[0]!, version: 7 })],
    ['a record under the key of another', () => ({ ...sign(organisation('a'))[0]!, key: 'organisation/b' })],
    ['a signing key id that belongs to another operator', () => sign({ ...signing, operator: 'chess-club' })[0]!],
    ['a key on no curve', () => sign({ ...encryption, kid: 'k', jwk: { ...encryption.jwk, x: 'AAAA' } })[0]!],
    ['a private key', () => sign({ ...encryption, kid: 'k', jwk: club.privateKeys.encryption[0]! })[0]!],
    ['an organisation of no status', () => sign(organisation('a', { status: 'asleep' as 'active' }))[0]!],
    ['a code that could make another topic', () => sign({ kind: 'operator', code: 'a.b', agency: 'a', versions: [1] })[0]!],
  ])('refuses %s', (_name, signed) => {
    const directory = directoryOf(signing);
    expect(directory.apply(signed())).toBe('refused');
    expect(directory.signedRecords()).toHaveLength(1);
  });
});

describe('parseSignedRecord', () => {
  const [signed] = sign(organisation('a')) as [SignedRecord];

  it('keeps members that it does not know, since they are signed', () => {
    const [more] = sign({ ...organisation('a'), phone: '1' } as OrganisationRecord) as [SignedRecord];
    expect(parseSignedRecord(Buffer.from(JSON.stringify(more)))).toEqual(more);
    expect(verifyRecord(more, root.publicJwk)).toBe(true);
  });

  it.each([['nothing', ''], ['no object', '7'], ['an unknown kind', JSON.stringify({ ...signed, record: { kind: 'toString' } })],
    ['version 0', JSON.stringify({ ...signed, version: 0 })], ['no proof', JSON.stringify({ ...signed, proof: undefined })]])('refuses %s', (_name, text) => {
    expect(parseSignedRecord(text)).toBeUndefined();
  });
});

describe('generateOperatorKeys', () => {
  it('gives keys on P-256 whose ids name operator and use, and no private half in the records', () => {
    expect(signing.kid).toMatch(/^tennis-club\.sig\.[\w-]{16}$/);
    expect(encryption).toMatchObject({ use: 'enc', alg: 'ECDH-HKDF-SHA256', jwk: { crv: 'P-256' } });
    expect(JSON.stringify(club.records)).not.toContain(club.privateKeys.signing[0]!.d);
  });
});
