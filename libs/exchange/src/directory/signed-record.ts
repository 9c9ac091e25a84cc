import { recordKey, type DirectoryRecord } from './directory-record';
import { parseRecord } from './parse-record';

/** A record as it stands on the topic `directory`, on disk (one per line) and in evidence packs. */
export interface SignedRecord {
  key: string;
  /** Grows with each change of the record, from 1. */
  version: number;
  record: DirectoryRecord;
  /** Base64url of the JSON `{kid,alg,sig}`: a root key's signature over the canonical form of `{key,version,record}`. */
  proof: string;
}

/** Undefined for anything that is not such a record under its own key. Says nothing about the signature. */
export function parseSignedRecord(bytes: Buffer | string): SignedRecord | undefined {
  const value = parse(bytes);
  const record = parseRecord(value?.record);
  if (!value || !record || value.key !== recordKey(record)) return undefined;
  if (!Number.isSafeInteger(value.version) || (value.version as number) < 1 || typeof value.proof !== 'string') return undefined;
  return { key: value.key, version: value.version as number, record, proof: value.proof };
}

function parse(bytes: Buffer | string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(bytes.toString());
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
