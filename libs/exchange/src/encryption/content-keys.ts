import type { KeyObject } from 'node:crypto';
import { BoundedCache, privateKeyOf, type OperatorKeys } from '../signature';
import { deriveContentKey } from './derive-content-key';
import { decodeHeader, encodeHeader, type JweHeader } from './jwe-header';
import type { LaneOperators } from './sealed-data';
import { UnusableData } from './unusable-data';

/** A public encryption key of an operator. */
export interface EncryptionKey {
  kid: string;
  operator: string;
  key: KeyObject;
}

/** What of the directory encryption needs; `Directory` is one. */
export interface EncryptionKeyring {
  /** Whatever its validity: old messages must stay readable. */
  encryptionKey(kid: string): EncryptionKey | undefined;
  /** Valid at that instant (ms), the newest first. */
  encryptionKeysOf(operator: string, atMs: number): EncryptionKey[];
}

export interface SealingKey {
  key: KeyObject;
  /** Protected header, base64url. */
  header: string;
}

/** Content keys of one operator, derived once per pair, direction and day, then remembered (bounded). */
export class ContentKeys {
  private readonly own: Map<string, KeyObject>;
  private readonly derived: BoundedCache<string, KeyObject>;

  /** @param operator code of the operator whose private keys these are */
  constructor(readonly operator: string, private readonly keys: Pick<OperatorKeys, 'encryption'>, private readonly keyring: EncryptionKeyring, remembered = 1024) {
    this.own = new Map(keys.encryption.map((jwk) => [jwk.kid, privateKeyOf(jwk)]));
    this.derived = new BoundedCache(remembered);
  }

  /** For data that this operator sends. @throws Error when either side has no valid key: the directory is incomplete, try later. */
  forSealing(to: string, cty: JweHeader['cty'], nowMs: number): SealingKey {
    const day = new Date(nowMs).toISOString().slice(0, 10);
    const sender = this.keyring.encryptionKeysOf(this.operator, nowMs).find(({ kid }) => this.held(kid) !== undefined);
    const [recipient] = this.keyring.encryptionKeysOf(to, nowMs);
    if (!sender) throw new Error(`The directory lists no valid encryption key of operator ${this.operator} that this service holds.`);
    if (!recipient) throw new Error(`The directory lists no valid encryption key of operator ${to}.`);
    const header = encodeHeader({ alg: 'dir', enc: 'A256GCM', typ: 'JOSE', cty, kid: recipient.kid, skid: sender.kid, day });
    return { header, key: this.forHeader(header, { from: this.operator, to }) };
  }

  /** For data that this operator received or sent itself. @throws UnusableData */
  forHeader(header: string, lane: LaneOperators): KeyObject {
    const id = `${lane.from} ${lane.to} ${header}`;
    const known = this.derived.get(id);
    if (known) return known;
    const key = this.derive(header, lane);
    this.derived.set(id, key);
    return key;
  }

  /** Also one that came to be held after the start. */
  private held(kid: string): KeyObject | undefined {
    const known = this.own.get(kid);
    if (known) return known;
    const jwk = this.keys.encryption.find((key) => key.kid === kid);
    if (jwk) this.own.set(kid, privateKeyOf(jwk));
    return this.own.get(kid);
  }

  private derive(header: string, lane: LaneOperators): KeyObject {
    const { kid, skid, day } = decodeHeader(header);
    const mine = lane.to === this.operator ? { own: kid, other: skid, peer: lane.from } : { own: skid, other: kid, peer: lane.to };
    const privateKey = this.held(mine.own);
    if (!privateKey) throw new UnusableData('unreadable-data', `this service holds no encryption key ${mine.own}`);
    const peer = this.keyring.encryptionKey(mine.other);
    if (!peer) throw new UnusableData('unreadable-data', `the directory has no encryption key ${mine.other}`, mine.other);
    if (peer.operator !== mine.peer) throw new UnusableData('unreadable-data', `encryption key ${mine.other} is not one of operator ${mine.peer}`);
    return deriveContentKey(privateKey, peer.key, lane, day);
  }
}
