import type { OperatorKeys } from '../signature';
import type { KeyRecord } from './directory-record';
import { generateOperatorKeys } from './generate-keys';

/** Why keys cannot be changed so. */
export class BadKeyChange extends Error {
  constructor(readonly zh: string, readonly en: string) { super(en); }
}

export interface KeyRotation { privateKeys: OperatorKeys; records: KeyRecord[] }

/**
 * A further signing and encryption key of an operator, good from `validFrom` on; its signing keys of now end `overlapMs` later, so that
 * what they have signed until then is believed. Encryption keys have no end: old data stays sealed to them. All private keys are kept.
 * @param validFrom ms: late enough that every replica has the new key file, and everybody the record, before
 */
export function rotateKeys(operator: string, held: OperatorKeys, published: readonly KeyRecord[], { validFrom, overlapMs }: { validFrom: number; overlapMs: number }): KeyRotation {
  const own = published.filter((record) => record.operator === operator);
  if (own.length === 0) throw new BadKeyChange(`名录中没有运行方 ${operator} 的密钥`, `the directory has no keys of operator ${operator}`);
  const fresh = generateOperatorKeys(operator, new Date(validFrom).toISOString());
  const validTo = new Date(validFrom + overlapMs).toISOString();
  const ending = own.filter(({ use, validTo: end, revokedAt }) => use === 'sig' && revokedAt === undefined && (end === undefined || end > validTo));
  return {
    privateKeys: { signing: [...fresh.privateKeys.signing, ...held.signing], encryption: [...fresh.privateKeys.encryption, ...held.encryption] },
    records: [...fresh.records, ...ending.map((record) => ({ ...record, validTo }))],
  };
}

/**
 * A key that nobody may trust any more: nothing appended from `at` on is believed, what came before stays verifiable. An operator
 * whose last signing key it is sends nothing until it has another one.
 */
export function revokeKey(kid: string, published: readonly KeyRecord[], at: number): KeyRecord {
  const record = published.find((key) => key.kid === kid);
  if (!record) throw new BadKeyChange(`名录中没有密钥 ${kid}`, `the directory has no key ${kid}`);
  if (record.revokedAt !== undefined) throw new BadKeyChange(`${kid} 已经吊销`, `${kid} is revoked already`);
  return { ...record, revokedAt: new Date(at).toISOString() };
}
