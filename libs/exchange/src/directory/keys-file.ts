import { readFileSync, statSync } from 'node:fs';
import type { OperatorKeys, PrivateJwk } from '../signature';

/** How often the file is looked at for a key that is not held, ms of system time. */
const lookEveryMs = 1_000;

/**
 * The operator's private keys as a file (LIANZHI_KEYS_FILE). Whoever wants a key that it does not hold makes it look again, so a rotation
 * needs no restart and nothing has to watch the file. A file that is gone or broken meanwhile leaves what was read before.
 */
export class KeysFile implements OperatorKeys {
  private keys: OperatorKeys;
  private read: string;
  private lookedAt = performance.now();

  /** @throws when it cannot be read or holds no keys */
  constructor(private readonly file: string, private readonly onError: (error: unknown) => void) {
    this.read = this.state();
    this.keys = this.load();
  }

  get signing(): PrivateJwk[] { return this.newest().signing; }
  get encryption(): PrivateJwk[] { return this.newest().encryption; }

  private newest(): OperatorKeys {
    if (performance.now() < this.lookedAt + lookEveryMs) return this.keys;
    this.lookedAt = performance.now();
    try {
      const state = this.state();
      if (state !== this.read) {
        this.keys = this.load();
        this.read = state;
      }
    } catch (error) {
      this.onError(error);
    }
    return this.keys;
  }

  private load(): OperatorKeys {
    const { signing, encryption } = JSON.parse(readFileSync(this.file, 'utf8')) as OperatorKeys;
    if (!Array.isArray(signing) || !Array.isArray(encryption)) throw new Error(`${this.file} holds no keys`);
    return { signing, encryption };
  }

  private state(): string {
    const { mtimeMs, size, ino } = statSync(this.file);
    return `${mtimeMs} ${size} ${ino}`;
  }
}
