import type { EncryptionKey, EncryptionKeyring } from '../encryption';
import type { Jwk, KeyLookup, ResolveKey, SigningKey } from '../signature';
import type { OperatorRecord, OrganisationRecord, PayloadRecord } from './directory-record';
import { OperatorKeyRing } from './operator-key-ring';
import { OrganisationTree } from './organisation-tree';
import { parseSignedRecord, type SignedRecord } from './signed-record';
import { RootKeys } from './verify-record';

/** `stale`: that version or a later one is known. `refused`: not signed by the root, or not a record as it must be. */
export type Applied = 'applied' | 'stale' | 'refused';

/**
 * The directory 通讯录 as this process knows it: operators, their keys, organisations, calendars and rules, each only as
 * the root key signed it. Filled by `DirectoryReader`; the highest version of a record wins, in whatever order they come.
 */
export class Directory implements EncryptionKeyring {
  /** Public keys of the root. */
  readonly rootKeys: readonly Jwk[];
  private readonly roots: RootKeys;
  private readonly records = new Map<string, SignedRecord>();
  private readonly operatorRecords = new Map<string, OperatorRecord>();
  private readonly organisationTree = new OrganisationTree();
  private readonly keys = new OperatorKeyRing();
  private readonly listeners = new Set<(signed: SignedRecord) => void>();
  private changes = 0;

  /** @param roots public JWK of the directory's root with its kid, or several while it is being replaced */
  constructor(roots: Jwk | readonly Jwk[]) {
    this.rootKeys = 'kty' in roots ? [roots] : roots;
    this.roots = new RootKeys(this.rootKeys);
  }

  /** Takes a record, or says why not. Never throws. */
  apply(signed: SignedRecord): Applied {
    const known = this.records.get(signed.key);
    if (known && known.version >= signed.version) return 'stale';
    if (!parseSignedRecord(JSON.stringify(signed)) || !this.roots.verify(signed) || !this.put(signed)) return 'refused';
    this.records.set(signed.key, signed);
    this.changes += 1;
    for (const listener of this.listeners) listener(signed);
    return 'applied';
  }

  /** @returns what ends it */
  onChange(listener: (signed: SignedRecord) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Grows with each record applied; for caches in this process. The versions of records are in `signedRecords`. */
  get version(): number {
    return this.changes;
  }

  signedRecords(): SignedRecord[] {
    return [...this.records.values()];
  }

  find(key: string): SignedRecord | undefined {
    return this.records.get(key);
  }

  operator(code: string): OperatorRecord | undefined {
    return this.operatorRecords.get(code);
  }

  operators(): OperatorRecord[] {
    return [...this.operatorRecords.values()];
  }

  organisation(code: string): OrganisationRecord | undefined {
    return this.organisationTree.find(code);
  }

  /** @throws Error for an unknown code */
  getOrganisation(code: string): OrganisationRecord {
    const found = this.organisation(code);
    if (!found) throw new Error(`The directory has no organisation ${code}.`);
    return found;
  }

  organisations(): readonly OrganisationRecord[] {
    return this.organisationTree.all();
  }

  organisationsOf(operator: string): OrganisationRecord[] {
    return this.organisations().filter((organisation) => organisation.operator === operator);
  }

  operatorOf(organisation: string): string | undefined {
    return this.organisation(organisation)?.operator;
  }

  agencyOf(organisation: string): string | undefined {
    return this.organisation(organisation)?.agency;
  }

  /** Takes part at that instant (ms): active and within its validity. */
  isActive(organisation: string, atMs: number): boolean {
    const found = this.organisation(organisation);
    if (found?.status !== 'active' || Date.parse(found.validFrom) > atMs) return false;
    return found.validTo === undefined || atMs < Date.parse(found.validTo);
  }

  /** Who acts for it now: itself, or of a closed one its successor 承继单位. */
  actingFor(organisation: string): OrganisationRecord | undefined {
    return this.organisationTree.actingFor(organisation);
  }

  /** Itself and the closed organisations of its operator that it stands for; itself alone for nearly all. */
  speaksFor(organisation: string): string[] {
    return this.organisationTree.speaksFor(organisation);
  }

  /** Everybody whose matters are one with its: first who acts for it now 承继单位, then the closed ones. Itself alone for nearly all. */
  successionOf(organisation: string): string[] {
    return this.organisationTree.successionOf(organisation);
  }

  /** Whether the one stands above the other 上下级, at whatever level. */
  isAbove(above: string, below: string): boolean {
    return this.organisationTree.isAbove(above, below);
  }

  children(organisation: string): OrganisationRecord[] {
    return this.organisationTree.children(organisation);
  }

  superiors(organisation: string): OrganisationRecord[] {
    return this.organisationTree.superiors(organisation);
  }

  /** @param atMs append time of the message (system time of the bus), by which validity and revocation count */
  signingKey(kid: string, atMs: number): KeyLookup {
    return this.keys.signingKey(kid, atMs);
  }

  /** Good at that instant (ms, system time), the newest first. */
  signingKeysOf(operator: string, atMs: number): SigningKey[] {
    return this.keys.signingKeysOf(operator, atMs);
  }

  /** For `BatchVerifier.verify` of one message. */
  keysAt(appendedAtMs: number): ResolveKey {
    return (kid) => this.signingKey(kid, appendedAtMs);
  }

  encryptionKey(kid: string): EncryptionKey | undefined {
    return this.keys.encryptionKey(kid);
  }

  encryptionKeysOf(operator: string, atMs: number): EncryptionKey[] {
    return this.keys.encryptionKeysOf(operator, atMs);
  }

  /** The one to seal to. @param nowMs system time */
  encryptionKeyOf(operator: string, nowMs: number): EncryptionKey | undefined {
    return this.encryptionKeysOf(operator, nowMs)[0];
  }

  payload(kind: PayloadRecord['kind'], id: string): unknown {
    const record = this.records.get(`${kind}/${id}`)?.record;
    return record && 'payload' in record ? record.payload : undefined;
  }

  payloads(kind: PayloadRecord['kind']): PayloadRecord[] {
    return this.signedRecords().flatMap(({ record }) => (record.kind === kind ? [record as PayloadRecord] : []));
  }

  private put({ record }: SignedRecord): boolean {
    if (record.kind === 'key') return this.keys.put(record);
    if (record.kind === 'operator') this.operatorRecords.set(record.code, record);
    if (record.kind === 'organisation') this.organisationTree.put(record);
    return true;
  }
}
