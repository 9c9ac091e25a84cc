import type { Jwk } from '../signature';

/** Runs a desk for organisations of one agency. */
export interface OperatorRecord {
  kind: 'operator';
  code: string;
  agency: string;
  /** Major versions of the wire format that it takes. */
  versions: number[];
}

/** A public key of an operator. One record per key; an old one stays for ever, since old messages are verified with it. */
export interface KeyRecord {
  kind: 'key';
  operator: string;
  /** Unique over all operators. */
  kid: string;
  use: 'sig' | 'enc';
  /** `ES256` for `sig`, `ECDH-HKDF-SHA256` for `enc`. */
  alg: string;
  jwk: Jwk;
  /** RFC 3339; from then on it signs (by append time) or is sealed to. */
  validFrom: string;
  /** RFC 3339, exclusive. */
  validTo?: string;
  /** RFC 3339: nothing appended from then on is believed. */
  revokedAt?: string;
}

export const organisationStatuses = ['active', 'suspended', 'closed'] as const;
export type OrganisationStatus = (typeof organisationStatuses)[number];

/** Who asks and answers: one court, one police station, one bank branch. */
export interface OrganisationRecord {
  kind: 'organisation';
  code: string;
  agency: string;
  /** Absent for supervisors 督办机构, which have no desk. */
  operator?: string;
  /** GB/T 2260. */
  region: string;
  /** The organisation above it; absent at the top. */
  parent?: string;
  name: string;
  validFrom: string;
  validTo?: string;
  status: OrganisationStatus;
  /** Of a closed one: who takes over what is open (职权承继). Of the same operator, see `closeOrganisation`. */
  successor?: string;
}

/** A year of the working-day calendar, or a set of rules. What stands in `payload` is its reader's concern. */
export interface PayloadRecord {
  kind: 'calendar' | 'rules';
  id: string;
  payload: unknown;
}

export type DirectoryRecord = OperatorRecord | KeyRecord | OrganisationRecord | PayloadRecord;
export type DirectoryKind = DirectoryRecord['kind'];

/** Key of a record on the topic: `<kind>/<id>`, of a key `key/<operator>/<kid>`. WARNING: on the wire. */
export function recordKey(record: DirectoryRecord): string {
  switch (record.kind) {
    case 'key': return `key/${record.operator}/${record.kid}`;
    case 'operator': case 'organisation': return `${record.kind}/${record.code}`;
    default: return `${record.kind}/${record.id}`;
  }
}
