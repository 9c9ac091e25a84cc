import { publicKeyOf, type KeyLookup, type SigningKey } from '../signature';
import type { EncryptionKey } from '../encryption';
import type { KeyRecord } from './directory-record';

interface Held {
  record: KeyRecord;
  key: SigningKey;
  from: number;
  /** End of validity, or Infinity. */
  to: number;
  revoked: number;
}

/** The operators' public keys with the time each is good for. Key objects are made once. */
export class OperatorKeyRing {
  private readonly keys = new Map<string, Held>();

  /** False when the kid belongs to another operator already, or the key is no key. */
  put(record: KeyRecord): boolean {
    const known = this.keys.get(record.kid);
    if (known && known.record.operator !== record.operator) return false;
    try {
      const { kid, operator, alg } = record;
      const key = { kid, operator, alg, key: publicKeyOf(record.jwk) };
      this.keys.set(kid, { record, key, from: Date.parse(record.validFrom), to: ms(record.validTo), revoked: ms(record.revokedAt) });
      return true;
    } catch {
      return false;
    }
  }

  signingKey(kid: string, atMs: number): KeyLookup {
    const held = this.keys.get(kid);
    if (held?.record.use !== 'sig' || atMs < held.from) return { kind: 'unknown-key' };
    return atMs >= held.to || atMs >= held.revoked ? { kind: 'revoked-key' } : { kind: 'ok', key: held.key };
  }

  encryptionKey(kid: string): EncryptionKey | undefined {
    const held = this.keys.get(kid);
    return held?.record.use === 'enc' ? held.key : undefined;
  }

  encryptionKeysOf(operator: string, atMs: number): EncryptionKey[] {
    return this.goodKeys('enc', operator, atMs);
  }

  /** Good at that instant (ms), the newest first. */
  signingKeysOf(operator: string, atMs: number): SigningKey[] {
    return this.goodKeys('sig', operator, atMs);
  }

  private goodKeys(use: KeyRecord['use'], operator: string, atMs: number): SigningKey[] {
    return [...this.keys.values()]
      .filter(({ record, from, to, revoked }) => record.use === use && record.operator === operator && from <= atMs && atMs < to && atMs < revoked)
      .sort((a, b) => b.from - a.from || a.record.kid.localeCompare(b.record.kid))
      .map(({ key }) => key);
  }
}

const ms = (instant: string | undefined): number => (instant === undefined ? Infinity : Date.parse(instant));
