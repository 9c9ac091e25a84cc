import { canonicalJson, BatchVerifier } from '../signature';
import { BadKeyChange, revokeKey, rotateKeys } from './change-keys';
import { Directory } from './directory';
import type { KeyRecord } from './directory-record';
import { DirectorySigner, NoSigningKey } from './directory-signer';
import { generateOperatorKeys, generateRootKey } from './generate-keys';
import { signDirectory } from './sign-directory';

const root = generateRootKey();
const start = Date.parse('2026-01-01T00:00:00Z');
const hour = 3_600_000;
const club = generateOperatorKeys('tennis-club', new Date(start).toISOString());
const message = Buffer.from(canonicalJson({ attributes: { id: 'one' }, topic: 'exchange.tennis-club.chess-club' }));

/** The directory as those records leave it, one version after the other. */
function directoryOf(...versions: KeyRecord[][]): Directory {
  const directory = new Directory(root.publicJwk);
  for (const records of versions) {
    for (const signed of signDirectory(records, root.privateJwk, directory.signedRecords())) directory.apply(signed);
  }
  return directory;
}

describe('changing keys', () => {
  const now = jest.spyOn(Date, 'now');
  afterAll(() => now.mockRestore());
  const at = (ms: number): void => { now.mockReturnValue(ms); };
  const verdict = (proof: string, directory: Directory, appendedAt: number) => new BatchVerifier().verifyLeaf(message, proof, directory.keysAt(appendedAt)).kind;

  it('a new key signs from its beginning on, without anybody choosing; what the old one signed stays verifiable', () => {
    const changed = rotateKeys('tennis-club', club.privateKeys, club.records, { validFrom: start + 10 * hour, overlapMs: 2 * hour });
    const directory = directoryOf(club.records, changed.records);
    const signer = new DirectorySigner('tennis-club', changed.privateKeys, directory);
    at(start + 9 * hour);
    expect(signer.kid).toBe(club.privateKeys.signing[0]!.kid);
    const [old] = signer.signBatch([message]);
    at(start + 10 * hour);
    expect(signer.kid).toBe(changed.privateKeys.signing[0]!.kid);
    const [fresh] = signer.signBatch([message]);
    expect([verdict(old!, directory, start + 9 * hour), verdict(old!, directory, start + 11 * hour), verdict(fresh!, directory, start + 1_000 * hour)]).toEqual(['ok', 'ok', 'ok']);
    expect([verdict(old!, directory, start + 12 * hour), verdict(fresh!, directory, start + 9 * hour)]).toEqual(['revoked-key', 'unknown-key']);
  });

  it('a replica that has not got the new key yet goes on with the old one until that ends', () => {
    const changed = rotateKeys('tennis-club', club.privateKeys, club.records, { validFrom: start + 10 * hour, overlapMs: 2 * hour });
    const signer = new DirectorySigner('tennis-club', club.privateKeys, directoryOf(club.records, changed.records));
    at(start + 11 * hour);
    expect(signer.kid).toBe(club.privateKeys.signing[0]!.kid);
    at(start + 12 * hour);
    expect(() => signer.signBatch([message])).toThrow(NoSigningKey);
  });

  it('a revoked key signs nothing more, and nothing appended since is believed; what came before is', () => {
    const [signing] = club.records as [KeyRecord];
    const directory = directoryOf(club.records);
    const signer = new DirectorySigner('tennis-club', club.privateKeys, directory);
    at(start + hour);
    const [proof] = signer.signBatch([message]);
    for (const signed of signDirectory([revokeKey(signing.kid, club.records, start + 5 * hour)], root.privateJwk, directory.signedRecords())) expect(directory.apply(signed)).toBe('applied');
    expect([verdict(proof!, directory, start + 5 * hour - 1), verdict(proof!, directory, start + 5 * hour)]).toEqual(['ok', 'revoked-key']);
    at(start + 6 * hour);
    expect(() => signer.signBatch([message])).toThrow(NoSigningKey);
  });

  it('seals to the new encryption key and keeps the old one for what is there', () => {
    const changed = rotateKeys('tennis-club', club.privateKeys, club.records, { validFrom: start + 10 * hour, overlapMs: hour });
    const directory = directoryOf(club.records, changed.records);
    const [fresh, old] = changed.privateKeys.encryption;
    expect([directory.encryptionKeyOf('tennis-club', start + 9 * hour)!.kid, directory.encryptionKeyOf('tennis-club', start + 11 * hour)!.kid]).toEqual([old!.kid, fresh!.kid]);
  });

  it('refuses what cannot be', () => {
    const [signing] = club.records as [KeyRecord];
    expect(() => rotateKeys('chess-club', club.privateKeys, club.records, { validFrom: start, overlapMs: 0 })).toThrow(BadKeyChange);
    expect(() => revokeKey('nobody', club.records, start)).toThrow(BadKeyChange);
    expect(() => revokeKey(signing.kid, [{ ...signing, revokedAt: new Date(start).toISOString() }], start)).toThrow(BadKeyChange);
  });
});
