import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import { randomSlice } from '../random/random-slice';

const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encryption at rest and searchable hashes, both under keys derived from LIANZHI_DATA_KEY.
 * WARNING: layout (version, iv, tag, ciphertext) and derivation labels are stored data; changing one makes old rows unreadable.
 */
export class DataCipher {
  private readonly encryptionKey: Buffer;
  private readonly hashKey: Buffer;

  /** @param dataKey 32 bytes */
  constructor(dataKey: Buffer) {
    if (dataKey.length !== 32) throw new RangeError('the data key must have 32 bytes');
    this.encryptionKey = derive(dataKey, 'lianzhi/encryption-at-rest/v1');
    this.hashKey = derive(dataKey, 'lianzhi/keyed-hash/v1');
  }

  /** AES-256-GCM. @param context what the value belongs to (a row id); the same must be given to decrypt, so ciphertexts cannot be swapped between rows */
  encrypt(plain: Buffer | string, context = ''): Buffer {
    const iv = randomSlice(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.encryptionKey, iv, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(context));
    const body = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([Buffer.of(VERSION), iv, cipher.getAuthTag(), body]);
  }

  /** @throws when the value was changed, or encrypted under another key or context */
  decrypt(sealed: Buffer, context = ''): Buffer {
    if (sealed[0] !== VERSION || sealed.length < 1 + IV_BYTES + TAG_BYTES) throw new Error('not a value encrypted by this version');
    const iv = sealed.subarray(1, 1 + IV_BYTES);
    const tag = sealed.subarray(1 + IV_BYTES, 1 + IV_BYTES + TAG_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', this.encryptionKey, iv, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(context)).setAuthTag(tag);
    return Buffer.concat([decipher.update(sealed.subarray(1 + IV_BYTES + TAG_BYTES)), decipher.final()]);
  }

  decryptText(sealed: Buffer, context = ''): string {
    return this.decrypt(sealed, context).toString('utf8');
  }

  /** HMAC-SHA-256 (32 bytes): equal texts have equal hashes, which without the key cannot be guessed back. */
  keyedHash(text: string): Buffer {
    return createHmac('sha256', this.hashKey).update(text).digest();
  }

  /** Keyed hash of an ID number or credit code, however it was typed (width, case, spaces). */
  hashIdNumber(number: string): Buffer {
    return this.keyedHash(number.normalize('NFKC').replace(/\s+/g, '').toUpperCase());
  }
}

function derive(dataKey: Buffer, label: string): Buffer {
  return Buffer.from(hkdfSync('sha256', dataKey, Buffer.alloc(0), label, 32));
}
